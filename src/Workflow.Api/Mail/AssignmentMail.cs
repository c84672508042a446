using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Mail;

/// <summary>Tells the head of a unit which tasks the unit was given, all in one mail.</summary>
internal sealed class AssignmentMail(
    WorkflowDbContext db, Outbox outbox, TaskLines lines, MailLinks links, Calendars calendars, Policies policies, TimeProvider clock)
{
    /// <summary>A mail to one head, and the tasks it tells of.</summary>
    public sealed record Letter(UnitRef Unit, Person To, IReadOnlyList<RemediationTask> Tasks, MailWords Words);

    /// <summary>What would be sent; nothing is.</summary>
    public async Task<IReadOnlyList<Letter>> ToUnits(IReadOnlyCollection<RemediationTask> tasks, int year, CancellationToken cancellationToken)
    {
        var leads = tasks.Select(task => task.LeadUnitId).OfType<UnitId>().Distinct().ToList();
        var units = await db.Units.Where(unit => leads.Contains(unit.Id)).ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancellationToken);
        var heads = await db.People
            .Where(person => person.Active && person.UnitId != null && leads.Contains(person.UnitId!.Value) && person.Roles.Contains(Role.UnitHead))
            .OrderBy(person => person.FullName)
            .ToListAsync(cancellationToken);
        var calendar = await calendars.OwnAsync(cancellationToken);
        var inForce = await policies.OwnAsync(cancellationToken);
        return
        [
            .. heads
                .Select(head =>
                {
                    var own = tasks.Where(task => task.LeadUnitId == head.UnitId).OrderBy(task => task.Number).ToList();
                    var unit = new UnitRef(head.UnitId!.Value.Value, units[head.UnitId.Value]);
                    return new Letter(unit, head, own, Write(head, unit.Name, own, year, calendar, inForce));
                })
                .OrderBy(letter => letter.Unit.Name, StringComparer.Create(MailLayout.Vietnamese, ignoreCase: true)),
        ];
    }

    public async Task<int> PostToUnits(IReadOnlyCollection<RemediationTask> tasks, int year, CancellationToken cancellationToken)
    {
        var letters = await ToUnits(tasks, year, cancellationToken);
        foreach (var letter in letters)
        {
            outbox.Post(letter.To, "assignment", letter.Words);
        }

        return letters.Count;
    }

    private MailWords Write(Person head, string unit, IReadOnlyList<RemediationTask> tasks, int year, WorkCalendar calendar, PoliciesInForce inForce)
    {
        var now = clock.GetUtcNow();
        var today = calendar.DayOf(now);
        var acceptBy = tasks.Min(task => Ladder.AcceptBy(now, calendar, inForce.For(task))).ToString("dd/MM/yyyy", MailLayout.Vietnamese);
        return MailLayout.Write(
            TaskLines.Words("mail.assignment.subject", tasks.Count, year),
            TaskLines.Words("mail.greeting", head.FullName, head.Position),
            TaskLines.Words("mail.assignment.opening", unit, tasks.Count, year, acceptBy),
            [new MailGroup(TaskLines.Words("mail.assignment.heading"), [.. tasks.Select(Line)])],
            TaskLines.Words("mail.assignment.link"),
            lines.MyTasksUrl,
            TaskLines.Words("mail.closing"));

        MailLine Line(RemediationTask task) =>
            lines.Of(task, today, calendar) with { Links = [links.For(task, LinkPurposes.Accept), links.For(task, LinkPurposes.Acknowledge)] };
    }
}
