using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Scoring;
using Workflow.Domain.Organization;

namespace Workflow.Web.Pages.Scoring;

/// <summary>What scores are reckoned by, and what the peers scored.</summary>
public sealed class IndexModel(IMediator mediator, Visitor visitor) : PageModel
{
    public IReadOnlyList<ScoreSetList.Item> Sets { get; private set; } = [];

    public IReadOnlyList<ScoreBoardList.Item> Boards { get; private set; } = [];

    public IReadOnlyList<ReckoningList.Item> Reckonings { get; private set; } = [];

    public bool MayImport { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Sets = await mediator.Send(new ScoreSetList.Query(), cancellationToken);
        Boards = await mediator.Send(new ScoreBoardList.Query(), cancellationToken);
        Reckonings = await mediator.Send(new ReckoningList.Query(), cancellationToken);
        MayImport = (await visitor.LookAsync(cancellationToken)).IsAny(Role.Coordinator);
    }
}
