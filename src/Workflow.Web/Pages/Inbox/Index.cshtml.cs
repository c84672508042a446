using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features;
using Workflow.Api.Features.Notices;
using Workflow.Web.Components;

namespace Workflow.Web.Pages.Inbox;

/// <summary>What a person was told; opening is an act, looking is none.</summary>
public sealed class IndexModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Which { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public Page<NoticeList.Item> Notices { get; private set; } = null!;

    public Pager Pager => new(Notices.Number, Notices.PageSize, Notices.Total, new Dictionary<string, string?> { ["which"] = Which });

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Notices = await mediator.Send(new NoticeList.Query(Which == "unread", Number), cancellationToken);

    public async Task<IActionResult> OnPostOpenAsync(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new ReadNotice.Command(id), cancellationToken);
        return RedirectToPage("/Inbox/Notice", new { id });
    }

    public async Task<IActionResult> OnPostAllAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new ReadNotice.Command(null), cancellationToken);
        return RedirectToPage();
    }
}
