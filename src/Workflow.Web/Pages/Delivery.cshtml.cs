using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Deadlines;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages;

/// <summary>Whether reminders reach people, and what an administrator has to decide so that they do.</summary>
public sealed class DeliveryModel(IMediator mediator, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    private static readonly TimeSpan SweepMayBeOld = TimeSpan.FromMinutes(3);

    public DeliveryHealth.View Health { get; private set; } = null!;

    public bool SweepIsOld => Health.SweepAge is null || Health.SweepAge > SweepMayBeOld;

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAgainAsync(cancellationToken);

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancellationToken)
    {
        var done = await mediator.Send(new CompareTimers.Query(), cancellationToken);
        TempData["Done"] = text["done.timersCompared", done.Things, done.Missing + done.Extra + done.Moved].Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDecideAsync(Guid? mailId, bool sendAgain, CancellationToken cancellationToken)
    {
        var decided = await mediator.Send(new DecideHeldMail.Command(mailId, sendAgain), cancellationToken);
        TempData["Done"] = text[sendAgain ? "done.mailsQueued" : "done.mailsArrived", decided].Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        Health = await mediator.Send(new DeliveryHealth.Query(), cancellationToken);
        return Page();
    }

    public string UrlOf(string kind, Guid subject) => Url.Content(kind switch
    {
        "report" => $"~/reports/{subject}",
        "task" => $"~/tasks/{subject}",
        _ => "~/reminders",
    });

    /// <summary>In the largest unit that says enough.</summary>
    public string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => text["age.seconds", Math.Max(0, (int)age.TotalSeconds)],
        { TotalHours: < 1 } => text["age.minutes", (int)age.TotalMinutes],
        { TotalDays: < 1 } => text["age.hours", (int)age.TotalHours],
        _ => text["age.days", (int)age.TotalDays],
    };
}
