using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Analyses;
using Workflow.Domain.Organization;

namespace Workflow.Web.Pages.Analyses;

public sealed class IndexModel(IMediator mediator, Visitor visitor) : PageModel
{
    public IReadOnlyList<AnalysisList.Item> Analyses { get; private set; } = [];

    public bool MayUpload { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Analyses = await mediator.Send(new AnalysisList.Query(), cancellationToken);
        MayUpload = (await visitor.LookAsync(cancellationToken)).IsAny(Role.Coordinator);
    }
}
