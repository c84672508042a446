using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Scoring;
using Workflow.Domain.Scoring;

namespace Workflow.Web.Pages.Scoring;

/// <summary>Where the agency stands among its peers, and what it lacks to the next rank.</summary>
public sealed class ScoreBoardModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ScoreBoardDetails.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        View = await mediator.Send(new ScoreBoardDetails.Query(new ScoreBoardId(Id)), cancellationToken);
}
