using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Mail;

/// <summary>Tells the head of a unit, and who stands in for the head, which tasks the unit was given, all in one mail.</summary>
internal sealed class AssignmentMail(
    WorkflowDbContext db, Outbox outbox, TaskLines lines, MailLinks links, Calendars calendars, Policies policies, Acting acting, TimeProvider clock)
{
    public const string Kind = "assignment";

    /// <summary>A mail to one person who answers for a unit, and the tasks it tells of.</summary>
    public sealed record Letter(UnitRef Unit, Person To, IReadOnlyList<RemediationTask> Tasks, MailWords Words);

    /// <summary>What would be sent; nothing is.</summary>
    public async Task<IReadOnlyList<Letter>> ToUnits(IReadOnlyCollection<RemediationTask> tasks, int year, CancellationToken cancellationToken)
    {
        var leads = tasks.Select(task => task.LeadUnitId).OfType<UnitId>().Distinct().ToList();
        var units = await db.Units.Where(unit => leads.Contains(unit.Id)).ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancellationToken);
        var voices = await acting.VoicesOfAsync(leads, cancellationToken);
        var calendar = await calendars.OwnAsync(cancellationToken);
        var inForce = await policies.OwnAsync(cancellationToken);
        return
        [
            .. voices
                .Select(voice =>
                {
                    var own = tasks.Where(task => task.LeadUnitId == voice.UnitId).OrderBy(task => task.Number).ToList();
                    var unit = new UnitRef(voice.UnitId!.Value.Value, units[voice.UnitId.Value]);
                    return new Letter(unit, voice, own, Write(voice, unit.Name, own, year, calendar, inForce));
                })
                .OrderBy(letter => letter.Unit.Name, StringComparer.Create(MailLayout.Vietnamese, ignoreCase: true)),
        ];
    }

    public async Task<int> PostToUnits(IReadOnlyCollection<RemediationTask> tasks, int year, CancellationToken cancellationToken)
    {
        var letters = await ToUnits(tasks, year, cancellationToken);
        foreach (var letter in letters)
        {
            outbox.Post(letter.To, Kind, letter.Words);
        }

        return letters.Count;
    }

    private MailWords Write(Person voice, string unit, IReadOnlyList<RemediationTask> tasks, int year, WorkCalendar calendar, PoliciesInForce inForce)
    {
        var now = clock.GetUtcNow();
        var today = calendar.DayOf(now);
        var acceptBy = tasks.Min(task => Ladder.AcceptBy(now, calendar, inForce.For(task))).ToString("dd/MM/yyyy", MailLayout.Vietnamese);
        return MailLayout.Write(
            TaskLines.Words("mail.assignment.subject", tasks.Count, year),
            TaskLines.Words("mail.greeting", voice.FullName, voice.Position),
            TaskLines.Words("mail.assignment.opening", unit, tasks.Count, year, acceptBy),
            [new MailGroup(TaskLines.Words("mail.assignment.heading"), [.. tasks.Select(Line)])],
            TaskLines.Words("mail.assignment.link"),
            lines.MyTasksUrl,
            TaskLines.Words("mail.closing"));

        MailLine Line(RemediationTask task) =>
            lines.Of(task, today, calendar) with { Links = [links.For(task, LinkPurposes.Accept), links.For(task, LinkPurposes.Acknowledge)] };
    }
}
