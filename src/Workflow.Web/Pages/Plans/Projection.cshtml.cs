using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;
using Workflow.Domain.Plans;

namespace Workflow.Web.Pages.Plans;

/// <summary>The rows a projected score is made of, by field: what was deducted, what comes back of it, and by which tasks.</summary>
public sealed class ProjectionModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public int TargetYear { get; private set; }

    public ProjectionRows.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        TargetYear = (await mediator.Send(new PlanDetails.Query(new PlanId(Id)), cancellationToken)).TargetYear;
        View = await mediator.Send(new ProjectionRows.Query(new PlanId(Id)), cancellationToken);
    }
}
