using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Web.Components;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Plans;

/// <summary>
/// Where the score would stand if tasks were done. Everything supposed stands in the address until it is kept under a name; a
/// kept scenario is reckoned anew whenever it is opened.
/// </summary>
public sealed class WhatIfModel(IMediator mediator, Visitor visitor, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    public static readonly IReadOnlyDictionary<string, WhatIf.Start> Scenarios = new Dictionary<string, WhatIf.Start>
    {
        ["all"] = WhatIf.Start.AllOnTime,
        ["accepted"] = WhatIf.Start.OnlyAccepted,
        ["notOverdue"] = WhatIf.Start.WithoutOverdue,
    };

    private Dictionary<string, string> opened = [];

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "done")]
    public List<Guid> Done { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Scenario { get; set; }

    /// <summary>The kept scenario that is open.</summary>
    [BindProperty(SupportsGet = true, Name = "open")]
    public Guid? OpenId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The tasks that were ticked when the figures were reckoned that are kept now.</summary>
    [BindProperty]
    public string? Ticked { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    public int TargetYear { get; private set; }

    public ProjectionDetails.View Now { get; private set; } = null!;

    public ProjectionDetails.View Supposed { get; private set; } = null!;

    public GainList.View Gains { get; private set; } = null!;

    public IReadOnlyList<ScenarioList.Item> Kept { get; private set; } = [];

    public ScenarioDetails.View? Open { get; private set; }

    public bool MayKeep { get; private set; }

    /// <summary>What the form supposes besides ticked tasks, by field.</summary>
    public IEnumerable<(string Field, string Value)> Figured => Gains.Items
        .Where(gain => gain.Task.Kind is TaskKind.Indicator)
        .SelectMany(gain => new[] { $"part-{gain.Task.Id}", $"whole-{gain.Task.Id}" })
        .Select(name => (Field: name, Value: Typed(name)))
        .Where(figure => figure.Value.Length > 0);

    public bool SupposesSomething => Done.Count > 0 || Figured.Any();

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAgainAsync(cancellationToken);

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        Done = [.. (Ticked ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(task => Guid.TryParse(task, out _)).Select(Guid.Parse)];
        Gains = await mediator.Send(new GainList.Query(new PlanId(Id)), cancellationToken);
        var figures = Indicators().ToList();
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        var kept = await mediator.Send(new SaveScenario.Command(new PlanId(Id), Name, Done, figures), cancellationToken);
        TempData["Done"] = text["done.scenario.saved"].Value;
        return RedirectToPage(null, null, new { Id, open = kept });
    }

    public async Task<IActionResult> OnPostRenameAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new RenameScenario.Command(new ScenarioId(OpenId.GetValueOrDefault()), Name, Version), cancellationToken);
        TempData["Done"] = text["done.scenario.renamed"].Value;
        return RedirectToPage(null, null, new { Id, open = OpenId });
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteScenario.Command(new ScenarioId(OpenId.GetValueOrDefault()), Version), cancellationToken);
        TempData["Done"] = text["done.scenario.deleted"].Value;
        return RedirectToPage(null, null, new { Id });
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        var plan = new PlanId(Id);
        TargetYear = (await mediator.Send(new Api.Features.Plans.PlanDetails.Query(plan), cancellationToken)).TargetYear;
        Now = await mediator.Send(new ProjectionDetails.Query(plan), cancellationToken);
        Gains = await mediator.Send(new GainList.Query(plan), cancellationToken);
        Kept = await mediator.Send(new ScenarioList.Query(plan), cancellationToken);
        MayKeep = Permissions.Allow((await visitor.LookAsync(cancellationToken)).Roles, Permission.SaveScenario);
        if (OpenId is { } id && Kept.Any(kept => kept.Id == id))
        {
            Open = await mediator.Send(new ScenarioDetails.Query(new ScenarioId(id)), cancellationToken);
            Take(Open.Scenario);
            Supposed = Open.Projection;
            return Page();
        }

        if (Done.Count == 0 && Scenario is { } chosen && Scenarios.TryGetValue(chosen, out var start))
        {
            Done = [.. Gains.Items.Where(gain => start.Includes(gain.Task.State, gain.Task.Timeliness)).Select(gain => gain.Task.Id)];
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

        return Page();
    }

    /// <summary>What stands in a field of the form.</summary>
    public string Typed(string field) =>
        opened.TryGetValue(field, out var kept) ? kept
        : Request.HasFormContentType ? Request.Form[field].ToString()
        : Request.Query[field].ToString();

    private void Take(ScenarioList.Item scenario)
    {
        Done = [.. scenario.Completed];
        opened = scenario.Indicators
            .SelectMany(figure => new[] { ($"part-{figure.TaskId}", Figures.Input(figure.Numerator)), ($"whole-{figure.TaskId}", Figures.Input(figure.Denominator)) })
            .ToDictionary(field => field.Item1, field => field.Item2);
    }

    private IEnumerable<WhatIf.Indicator> Indicators()
    {
        foreach (var task in Gains.Items.Select(gain => gain.Task).Where(task => task.Kind is TaskKind.Indicator))
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
