using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Scoring;
using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;

namespace Workflow.Web.Pages.Plans;

/// <summary>The plan of a year held against what really came of it.</summary>
public sealed class YearModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public YearResult.View View { get; private set; } = null!;

    public IReadOnlyList<RepeatedDeductions.Item> Repeated { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        View = await mediator.Send(new YearResult.Query(new PlanId(Id)), cancellationToken);
        Repeated = View.Real is { } real ? await mediator.Send(new RepeatedDeductions.Query(new AnalysisId(real.AnalysisId)), cancellationToken) : [];
    }
}
