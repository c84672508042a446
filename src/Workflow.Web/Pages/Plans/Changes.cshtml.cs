using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;
using Workflow.Domain.Plans;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Plans;

/// <summary>How the projected score stood at the close of two days, and which tasks made the difference.</summary>
public sealed class ChangesModel(IMediator mediator) : PageModel, IShowAgain
{
    private const int Week = 7;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    public int TargetYear { get; private set; }

    /// <summary>The first day that has closed; null where none has.</summary>
    public DateOnly? First { get; private set; }

    public DateOnly Today { get; private set; }

    public ProjectionDetails.View? Before { get; private set; }

    public ProjectionDetails.View? After { get; private set; }

    public ProjectionChanges.View? Changes { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAgainAsync(cancellationToken);
        if (First is not { } first || !ModelState.IsValid)
        {
            return Page();
        }

        To ??= Today;
        From ??= first > Today.AddDays(-Week) ? first : Today.AddDays(-Week);
        var changes = await mediator.Send(new ProjectionChanges.Query(new PlanId(Id), From.Value, To.Value), cancellationToken);
        Before = await mediator.Send(new ProjectionDetails.Query(new PlanId(Id), From), cancellationToken);
        After = await mediator.Send(new ProjectionDetails.Query(new PlanId(Id), To), cancellationToken);
        Changes = changes;
        return Page();
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        TargetYear = (await mediator.Send(new PlanDetails.Query(new PlanId(Id)), cancellationToken)).TargetYear;
        Today = (await mediator.Send(new ProjectionDetails.Query(new PlanId(Id)), cancellationToken)).AsOf;
        First = (await mediator.Send(new ProjectionTrend.Query(new PlanId(Id)), cancellationToken)) is [var first, ..] ? first.On : null;
        return Page();
    }
}
