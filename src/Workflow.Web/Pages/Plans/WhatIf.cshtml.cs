using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api;
using Workflow.Api.Features.Scoring;
using Workflow.Domain;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Web.Pages.Plans;

/// <summary>Where the score would stand if tasks were done; everything supposed stands in the address, nothing is saved.</summary>
public sealed class WhatIfModel(IMediator mediator, IStringLocalizer<Interface> text) : PageModel
{
    public static readonly IReadOnlyList<string> Scenarios = ["all", "accepted", "notOverdue"];

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "done")]
    public List<Guid> Done { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Scenario { get; set; }

    public int TargetYear { get; private set; }

    public ProjectionDetails.View Now { get; private set; } = null!;

    public ProjectionDetails.View Supposed { get; private set; } = null!;

    public IReadOnlyList<GainList.Item> Gains { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var plan = new PlanId(Id);
        TargetYear = (await mediator.Send(new Api.Features.Plans.PlanDetails.Query(plan), cancellationToken)).TargetYear;
        Now = await mediator.Send(new ProjectionDetails.Query(plan), cancellationToken);
        Gains = await mediator.Send(new GainList.Query(plan), cancellationToken);
        if (Done.Count == 0 && Scenario is not null)
        {
            Done = [.. Gains.Where(gain => IsIn(gain, Scenario)).Select(gain => gain.Task.Id)];
        }

        try
        {
            Supposed = await mediator.Send(new WhatIf.Query(plan, Done, [.. Indicators()]), cancellationToken);
        }
        catch (RuleBrokenException refused)
        {
            refused.Rules.ToList().ForEach(rule => ModelState.AddModelError("", Wording.Of(rule)));
            Supposed = Now;
        }
    }

    /// <summary>What stands in a field of the form.</summary>
    public string Typed(string field) => Request.Query[field].ToString();

    private static bool IsIn(GainList.Item gain, string scenario) => scenario switch
    {
        "accepted" => gain.Task.State is RemediationTaskState.Accepted or RemediationTaskState.InProgress or RemediationTaskState.Submitted or RemediationTaskState.Returned,
        "notOverdue" => gain.Task.Timeliness is not Timeliness.Overdue,
        _ => true,
    };

    private IEnumerable<WhatIf.Indicator> Indicators()
    {
        foreach (var task in Gains.Select(gain => gain.Task).Where(task => task.Kind is TaskKind.Indicator))
        {
            var (part, whole) = (Typed($"part-{task.Id}"), Typed($"whole-{task.Id}"));
            if (part.Length == 0 && whole.Length == 0)
            {
                continue;
            }

            if (decimal.TryParse(part, CultureInfo.CurrentCulture, out var numerator) && decimal.TryParse(whole, CultureInfo.CurrentCulture, out var denominator))
            {
                yield return new WhatIf.Indicator(task.Id, numerator, denominator);
            }
            else
            {
                ModelState.AddModelError("", text["whatIf.unreadable", task.Number]);
            }
        }
    }
}
