using Microsoft.Extensions.Options;
using Workflow.Api.Documents;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Mail;

/// <summary>Words a task for a mail: its number and title, its deadline, how far off that is, the points at stake.</summary>
internal sealed class TaskLines(IOptions<SiteSettings> site)
{
    public MailLine Of(RemediationTask task, DateOnly today, WorkCalendar calendar)
    {
        List<string> facts = [];
        if (task.LastGoodDay is { } last)
        {
            var stopped = task.State is RemediationTaskState.Suspended;
            facts.Add(Words("mail.line.due", last.ToString("dd/MM/yyyy", MailLayout.Vietnamese), stopped ? Words("mail.distance.stopped") : Distance(today, last, calendar)));
        }

        if (task.ExplanationDueOn is { } explain)
        {
            facts.Add(Words("mail.line.explain-by", explain.ToString("dd/MM/yyyy", MailLayout.Vietnamese)));
        }

        if (task.Points > 0)
        {
            facts.Add(Words("mail.line.points", task.Points.ToString("0.00", MailLayout.Vietnamese)));
        }

        return new MailLine($"{task.Number}. {task.Title}", UrlOf(task.Id), facts) { Deadline = DeadlineOf(task) };
    }

    /// <summary>The last day of a task in somebody's calendar, taken out of it while the clock stands still; null where it has none.</summary>
    public CalendarEntry? DeadlineOf(RemediationTask task) => task.LastGoodDay is not { } last ? null : new CalendarEntry(
        $"task-{task.Id}@{new Uri(site.Value.Url).Host}",
        task.DeadlineVersion,
        last,
        Words("mail.calendar.task", task.Number, task.Title),
        Words("mail.calendar.points", task.Points.ToString("0.00", MailLayout.Vietnamese)),
        UrlOf(task.Id),
        Cancelled: task.State is RemediationTaskState.Suspended);

    public string UrlOf(RemediationTaskId task) => $"{site.Value.Url}/tasks/{task}";

    public string MyTasksUrl => $"{site.Value.Url}/my-tasks";

    public string OverviewUrl => $"{site.Value.Url}/overview";

    public string DeliveryUrl => $"{site.Value.Url}/delivery";

    public static string Words(string code, params object?[] facts) => Wording.In(MailLayout.Vietnamese, code, facts);

    public static string Distance(DateOnly today, DateOnly last, WorkCalendar calendar) =>
        Wording.In(MailLayout.Vietnamese, calendar.Left(today, last));
}
