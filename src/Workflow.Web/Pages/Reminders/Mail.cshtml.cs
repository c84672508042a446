using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Deadlines;

namespace Workflow.Web.Pages.Reminders;

/// <summary>A mail as it was written.</summary>
public sealed class MailModel(IMediator mediator) : PageModel
{
    public MailDetails.View Mail { get; private set; } = null!;

    public async Task OnGetAsync(Guid id, CancellationToken cancellationToken) => Mail = await mediator.Send(new MailDetails.Query(id), cancellationToken);
}
