using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Mail;

/// <summary>Tells people at once of what now waits for them: an assignment, a refusal, a result, a decision.</summary>
internal sealed class TellOfTasks(WorkflowDbContext db, Outbox outbox, AssignmentMail assignments, TaskLines lines, Calendars calendars, TimeProvider clock) :
    INotificationHandler<Occurred<TaskAssigned>>,
    INotificationHandler<Occurred<TaskRearranged>>,
    INotificationHandler<Occurred<TaskDeclined>>,
    INotificationHandler<Occurred<TaskSubmitted>>,
    INotificationHandler<Occurred<TaskVerified>>,
    INotificationHandler<Occurred<TaskReturned>>,
    INotificationHandler<Occurred<TaskCancelled>>
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

    private async Task TellHeads(TaskEvent happened, string kind, string? said, CancellationToken cancellationToken)
    {
        var task = await TaskOf(happened, cancellationToken);
        var heads = await db.People
            .Where(person => person.Active && person.UnitId == task.LeadUnitId && person.Roles.Contains(Role.UnitHead))
            .ToListAsync(cancellationToken);
        await Tell(task, heads, kind, said, cancellationToken);
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
                "rearranged" or "returned" => line.Deadline,
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
