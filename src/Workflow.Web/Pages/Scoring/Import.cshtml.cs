using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Documents;
using Workflow.Api.Features.Scoring;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Scoring;

/// <summary>Takes a score set or a score board in, as a file or as a pasted table.</summary>
[RequestSizeLimit(UploadLimit.Bytes)]
[RequestFormLimits(ValueLengthLimit = UploadLimit.Bytes, MultipartBodyLengthLimit = UploadLimit.Bytes)]
public sealed class ImportModel(IMediator mediator, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    /// <summary>"sets" or "boards".</summary>
    [BindProperty(SupportsGet = true)]
    public string What { get; set; } = "";

    [BindProperty]
    public int? Year { get; set; }

    [BindProperty]
    public IFormFile? Table { get; set; }

    [BindProperty]
    public string? Pasted { get; set; }

    public bool OfSets => What == "sets";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Year is null && ModelState.GetFieldValidationState(nameof(Year)) is not ModelValidationState.Invalid)
        {
            ModelState.AddModelError(nameof(Year), text["errors.missing"]);
        }

        if (Table is null && string.IsNullOrWhiteSpace(Pasted))
        {
            ModelState.AddModelError(nameof(Table), text["scoring.nothing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var document = Table is { } file
            ? new UploadedDocument(file.FileName, await file.ReadAsync(cancellationToken))
            : new UploadedDocument(text["scoring.pastedName"], [], Pasted);
        var id = await mediator.Send<Guid>(
            OfSets ? new ImportScoreSet.Command(Year!.Value, document) : new ImportScoreBoard.Command(Year!.Value, document), cancellationToken);
        TempData["Done"] = text[OfSets ? "done.scoreSetImported" : "done.scoreBoardImported", Year!.Value].Value;
        return RedirectToPage(OfSets ? "/Scoring/ScoreSet" : "/Scoring/ScoreBoard", new { id });
    }

    public Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken) => Task.FromResult<IActionResult>(Page());
}
