using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Plans;

namespace Workflow.Web.Pages;

/// <summary>The chairman's page: where the score stands, where it can go, what is late and what needs a decision.</summary>
public sealed class OverviewModel(IMediator mediator) : PageModel
{
    private const int Week = 7;
    private const int MoversShown = 5;

    /// <summary>Of which plan; the latest published one unless said.</summary>
    [BindProperty(SupportsGet = true, Name = "plan")]
    public Guid? PlanId { get; set; }

    public PlanOverview.View? View { get; private set; }

    /// <summary>What waits for a decision, in groups, each with what is shown at once and what opens.</summary>
    public IReadOnlyList<DecisionGroup> Decisions { get; private set; } = [];

    /// <summary>Too few to stand beside the fields: the column would be empty below them.</summary>
    public bool FewDecisions => Decisions.Sum(group => group.Shown.Count) < 3;

    public IReadOnlyList<ProjectionTrend.Day> Trend { get; private set; } = [];

    /// <summary>The tasks that moved the projection most in the last week.</summary>
    public IReadOnlyList<ProjectionChanges.Item> Movers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        View = await mediator.Send(new PlanOverview.Query(PlanId is { } id ? new PlanId(id) : null), cancellationToken);
        Decisions = View is { } view
            ? DecisionGroup.Share(("escalation", view.Unanswered), ("declined", view.Declined), ("extension", view.AskingForTime), ("verification", view.AwaitingVerification))
            : [];
        if (View is { } shown)
        {
            var plan = new PlanId(shown.Plan.Id);
            Trend = await mediator.Send(new ProjectionTrend.Query(plan), cancellationToken);
            Movers = Trend.Count > 1
                ? [.. (await mediator.Send(new ProjectionChanges.Query(plan, shown.Projection.AsOf.AddDays(-Week), shown.Projection.AsOf), cancellationToken)).Items.Take(MoversShown)]
                : [];
        }
    }
}

public sealed record DecisionGroup(string Key, IReadOnlyList<TaskItem> Shown, IReadOnlyList<TaskItem> Rest)
{
    /// <summary>As many as stand beside the eight fields.</summary>
    private const int ShownAtOnce = 5;

    public int Count => Shown.Count + Rest.Count;

    /// <summary>Small groups are shown whole; the large ones share the places that are left.</summary>
    public static IReadOnlyList<DecisionGroup> Share(params (string Key, IReadOnlyList<TaskItem> Tasks)[] groups)
    {
        var waiting = groups.Where(group => group.Tasks.Count > 0).ToArray();
        var places = ShownAtOnce;
        var left = waiting.Length;
        Dictionary<string, int> shown = [];
        foreach (var (key, tasks) in waiting.OrderBy(group => group.Tasks.Count))
        {
            shown[key] = Math.Min(tasks.Count, places / left--);
            places -= shown[key];
        }

        return [.. waiting.Select(group => new DecisionGroup(group.Key, [.. group.Tasks.Take(shown[group.Key])], [.. group.Tasks.Skip(shown[group.Key])]))];
    }
}
