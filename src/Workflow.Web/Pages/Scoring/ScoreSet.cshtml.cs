using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Scoring;
using Workflow.Domain.Organization;
using Workflow.Domain.Scoring;

namespace Workflow.Web.Pages.Scoring;

/// <summary>The criteria of a year as a tree, with the rule of each.</summary>
public sealed class ScoreSetModel(IMediator mediator, Visitor visitor) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ScoreSetDetails.View View { get; private set; } = null!;

    public bool MayCorrect { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        View = await mediator.Send(new ScoreSetDetails.Query(new ScoreSetId(Id)), cancellationToken);
        MayCorrect = (await visitor.LookAsync(cancellationToken)).IsAny(Role.Coordinator);
    }
}
