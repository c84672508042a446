using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Deadlines;

namespace Workflow.Web.Pages.Reminders;

/// <summary>One sheet that shows who was reminded of a task or report, when, and what the server answered.</summary>
public sealed class ProofModel(IMediator mediator) : PageModel
{
    public ReminderProof.View Proof { get; private set; } = null!;

    public async Task OnGetAsync(Guid id, CancellationToken cancellationToken) => Proof = await mediator.Send(new ReminderProof.Query(id), cancellationToken);
}
