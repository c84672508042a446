using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Reports;

namespace Workflow.Api.Mail;

/// <summary>Words the summary a person is owed. Every figure is the calculator's; none is reckoned here.</summary>
internal sealed class SummaryMail(
    WorkflowDbContext db, Calendars calendars, Policies policies, Outbox outbox, TaskLines taskLines, ReportLines reportLines, ProjectionReading projections,
    IRequestHandler<PlanOverview.Query, PlanOverview.View?> overviews, IRequestHandler<ProjectionChanges.Query, ProjectionChanges.View> changes, TimeProvider clock)
{
    private const int Shown = 8;

    /// <summary>Writes the mail of a summary that may leave; nothing where another sweep has it.</summary>
    public async Task WriteAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var calendar = await calendars.OwnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var claimed = await db.Reminders
            .FromSql($"select * from reminder where id = {id} and state = 'planned' for update skip locked")
            .ToListAsync(cancellationToken);
        if (claimed is not [var reminder])
        {
            return;
        }

        var recipient = await db.People.SingleOrDefaultAsync(person => person.Id == reminder.RecipientId && person.Active, cancellationToken);
        var overview = await overviews.Handle(new PlanOverview.Query(), cancellationToken);
        var mayLeaveFrom = Ladder.NotBefore(now, calendar, (await policies.OwnAsync(cancellationToken)).General);
        if (recipient is null)
        {
            reminder.State = ReminderStates.Failed;
        }
        else if (overview is null)
        {
            reminder.State = ReminderStates.Superseded;
        }
        else if (mayLeaveFrom > now)
        {
            reminder.NotBefore = mayLeaveFrom;
        }
        else
        {
            var weekly = Rung.Parse(reminder.Rung) == Rung.WeeklySummary;
            var day = reminder.SummaryOn!.Value;
            var words = weekly
                ? await WeeklyAsync(recipient, overview, day, calendar, cancellationToken)
                : await MonthlyAsync(recipient, overview, day, calendar, cancellationToken);
            (reminder.State, reminder.MailId) = (ReminderStates.Queued, outbox.Post(recipient, weekly ? "weekly-summary" : "monthly-figures", words).Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<MailWords> WeeklyAsync(Person recipient, PlanOverview.View overview, DateOnly day, WorkCalendar calendar, CancellationToken cancellationToken)
    {
        var today = calendar.DayOf(clock.GetUtcNow());
        // The week that is told of began after the Sunday eight days before a Monday.
        var before = day.AddDays(-8);
        var plan = await PlanOf(overview, cancellationToken);
        var then = await projections.AsOf(plan, before, cancellationToken);
        var moved = await changes.Handle(new ProjectionChanges.Query(plan.Id, before, today), cancellationToken);
        var late = await LateReportsAsync(today, calendar, cancellationToken);
        List<MailGroup> groups =
        [
            new(Words("mail.summary.score"), [ScoreLine(overview, then, before)]),
            new(Words("mail.weekly.moved", Day(before.AddDays(1))), [.. moved.Items.Where(Shows).Take(Shown).Select(MovedLine)]),
            new(Words("mail.summary.overdue", overview.OverdueTotal + late.Count), [.. overview.Overdue.Take(Shown).Select(TaskLine), .. late.Take(Shown)]),
            new(
                Words("mail.summary.decision"),
                [
                    .. overview.Declined.Select(task => Because(task, "declined")),
                    .. overview.Unanswered.Select(task => Because(task, "unanswered")),
                    .. overview.AwaitingVerification.Select(task => Because(task, "submitted")),
                    .. overview.AskingForTime.Select(task => Because(task, "asking")),
                ]),
        ];
        return MailLayout.Write(
            Words("mail.weekly.subject", Day(today), Figure(overview.Projection.Expected), Figure(overview.Projection.Max), overview.OverdueTotal + late.Count),
            Words("mail.greeting", recipient.FullName, recipient.Position),
            Words("mail.weekly.opening", overview.Plan.TargetYear, Day(before.AddDays(1)), Day(today)),
            [.. groups.Select(OrNone)],
            Words("mail.digest.link-overview"),
            taskLines.OverviewUrl,
            Words("mail.closing"));
    }

    private async Task<MailWords> MonthlyAsync(Person recipient, PlanOverview.View overview, DateOnly meeting, WorkCalendar calendar, CancellationToken cancellationToken)
    {
        var today = calendar.DayOf(clock.GetUtcNow());
        var before = calendar.DayOf(SummaryDays.FiguresAt(meeting.AddMonths(-1), calendar, (await policies.OwnAsync(cancellationToken)).General));
        var then = await projections.AsOf(await PlanOf(overview, cancellationToken), before, cancellationToken);
        var late = await LateReportsAsync(today, calendar, cancellationToken);
        var cells = overview.Plan.Cells;
        List<MailGroup> groups =
        [
            new(Words("mail.summary.score"), [ScoreLine(overview, then, before)]),
            new(
                Words("mail.monthly.tasks"),
                [
                    new(
                        Words("mail.monthly.done", cells.CompletedOnTime + cells.CompletedLate, cells.Total),
                        taskLines.OverviewUrl,
                        [Words("mail.monthly.late", cells.CompletedLate), Words("mail.monthly.open", cells.OpenOnTime, cells.OpenOverdue)]),
                ]),
            new(
                Words("mail.monthly.fields"),
                [
                    .. overview.Projection.Fields.Select(field => new MailLine(
                        $"{field.Number}. {field.Name}",
                        taskLines.OverviewUrl,
                        [Words("mail.monthly.field", Figure(field.Base), Figure(field.Secured), Figure(field.Expected), Figure(field.Max))])),
                ]),
            new(Words("mail.summary.overdue", overview.OverdueTotal + late.Count), [.. overview.Overdue.Take(Shown).Select(TaskLine), .. late.Take(Shown)]),
        ];
        return MailLayout.Write(
            Words("mail.monthly.subject", meeting.ToString("MM/yyyy", MailLayout.Vietnamese), Figure(overview.Projection.Expected), Figure(overview.Projection.Max)),
            Words("mail.greeting", recipient.FullName, recipient.Position),
            Words("mail.monthly.opening", overview.Plan.TargetYear, Day(meeting), Day(today)),
            [.. groups.Select(OrNone)],
            Words("mail.digest.link-overview"),
            taskLines.OverviewUrl,
            Words("mail.closing"));
    }

    /// <summary>Now, and beside it how it stood then, where the plan was there.</summary>
    private MailLine ScoreLine(PlanOverview.View overview, ProjectionDetails.View? then, DateOnly day)
    {
        var now = overview.Projection;
        var moved = then is null ? null : now.Since(then);
        List<string> facts =
        [
            Words("mail.summary.base", Figure(now.Base)),
            moved is null ? Words("mail.summary.secured", Figure(now.Secured)) : Words("mail.summary.secured-then", Figure(now.Secured), Figure(then!.Secured), Day(day), Signed(moved.Secured)),
            moved is null ? Words("mail.summary.expected", Figure(now.Expected)) : Words("mail.summary.expected-then", Figure(now.Expected), Figure(then!.Expected), Day(day), Signed(moved.Expected)),
            Words("mail.summary.ceiling", Figure(now.Ceiling)),
        ];
        if (now is { Target: { } target, ProbabilityOfTarget: { } probability })
        {
            facts.Add(Words("mail.summary.target", Figure(target), (probability * 100).ToString("0", MailLayout.Vietnamese)));
        }

        return new MailLine(Words("mail.summary.line", Figure(now.Expected), Figure(now.Max)), taskLines.OverviewUrl, facts);
    }

    /// <summary>What moved by less than is written moved nothing for whoever reads it.</summary>
    private static bool Shows(ProjectionChanges.Item item) => Signed(item.Expected) != Signed(0) || Signed(item.Secured) != Signed(0);

    private MailLine MovedLine(ProjectionChanges.Item item) => new(
        $"{item.Number}. {item.Title}",
        taskLines.UrlOf(new Domain.Tasks.RemediationTaskId(item.TaskId)),
        [Words("mail.weekly.change", Signed(item.Expected), Signed(item.Secured))]);

    private MailLine TaskLine(TaskItem task) => new(
        $"{task.Number}. {task.Title}",
        taskLines.UrlOf(new Domain.Tasks.RemediationTaskId(task.Id)),
        [
            task.LeadUnit?.Name ?? Words("mail.summary.no-unit"),
            .. task is { DueOn: { } due, WorkingDaysLeft: { } left } ? [Words("mail.line.due", Day(due), Words("mail.distance.over", Math.Max(0, -left)))] : Array.Empty<string>(),
        ]);

    private MailLine Because(TaskItem task, string why) => new(
        $"{task.Number}. {task.Title}",
        taskLines.UrlOf(new Domain.Tasks.RemediationTaskId(task.Id)),
        [Words($"mail.summary.{why}", task.LeadUnit?.Name ?? Words("mail.summary.no-unit"))]);

    private MailGroup OrNone(MailGroup group) => group.Lines.Count > 0 ? group : group with { Lines = [new MailLine(Words("mail.summary.none"), taskLines.OverviewUrl, [])] };

    private async Task<IReadOnlyList<MailLine>> LateReportsAsync(DateOnly today, WorkCalendar calendar, CancellationToken cancellationToken)
    {
        var late = await db.ReportOccurrences.AsNoTracking()
            .Where(ReportStates.AreIn(ReportState.Overdue, today, calendar, (await policies.OwnAsync(cancellationToken)).General))
            .OrderBy(report => report.LastGoodDay)
            .ToListAsync(cancellationToken);
        var names = await reportLines.NamesOf(late, cancellationToken);
        return [.. late.Select(report => reportLines.Of(report, names[report.ObligationId], today, calendar) with { Deadline = null })];
    }

    private Task<RemediationPlan> PlanOf(PlanOverview.View overview, CancellationToken cancellationToken)
    {
        var id = new PlanId(overview.Plan.Id);
        return db.Plans.AsNoTracking().SingleAsync(plan => plan.Id == id, cancellationToken);
    }

    private static string Words(string code, params object?[] facts) => TaskLines.Words(code, facts);

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", MailLayout.Vietnamese);

    private static string Figure(decimal points) => points.ToString("0.00", MailLayout.Vietnamese);

    private static string Signed(decimal points) => points.ToString("+0.00;-0.00;0.00", MailLayout.Vietnamese);
}
