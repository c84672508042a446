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

/// <summary>A công văn asks for a report: who asks, with which number and on which day, and by when the report has to be there.</summary>
public sealed class RequestModel(IMediator mediator, Visitor visitor, IStringLocalizer<Interface> text) : PageModel, IShowAgain, IAskForADeadline
{
    [BindProperty]
    public string? RequestName { get; set; }

    [BindProperty]
    public string? Issuer { get; set; }

    [BindProperty]
    public DateOnly? RequestedOn { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Left empty, the report goes to whoever asked for it.</summary>
    [BindProperty]
    public string? Recipient { get; set; }

    [BindProperty]
    public Guid? UnitId { get; set; }

    [BindProperty]
    public DateOnly? DueOn { get; set; }

    [BindProperty]
    public DueKind DueKind { get; set; } = DueKind.OnOrBefore;

    [BindProperty]
    public CountsBy CountsBy { get; set; } = CountsBy.Received;

    [BindProperty]
    public string? Criterion { get; set; }

    public IReadOnlyList<UnitRef> Units { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        (await visitor.LookAsync(cancellationToken)).IsAny(Role.Coordinator) ? await ShowAgainAsync(cancellationToken) : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        this.AskFor(
            text,
            (nameof(RequestName), RequestName),
            (nameof(Issuer), Issuer),
            (nameof(RequestedOn), Written(RequestedOn)),
            (nameof(Name), Name),
            (nameof(UnitId), UnitId?.ToString()),
            (nameof(DueOn), Written(DueOn)));
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        var recipient = string.IsNullOrWhiteSpace(Recipient) ? Issuer! : Recipient;
        await mediator.Send(
            new AddReportObligation.Command(new ObligationTerms(
                Name!, recipient, new UnitId(UnitId!.Value), ReportRecurrence.OnRequest, DueOn!.Value, DueKind, CountsBy, Criterion, RequestName, Issuer, RequestedOn)),
            cancellationToken);
        TempData["Done"] = text["done.obligationAdded"].Value;
        return RedirectToPage("/Reports/Index");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        Units = await mediator.UnitsAsync(cancellationToken);
        return Page();
    }

    private static string? Written(DateOnly? day) => day?.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
