using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>Tells how the deadline of a task came about: its versions, requests for more time, explanations, what comes next.</summary>
internal sealed class DeadlineStories(WorkflowDbContext db, Calendars calendars, ProjectionReading projections, GroundsReading grounds)
{
    private const int Steps = 6;

    public async Task<DeadlineStory> OfAsync(RemediationTask task, bool mayDecide, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(task.Id, cancellationToken);
        var deadlines = await db.TaskDeadlines.AsNoTracking().Where(deadline => deadline.TaskId == task.Id).OrderBy(deadline => deadline.Version).ToListAsync(cancellationToken);
        var requests = await db.ExtensionRequests.AsNoTracking().Where(request => request.TaskId == task.Id).OrderBy(request => request.RequestedAt).ToListAsync(cancellationToken);
        var explanations = await db.Explanations.AsNoTracking().Where(asked => asked.TaskId == task.Id).OrderBy(asked => asked.AskedAt).ToListAsync(cancellationToken);
        var effect = mayDecide ? await EffectAsync(task, cancellationToken) : null;
        return new DeadlineStory(
            [.. deadlines.Select(deadline => new DeadlineItem(deadline.Version, deadline.DueOn, deadline.DueKind, deadline.Because, deadline.Reason, Name(deadline.SetBy), deadline.SetAt))],
            [.. requests.Select(request => ToItem(request, task, names, request.Id == task.PendingExtensionId ? effect : null))],
            task is { SuspendedOn: { } since, SuspensionReason: { } reason, SuspensionBasis: { } basis } ? new SuspensionNote(since, reason, basis) : null,
            [.. explanations.Select(asked => new ExplanationItem(
                asked.Id.Value, asked.Question, asked.DueOn, Name(asked.AskedBy), asked.AskedAt, asked.Answer, Name(asked.AnsweredBy), asked.AnsweredAt))],
            task.ExplanationDueOn,
            await UpcomingAsync(task, cancellationToken));

        string? Name(PersonId? person) => person is { } id ? names[id] : null;
    }

    public async Task<ExtensionItem> OfAsync(ExtensionRequestId id, CancellationToken cancellationToken)
    {
        var (request, task) = await db.LoadExtensionAsync(id, cancellationToken);
        return ToItem(request, task, await NamesAsync(task.Id, cancellationToken), effect: null);
    }

    private static ExtensionItem ToItem(ExtensionRequest request, RemediationTask task, IReadOnlyDictionary<PersonId, string> names, ExtensionEffect? effect) => new(
        request.Id.Value, request.TaskId.Value, request.DueOn, request.NewDueOn, request.Reason, names[request.RequestedBy], request.RequestedAt,
        request.Id == task.PendingExtensionId, request.Granted, request.DecisionReason, request.DecidedBy is { } by ? names[by] : null, request.DecidedAt, effect);

    /// <summary>Everybody who had to do with the deadline.</summary>
    private async Task<IReadOnlyDictionary<PersonId, string>> NamesAsync(RemediationTaskId task, CancellationToken cancellationToken)
    {
        var people = db.TaskDeadlines.Where(deadline => deadline.TaskId == task).Select(deadline => deadline.SetBy)
            .Union(db.ExtensionRequests.Where(request => request.TaskId == task).Select(request => (PersonId?)request.RequestedBy))
            .Union(db.ExtensionRequests.Where(request => request.TaskId == task).Select(request => request.DecidedBy))
            .Union(db.Explanations.Where(asked => asked.TaskId == task).Select(asked => asked.AskedBy))
            .Union(db.Explanations.Where(asked => asked.TaskId == task).Select(asked => asked.AnsweredBy));
        return await db.People.Where(person => people.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.FullName, cancellationToken);
    }

    /// <summary>By the likelihood of the task in time and past its deadline, all else as it is.</summary>
    private async Task<ExtensionEffect> EffectAsync(RemediationTask task, CancellationToken cancellationToken)
    {
        var plan = await db.Plans.AsNoTracking().SingleAsync(plan => plan.Id == task.PlanId, cancellationToken);
        var table = await grounds.TableAsync(cancellationToken);
        var inTime = await projections.Supposing(plan, of => of.Stake, cancellationToken);
        var overdue = await projections.Supposing(
            plan, of => of.TaskId == task.Id ? of.Stake with { Likelihood = table.WhenOverdue(of.Stake.Likelihood) } : of.Stake, cancellationToken);
        return new ExtensionEffect(inTime.Expected, overdue.Expected);
    }

    private async Task<IReadOnlyList<UpcomingStep>> UpcomingAsync(RemediationTask task, CancellationToken cancellationToken)
    {
        var calendar = await calendars.OwnAsync(cancellationToken);
        var timers = await db.Timers.AsNoTracking()
            .Where(timer => timer.TaskId == task.Id && timer.DeadlineVersion == task.DeadlineVersion && timer.FiredAt == null)
            .OrderBy(timer => timer.FireAt)
            .ToListAsync(cancellationToken);
        return
        [
            .. timers
                .Where(timer => task.Concerns(Rung.Parse(timer.Rung), timer.DeadlineVersion))
                .Select(timer => new UpcomingStep(timer.Rung, calendar.Local(timer.FireAt)))
                .Take(Steps),
        ];
    }
}
