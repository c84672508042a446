using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Plans;
using Workflow.Domain.Plans;

namespace Workflow.Web.Pages;

/// <summary>The chairman's page: where the score stands, where it can go, what is late and what needs a decision.</summary>
public sealed class OverviewModel(IMediator mediator) : PageModel
{
    /// <summary>Of which plan; the latest published one unless said.</summary>
    [BindProperty(SupportsGet = true, Name = "plan")]
    public Guid? PlanId { get; set; }

    public PlanOverview.View? View { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        View = await mediator.Send(new PlanOverview.Query(PlanId is { } id ? new PlanId(id) : null), cancellationToken);
}
