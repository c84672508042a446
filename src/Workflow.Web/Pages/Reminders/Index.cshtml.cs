using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features;
using Workflow.Api.Features.Deadlines;
using Workflow.Web.Components;

namespace Workflow.Web.Pages.Reminders;

/// <summary>Every reminder anybody is owed, and what became of it.</summary>
public sealed class IndexModel(IMediator mediator) : PageModel
{
    public static IReadOnlyList<string> States { get; } = ["planned", "queued", "sent", "failed", "unknown", "overtaken", "superseded"];

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public Page<ReminderLedger.Item> Reminders { get; private set; } = null!;

    public Pager Pager => new(Reminders.Number, Reminders.PageSize, Reminders.Total, new Dictionary<string, string?>
    {
        ["from"] = From is null ? null : Figures.DayInput(From),
        ["to"] = To is null ? null : Figures.DayInput(To),
        ["state"] = State,
    });

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Reminders = await mediator.Send(new ReminderLedger.Query(From, To, State: State, Page: Number), cancellationToken);
}
