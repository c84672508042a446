using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Reports;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Reports;

/// <summary>The reports the agency owes; the coordinator takes them over from the catalogue, writes others and sets their deadlines.</summary>
public sealed class ObligationsModel(IMediator mediator, Visitor visitor, IStringLocalizer<Interface> text) : PageModel, IShowAgain, IAskForADeadline
{
    /// <summary>The obligation whose deadline is being set anew.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Edit { get; set; }

    /// <summary>The obligation that is being ended.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? End { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public DateOnly? EndOn { get; set; }

    [BindProperty]
    public string? EndReason { get; set; }

    /// <summary>What is open and due later is cancelled; otherwise it stays owed.</summary>
    [BindProperty]
    public bool CancelLater { get; set; } = true;

    [BindProperty]
    public string? Standard { get; set; }

    [BindProperty]
    public Guid? StandardUnitId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Recipient { get; set; }

    [BindProperty]
    public Guid? UnitId { get; set; }

    [BindProperty]
    public ReportRecurrence Recurrence { get; set; } = ReportRecurrence.Once;

    [BindProperty]
    public DateOnly? DueOn { get; set; }

    [BindProperty]
    public DueKind DueKind { get; set; } = DueKind.OnOrBefore;

    [BindProperty]
    public CountsBy CountsBy { get; set; } = CountsBy.Received;

    [BindProperty]
    public string? Criterion { get; set; }

    [BindProperty]
    public string? RequestName { get; set; }

    public ReportObligationList.View View { get; private set; } = null!;

    public IReadOnlyList<UnitRef> Units { get; private set; } = [];

    public bool MayKeep { get; private set; }

    /// <summary>The form that was refused, so that it stands open.</summary>
    public string? Posted { get; private set; }

    public ObligationItem? Edited => View.Obligations.FirstOrDefault(obligation => obligation.Id == Edit);

    public ObligationItem? Ended => View.Obligations.FirstOrDefault(obligation => obligation.Id == End && obligation.EndedOn is null);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Edited is { } edited)
        {
            (DueOn, DueKind, UnitId, CountsBy) = (edited.DueOn, edited.DueKind, edited.Unit.Id, edited.CountsBy);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostTakeOverAsync(CancellationToken cancellationToken)
    {
        if (StandardUnitId is not { } unit)
        {
            ModelState.AddModelError("", text["obligation.unit.choose"]);
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(new TakeOverStandardObligation.Command(Standard ?? "", new UnitId(unit)), cancellationToken);
        return Done("done.obligationTaken");
    }

    public async Task<IActionResult> OnPostNewAsync(CancellationToken cancellationToken)
    {
        AskForTheRest((nameof(Name), Name), (nameof(Recipient), Recipient));
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(
            new AddReportObligation.Command(new ObligationTerms(Name!, Recipient!, new UnitId(UnitId!.Value), Recurrence, DueOn!.Value, DueKind, CountsBy, Criterion, RequestName)),
            cancellationToken);
        return Done("done.obligationAdded");
    }

    public async Task<IActionResult> OnPostReviseAsync(CancellationToken cancellationToken)
    {
        AskForTheRest();
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(
            new ReviseReportObligation.Command(new ReportObligationId(Edit ?? default), Version, DueOn!.Value, DueKind, new UnitId(UnitId!.Value), CountsBy), cancellationToken);
        return Done("done.obligationRevised");
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellationToken)
    {
        this.AskFor(text, (nameof(EndOn), EndOn?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)), (nameof(EndReason), EndReason));
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(new EndReportObligation.Command(new ReportObligationId(End ?? default), Version, EndOn!.Value, EndReason, CancelLater), cancellationToken);
        return Done("done.obligationEnded");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        Posted = Request.Query["handler"].ToString().ToLowerInvariant();
        await LoadAsync(cancellationToken);
        return Page();
    }

    private void AskForTheRest(params ReadOnlySpan<(string Field, string? Value)> fields)
    {
        this.AskFor(text, fields);
        this.AskFor(
            text,
            (nameof(UnitId), UnitId?.ToString()),
            (nameof(DueOn), DueOn?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private RedirectToPageResult Done(string done)
    {
        TempData["Done"] = text[done].Value;
        return RedirectToPage(new { Edit = (Guid?)null, End = (Guid?)null });
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        View = await mediator.Send(new ReportObligationList.Query(), cancellationToken);
        Units = await mediator.UnitsAsync(cancellationToken);
        MayKeep = (await visitor.LookAsync(cancellationToken)).IsAny(Role.Coordinator);
    }
}
