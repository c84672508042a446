using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Links;
using Workflow.Api.Http;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages;

/// <summary>
/// Where a link in a mail leads: what would happen, and a button. Looking changes nothing, as programs that check mails look at every
/// link; pressing the button does, and only from this page.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class LinkModel(IMediator mediator, LinkInHand inHand, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    /// <summary>The version of the task or report that was shown.</summary>
    [BindProperty]
    public uint Version { get; set; }

    public LinkDetails.View Link { get; private set; } = null!;

    /// <summary>The reminder was acknowledged just now.</summary>
    public bool Acknowledged { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAgainAsync(cancellationToken);

    public async Task<IActionResult> OnPostAcknowledgeAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new AcknowledgeReminder.Command(inHand.Of(HttpContext) ?? []), cancellationToken);
        Acknowledged = true;
        return await ShowAgainAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellationToken)
    {
        var task = await mediator.Send(new AcceptByLink.Command(inHand.Of(HttpContext) ?? [], Version), cancellationToken);
        inHand.Drop(HttpContext);
        TempData["Done"] = text["done.accepted"].Value;
        return RedirectToPage("/Tasks/Details", new { id = task });
    }

    public async Task<IActionResult> OnPostDispatchAsync(CancellationToken cancellationToken)
    {
        var report = await mediator.Send(new DispatchByLink.Command(inHand.Of(HttpContext) ?? [], Version), cancellationToken);
        inHand.Drop(HttpContext);
        TempData["Done"] = text["done.reportSent"].Value;
        return RedirectToPage("/Reports/Details", new { id = report });
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        Link = await mediator.Send(new LinkDetails.Query(inHand.Of(HttpContext)), cancellationToken);
        return Page();
    }
}
