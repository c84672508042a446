using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Analyses;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;
using Workflow.Web.Components;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Plans;

/// <summary>
/// A plan and its tasks. While it is a draft the coordinator goes through the suggestions one by one; each opens in its place
/// when asked for, so that the page stays light.
/// </summary>
public sealed class DetailsModel(IMediator mediator, Visitor visitor, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "unit")]
    public Guid? UnitId { get; set; }

    [BindProperty(SupportsGet = true)]
    public RemediationTaskState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Timeliness? Timeliness { get; set; }

    [BindProperty(SupportsGet = true)]
    public TaskKind? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "all")]
    public bool AllUnits { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    /// <summary>The suggestion that is open for change.</summary>
    [BindProperty(SupportsGet = true, Name = "edit")]
    public Guid? Edited { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public AssignmentInput Assignment { get; set; } = new();

    public PlanView Plan { get; private set; } = null!;

    public Page<TaskItem> Tasks { get; private set; } = null!;

    public IReadOnlyList<DraftTasks.View> Drafts { get; private set; } = [];

    /// <summary>Deductions that the year before cost points as well, while the plan is drafted.</summary>
    public IReadOnlyList<RepeatedDeductions.Item> Repeated { get; private set; } = [];

    public IReadOnlyList<UnitRef> Units { get; private set; } = [];

    public Visitor.Look Visitor { get; private set; } = null!;

    public bool Drafting => Plan.State is PlanState.Draft && Visitor.IsAny(Role.Coordinator);

    public bool Filtered => UnitId is not null || State is not null || Timeliness is not null || Kind is not null || !string.IsNullOrWhiteSpace(Search);

    public Pager Pager => new(Tasks.Number, Tasks.PageSize, Tasks.Total, new Dictionary<string, string?>
    {
        ["unit"] = UnitId?.ToString(),
        ["state"] = State?.ToString(),
        ["timeliness"] = Timeliness?.ToString(),
        ["kind"] = Kind?.ToString(),
        ["q"] = Search,
        ["all"] = AllUnits ? "true" : null,
    });

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Drafts.FirstOrDefault(draft => draft.Task.Id == Edited) is { } edited)
        {
            Assignment = AssignmentInput.Of(edited.Task);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAssignAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        var edited = Edited.GetValueOrDefault();
        await mediator.Send(Assignment.ToCommand(new RemediationTaskId(edited), Version), cancellationToken);
        TempData["Done"] = text["done.assigned"].Value;
        return RedirectToPage(null, null, new { Id }, $"task-{edited}");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Visitor = await visitor.LookAsync(cancellationToken);
        Plan = await mediator.Send(new PlanDetails.Query(new PlanId(Id)), cancellationToken);
        Units = await mediator.UnitsAsync(cancellationToken);
        if (Drafting)
        {
            Drafts = await mediator.Send(new DraftTasks.Query(new PlanId(Id)), cancellationToken);
            Repeated = await mediator.Send(new RepeatedDeductions.Query(new AnalysisId(Plan.AnalysisId)), cancellationToken);
        }

        UnitId? unit = UnitId is { } id ? new UnitId(id) : null;
        Tasks = await mediator.Send(
            new TaskList.Query(new PlanId(Id), unit, State, Timeliness, Kind, Search, AllUnits, Number), cancellationToken);
    }
}
