using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Analyses;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Analyses;

/// <summary>Takes a report in, as a file or as pasted text.</summary>
[RequestSizeLimit(UploadLimit.Bytes)]
[RequestFormLimits(ValueLengthLimit = UploadLimit.Bytes, MultipartBodyLengthLimit = UploadLimit.Bytes)]
public sealed class NewModel(IMediator mediator, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty]
    public IFormFile? Report { get; set; }

    [BindProperty]
    public string? Pasted { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Report is null && string.IsNullOrWhiteSpace(Pasted))
        {
            ModelState.AddModelError(nameof(Report), text["upload.nothing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var command = Report is { } file
            ? new UploadAnalysis.Command(file.FileName, await file.ReadAsync(cancellationToken))
            : new UploadAnalysis.Command(text["upload.pastedName"], [], Pasted);
        var id = await mediator.Send(command, cancellationToken);
        TempData["Done"] = text["done.uploaded"].Value;
        return RedirectToPage("/Analyses/Details", new { id });
    }

    public Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken) => Task.FromResult<IActionResult>(Page());
}
