using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Links;
using Workflow.Api.Features.Reports;
using Workflow.Domain.Reports;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Reports;

/// <summary>One period's report with its three days, each recorded by a form of its own, and what proves the last.</summary>
[RequestSizeLimit(UploadLimit.Bytes)]
public sealed class DetailsModel(IMediator mediator, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that was shown.</summary>
    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public DateOnly? SignedOn { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public DateOnly? SentOn { get; set; }

    [BindProperty]
    public DateOnly? ReceivedOn { get; set; }

    [BindProperty]
    public string? Proof { get; set; }

    /// <summary>Sent along with the day of receipt.</summary>
    [BindProperty]
    public IFormFile? ReceiptFile { get; set; }

    /// <summary>Nothing shows the receipt yet: said so by whoever records it.</summary>
    [BindProperty]
    public bool WithoutProof { get; set; }

    /// <summary>Sent after the day of receipt.</summary>
    [BindProperty]
    public IFormFile? ProofFile { get; set; }

    [BindProperty]
    public string? ProofTitle { get; set; }

    /// <summary>Why a day that stands there already is put right.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    public ReportOccurrenceDetails.View View { get; private set; } = null!;

    public ReportItem Report => View.Report;

    public IReadOnlyDictionary<Guid, string> Units { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The act that was refused, so that its form stands open.</summary>
    public string? Posted { get; private set; }

    /// <summary>The day that counts was recorded and no file shows it.</summary>
    public bool LacksProof => Report is { CountsBy: CountsBy.Received, ReceivedOn: not null } && View.Proofs.Count == 0;

    private ReportOccurrenceId OccurrenceId => new(Id);

    public bool May(string act) => View.Acts.Contains(act);

    /// <summary>The form of the day that is lacking stands open, or the one that was refused.</summary>
    public bool StandsOpen(string act) => Posted is null or "" ? Report.Lacking == act : Posted == act;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        (SignedOn, Number, SentOn, ReceivedOn, Proof) = (Report.SignedOn, Report.Number, Report.SentOn, Report.ReceivedOn, Report.Proof);
        return Page();
    }

    public Task<IActionResult> OnPostSignatureAsync(CancellationToken cancellationToken) =>
        Record(nameof(SignedOn), SignedOn, day => new RecordSignature.Command(OccurrenceId, Version, day, Number, Reason), "done.reportSigned", cancellationToken);

    public Task<IActionResult> OnPostDispatchAsync(CancellationToken cancellationToken) =>
        Record(nameof(SentOn), SentOn, day => new RecordDispatch.Command(OccurrenceId, Version, day, null, Reason), "done.reportSent", cancellationToken);

    public async Task<IActionResult> OnPostReceiptAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Report.CountsBy is CountsBy.Received && View.Proofs.Count == 0 && ReceiptFile is null && string.IsNullOrWhiteSpace(Proof) && !WithoutProof)
        {
            ModelState.AddModelError(nameof(ReceiptFile), text["report.proof.ask"]);
        }

        var file = ReceiptFile is null ? null : new ProofFile(null, ReceiptFile.FileName, await ReceiptFile.ReadAsync(cancellationToken));
        return await Record(
            nameof(ReceivedOn), ReceivedOn, day => new RecordReceipt.Command(OccurrenceId, Version, day, null, Proof, Reason, file), "done.reportReceived", cancellationToken);
    }

    public async Task<IActionResult> OnPostProofAsync(CancellationToken cancellationToken)
    {
        if (ProofFile is null)
        {
            ModelState.AddModelError(nameof(ProofFile), text["evidence.choose"]);
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(
            new ProveReceipt.Command(OccurrenceId, new ProofFile(ProofTitle, ProofFile.FileName, await ProofFile.ReadAsync(cancellationToken)), Version), cancellationToken);
        return Done("done.receiptProved");
    }

    public async Task<IActionResult> OnPostRevokeLinksAsync(CancellationToken cancellationToken)
    {
        TempData["Done"] = text["done.ownLinksRevoked", await mediator.Send(new RevokeOwnLinks.Command(Id), cancellationToken)].Value;
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        Posted = Request.Query["handler"].ToString().ToLowerInvariant();
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task<IActionResult> Record(
        string field, DateOnly? on, Func<DateOnly, IRequest<ReportActed>> command, string done, CancellationToken cancellationToken)
    {
        this.AskFor(text, (field, on?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(command(on!.Value), cancellationToken);
        return Done(done);
    }

    private RedirectToPageResult Done(string done)
    {
        TempData["Done"] = text[done].Value;
        return RedirectToPage(new { Id });
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        View = await mediator.Send(new ReportOccurrenceDetails.Query(OccurrenceId), cancellationToken);
        Units = (await mediator.UnitsAsync(cancellationToken)).Names();
    }
}
