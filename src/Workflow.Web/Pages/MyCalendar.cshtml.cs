using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Links;

namespace Workflow.Web.Pages;

/// <summary>The secret address under which a calendar program reads a person's deadlines: given, told once, taken back.</summary>
public sealed class MyCalendarModel(IMediator mediator, IStringLocalizer<Interface> text) : PageModel
{
    /// <summary>Since when there is an address; null where there is none.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>The address that was given just now: never again to be seen.</summary>
    public string? Address { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Since = await mediator.Send(new MyCalendarFeed.Query(), cancellationToken);

    /// <summary>Answers with the page itself: an address in a redirection or a cookie would be seen elsewhere.</summary>
    public async Task<IActionResult> OnPostOpenAsync(CancellationToken cancellationToken)
    {
        Address = await mediator.Send(new OpenCalendarFeed.Request(), cancellationToken);
        await OnGetAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new CloseCalendarFeed.Command(), cancellationToken);
        TempData["Done"] = text["done.calendarClosed"].Value;
        return RedirectToPage();
    }
}
