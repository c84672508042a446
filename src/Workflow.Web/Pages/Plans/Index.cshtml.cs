using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Plans;

namespace Workflow.Web.Pages.Plans;

public sealed class IndexModel(IMediator mediator) : PageModel
{
    public IReadOnlyList<PlanView> Plans { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Plans = (await mediator.Send(new PlanList.Query(), cancellationToken)).Items;
}
