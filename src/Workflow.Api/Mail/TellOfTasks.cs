using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Mail;

/// <summary>Tells people at once of what now waits for them: an assignment, a refusal, a result, a decision, a deadline
/// that moved, an explanation.</summary>
internal sealed class TellOfTasks(
    WorkflowDbContext db, Outbox outbox, AssignmentMail assignments, TaskLines lines, Calendars calendars, Acting acting, TimeProvider clock) :
    INotificationHandler<Occurred<TaskAssigned>>,
    INotificationHandler<Occurred<TaskRearranged>>,
    INotificationHandler<Occurred<TaskDeclined>>,
    INotificationHandler<Occurred<TaskSubmitted>>,
    INotificationHandler<Occurred<TaskVerified>>,
    INotificationHandler<Occurred<TaskReturned>>,
    INotificationHandler<Occurred<TaskCancelled>>,
    INotificationHandler<Occurred<ExtensionRequested>>,
    INotificationHandler<Occurred<ExtensionGranted>>,
    INotificationHandler<Occurred<ExtensionRefused>>,
    INotificationHandler<Occurred<TaskRedated>>,
    INotificationHandler<Occurred<TaskSuspended>>,
    INotificationHandler<Occurred<TaskResumed>>,
    INotificationHandler<Occurred<ExplanationAsked>>,
    INotificationHandler<Occurred<ExplanationGiven>>
{
    public async Task Handle(Occurred<TaskAssigned> notification, CancellationToken cancellationToken)
    {
        if (!notification.Event.WithPlan)
        {
            var task = await TaskOf(notification.Event, cancellationToken);
            var year = await db.Plans.Where(plan => plan.Id == task.PlanId).Select(plan => plan.TargetYear).SingleAsync(cancellationToken);
            await assignments.PostToUnits([task], year, cancellationToken);
        }
    }

    public Task Handle(Occurred<TaskRearranged> notification, CancellationToken cancellationToken) =>
        notification.Event.FormerDue == notification.Event.Due ? Task.CompletedTask : TellHeads(notification.Event, "rearranged", null, cancellationToken);

    public Task Handle(Occurred<TaskDeclined> notification, CancellationToken cancellationToken) =>
        TellCoordinators(notification.Event, "declined", notification.Event.Reason, cancellationToken);

    public Task Handle(Occurred<TaskSubmitted> notification, CancellationToken cancellationToken) =>
        TellCoordinators(notification.Event, "submitted", notification.Event.Note, cancellationToken);

    public Task Handle(Occurred<TaskVerified> notification, CancellationToken cancellationToken) =>
        TellHeads(notification.Event, "verified", notification.Event.Note, cancellationToken);

    public Task Handle(Occurred<TaskReturned> notification, CancellationToken cancellationToken) =>
        TellHeads(notification.Event, "returned", notification.Event.Reason, cancellationToken);

    public Task Handle(Occurred<TaskCancelled> notification, CancellationToken cancellationToken) =>
        TellHeads(notification.Event, "cancelled", notification.Event.Reason, cancellationToken);

    public Task Handle(Occurred<ExtensionRequested> notification, CancellationToken cancellationToken) => TellCoordinators(
        notification.Event,
        "extension-requested",
        TaskLines.Words("mail.extension-requested.said", Day(notification.Event.DueOn), Day(notification.Event.NewDueOn), notification.Event.Reason),
        cancellationToken);

    public Task Handle(Occurred<ExtensionGranted> notification, CancellationToken cancellationToken) =>
        TellHeads(notification.Event, "extension-granted", notification.Event.Reason, cancellationToken);

    public Task Handle(Occurred<ExtensionRefused> notification, CancellationToken cancellationToken) =>
        TellHeads(notification.Event, "extension-refused", notification.Event.Reason, cancellationToken);

    public Task Handle(Occurred<TaskRedated> notification, CancellationToken cancellationToken) =>
        TellHeads(notification.Event, "rearranged", notification.Event.Reason, cancellationToken);

    public Task Handle(Occurred<TaskSuspended> notification, CancellationToken cancellationToken) =>
        TellHeads(notification.Event, "suspended", $"{notification.Event.Reason} ({notification.Event.Basis})", cancellationToken);

    public Task Handle(Occurred<TaskResumed> notification, CancellationToken cancellationToken) =>
        TellHeads(notification.Event, "resumed", notification.Event.Note, cancellationToken);

    public Task Handle(Occurred<ExplanationAsked> notification, CancellationToken cancellationToken) =>
        TellHeads(notification.Event, "explanation-asked", notification.Event.Question, cancellationToken);

    public async Task Handle(Occurred<ExplanationGiven> notification, CancellationToken cancellationToken)
    {
        var leaders = await db.People
            .Where(person => person.Active && (person.Roles.Contains(Role.Coordinator) || person.Roles.Contains(Role.Chairman)))
            .ToListAsync(cancellationToken);
        await Tell(await TaskOf(notification.Event, cancellationToken), leaders, "explanation-given", notification.Event.Answer, cancellationToken);
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", MailLayout.Vietnamese);

    private async Task TellHeads(TaskEvent happened, string kind, string? said, CancellationToken cancellationToken)
    {
        var task = await TaskOf(happened, cancellationToken);
        await Tell(task, await acting.VoicesOfAsync(task.LeadUnitId, cancellationToken), kind, said, cancellationToken);
    }

    private async Task TellCoordinators(TaskEvent happened, string kind, string? said, CancellationToken cancellationToken)
    {
        var task = await TaskOf(happened, cancellationToken);
        var coordinators = await db.People.Where(person => person.Active && person.Roles.Contains(Role.Coordinator)).ToListAsync(cancellationToken);
        await Tell(task, coordinators, kind, said, cancellationToken);
    }

    private async Task Tell(RemediationTask task, IEnumerable<Person> people, string kind, string? said, CancellationToken cancellationToken)
    {
        var calendar = await calendars.OwnAsync(cancellationToken);
        var unit = await db.Units.Where(unit => unit.Id == task.LeadUnitId).Select(unit => unit.Name).SingleOrDefaultAsync(cancellationToken);
        var line = lines.Of(task, calendar.DayOf(clock.GetUtcNow()), calendar);
        line = line with
        {
            Deadline = kind switch
            {
                "rearranged" or "returned" or "extension-granted" or "suspended" or "resumed" => line.Deadline,
                "cancelled" => line.Deadline is { } former ? former with { Cancelled = true, Sequence = former.Sequence + 1 } : null,
                _ => null,
            },
        };
        if (said is not null)
        {
            line = line with { Facts = [.. line.Facts, TaskLines.Words("mail.said", said)] };
        }

        foreach (var person in people)
        {
            outbox.Post(person, $"task-{kind}", MailLayout.Write(
                TaskLines.Words($"mail.{kind}.subject", task.Number, unit),
                TaskLines.Words("mail.greeting", person.FullName, person.Position),
                TaskLines.Words($"mail.{kind}.opening", unit),
                [new MailGroup(TaskLines.Words("mail.task.heading"), [line])],
                TaskLines.Words("mail.task.link"),
                line.Url,
                TaskLines.Words("mail.closing")));
        }
    }

    private Task<RemediationTask> TaskOf(TaskEvent happened, CancellationToken cancellationToken) =>
        db.Tasks.FirstAsync(task => task.Id == happened.TaskId, cancellationToken);
}
