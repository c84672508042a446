using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Tasks;

namespace Workflow.Web.Pages;

/// <summary>What a unit has to do, the most pressing first; made for a phone.</summary>
public sealed class MyTasksModel(IMediator mediator) : PageModel
{
    public MyTasks.View View { get; private set; } = null!;

    /// <summary>The groups that hold anything, each under its text key and with its drawing.</summary>
    public IEnumerable<(string Key, string Icon, IReadOnlyList<TaskItem> Tasks)> Groups =>
        new (string Key, string Icon, IReadOnlyList<TaskItem> Tasks)[]
        {
            ("toAnswer", "inbox", View.ToAnswer),
            ("overdue", "alert", View.Overdue),
            ("dueSoon", "clock", View.DueSoon),
            ("inWork", "half", View.InWork),
            ("handedIn", "send", View.HandedIn),
            ("helping", "user", View.Helping),
        }.Where(group => group.Tasks.Count > 0);

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new MyTasks.Query(), cancellationToken);
}
