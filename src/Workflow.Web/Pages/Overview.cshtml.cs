using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Plans;

namespace Workflow.Web.Pages;

/// <summary>The chairman's page: where the score stands, where it can go, what is late and what needs a decision.</summary>
public sealed class OverviewModel(IMediator mediator, Visitor visitor) : PageModel
{
    private const int MoversShown = 5;

    /// <summary>Of which plan; the latest published one unless said.</summary>
    [BindProperty(SupportsGet = true, Name = "plan")]
    public Guid? PlanId { get; set; }

    public PlanOverview.View? View { get; private set; }

    /// <summary>What waits for a decision, in groups, each with what is shown at once and what opens.</summary>
    public IReadOnlyList<DecisionGroup> Decisions { get; private set; } = [];

    /// <summary>Too few to stand beside the fields: the column would be empty below them.</summary>
    public bool FewDecisions => Decisions.Sum(group => group.Shown.Count) < 3;

    /// <summary>The tasks that moved the projection most in the last week.</summary>
    public IEnumerable<ProjectionChanges.Item> Movers => View!.Movers.Take(MoversShown);

    /// <summary>The days of the table beside the drawing: the last of each month, and the latest.</summary>
    public IEnumerable<ProjectionTrend.Day> TrendDays => View!.Trend.GroupBy(day => (day.On.Year, day.On.Month)).Select(month => month.Last());

    /// <summary>For a wall: large type, and only what is talked about.</summary>
    public bool Projector => Layout == "projector";

    [BindProperty(SupportsGet = true, Name = "view")]
    public string? Layout { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        // First who looks, which the header asks for anyway: the calendar comes along, and is not asked for again.
        await visitor.LookAsync(cancellationToken);
        View = await mediator.Send(new PlanOverview.Query(PlanId is { } id ? new PlanId(id) : null), cancellationToken);
        Decisions = View is { } view
            ? DecisionGroup.Share(("escalation", view.Unanswered), ("declined", view.Declined), ("extension", view.AskingForTime), ("verification", view.AwaitingVerification))
            : [];
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
