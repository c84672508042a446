using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Evidence;
using Workflow.Domain.Evidence;

namespace Workflow.Web.Pages;

/// <summary>Hands out a piece of evidence: always to be saved, never shown by the browser as a page of ours.</summary>
public sealed class EvidenceModel(IMediator mediator) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        var file = await mediator.Send(new EvidenceFile.Query(new EvidenceId(id)), cancellationToken);
        Response.Headers.XContentTypeOptions = "nosniff";
        return File(file.Content, file.MediaType, file.FileName);
    }
}
