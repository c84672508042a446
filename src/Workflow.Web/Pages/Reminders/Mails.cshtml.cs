using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features;
using Workflow.Api.Features.Deadlines;
using Workflow.Web.Components;

namespace Workflow.Web.Pages.Reminders;

/// <summary>Every mail that was written, and what the server answered.</summary>
public sealed class MailsModel(IMediator mediator) : PageModel
{
    public static IReadOnlyList<string> States { get; } = ["queued", "sending", "sent", "failed", "held", "superseded"];

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public Page<MailLedger.Item> Mails { get; private set; } = null!;

    public Pager Pager => new(Mails.Number, Mails.PageSize, Mails.Total, new Dictionary<string, string?> { ["state"] = State });

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Mails = await mediator.Send(new MailLedger.Query(string.IsNullOrEmpty(State) ? null : State, Number), cancellationToken);
}
