using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Clock;
using Workflow.Api.Deadlines;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages;

/// <summary>Moves the test clock and does what falls due by it.</summary>
public sealed class ClockModel(IMediator mediator, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    /// <summary>As the clocks of the agency would show it.</summary>
    [BindProperty]
    public DateTime? Local { get; set; }

    /// <summary>Whole days to go forward.</summary>
    [BindProperty]
    public int? Forward { get; set; }

    public CurrentClock.View Clock { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAgainAsync(cancellationToken);

    public async Task<IActionResult> OnPostSetAsync(CancellationToken cancellationToken)
    {
        var clock = await mediator.Send(new CurrentClock.Query(), cancellationToken);
        if (Forward is { } days)
        {
            Local = clock.Now.DateTime.AddDays(days);
        }

        if (Local is not { } local)
        {
            ModelState.AddModelError(nameof(Local), text["clock.missing"]);
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(new SetClock.Command(new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), clock.Now.Offset)), cancellationToken);
        return Done(await mediator.Send(new RunSweep.Query(), cancellationToken));
    }

    public async Task<IActionResult> OnPostSweepAsync(CancellationToken cancellationToken) =>
        Done(await mediator.Send(new RunSweep.Query(), cancellationToken));

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        Clock = await mediator.Send(new CurrentClock.Query(), cancellationToken);
        return Page();
    }

    private RedirectToPageResult Done(SweepCounts counts)
    {
        TempData["Done"] = text["done.swept", counts.TimersFired, counts.DigestsWritten, counts.MailsSent].Value;
        return RedirectToPage();
    }
}
