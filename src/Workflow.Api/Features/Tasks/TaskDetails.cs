using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Activity;
using Workflow.Api.Features.Links;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>A task as one story: what was deducted and why, who does what until when, what was done, what may be done now.</summary>
[Requires(Permission.ReadTasks)]
public static class TaskDetails
{
    public sealed record Query(RemediationTaskId TaskId) : IRequest<View>;

    /// <param name="Missing">Codes of what the unit still has to bring before it can hand in.</param>
    /// <param name="LikelihoodBecause">How the likelihood was derived, in sentences.</param>
    /// <param name="NextTier">How many more of the whole an indicator needs for the next tier or its target, in sentences.</param>
    /// <param name="AcceptBy">The last day to answer the assignment, while an answer is awaited.</param>
    /// <param name="LastWorkingDay">The last working day before the deadline, where its last good day is none and work is awaited.</param>
    /// <param name="AnswerRestsOn">A day not announced yet by which the last day to answer is reckoned.</param>
    public sealed record View(
        TaskItem Task,
        IReadOnlyList<TaskReason> Reasons,
        IReadOnlyList<EvidenceRef> Evidence,
        IReadOnlyList<ActivityItem> History,
        IReadOnlyList<string> Acts,
        IReadOnlyList<string> Missing,
        NextStep? Next,
        StateNote Note,
        DateOnly? AcceptBy,
        DateTimeOffset? SubmittedAt,
        DateTimeOffset? CompletedAt,
        DateOnly? LastWorkingDay,
        DateOnly? AnswerRestsOn,
        DeadlineStory Deadline,
        IReadOnlyList<string> LikelihoodBecause,
        IReadOnlyList<string> NextTier,
        IReadOnlyList<IncidentView> Incidents)
    {
        /// <summary>Points that are known not to come back by this task.</summary>
        public decimal Forgone { get; init; }

        /// <summary>Links about this task in mails to whoever looks that still lead somewhere.</summary>
        public int OwnLinks { get; init; }

        /// <summary>Files that show why the clock stood still, now and earlier.</summary>
        public IReadOnlyList<EvidenceRef> SuspensionDocuments { get; init; } = [];

        /// <summary>The standing duty of the plan before that this one goes on with.</summary>
        public CarriedDuty? CarriedFrom { get; init; }
    }

    public sealed record CarriedDuty(Guid Id, int Number, string Title, int Year);

    internal sealed class Handler(
        WorkflowDbContext db, Acting acting, TaskReading reading, TaskReasons reasons, DeadlineStories stories, GroundsReading groundsReading, Calendars calendars, Policies policies,
        TimeProvider clock)
        : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var task = await db.Tasks.AsNoTracking().SingleOrDefaultAsync(task => task.Id == query.TaskId, cancellationToken)
                ?? throw new NotFoundException($"task {query.TaskId}");
            var item = (await reading.ToItems([task], cancellationToken))[0];
            var evidence = await Evidence(task.Id, cancellationToken);
            var units = await reading.UnitNames(cancellationToken);
            var calendar = await calendars.OwnAsync(cancellationToken);
            var grounds = await GroundsOf(task, cancellationToken);
            var policy = (await policies.OwnAsync(cancellationToken)).For(task);
            var pending = await db.ExtensionRequests.AsNoTracking().SingleOrDefaultAsync(request => request.Id == task.PendingExtensionId, cancellationToken);
            var (now, actor) = (clock.GetUtcNow(), await acting.ActorAsync(cancellationToken));
            List<string> acts = [.. ActsOf(task, pending, actor, calendar.DayOf(now), policy)];
            var story = await stories.OfAsync(task, acts.Contains(TaskActs.DecideExtension), cancellationToken);

            DateOnly? assignedOn = task is { State: RemediationTaskState.Assigned, AssignedAt: { } at } ? calendar.DayOf(at) : null;
            DateOnly? acceptBy = assignedOn is { } from ? Ladder.AcceptBy(from, calendar, policy) : null;

            return new View(
                item,
                await reasons.Of(task, cancellationToken),
                [.. evidence[EvidencePurpose.Result]],
                await ActivityLog.ToItems(
                    db.Activity.AsNoTracking().Where(entry => entry.SubjectId == task.Id.Value).OrderBy(entry => entry.OccurredAt).ThenBy(entry => entry.Id),
                    db,
                    cancellationToken),
                acts,
                [.. task.MissingForSubmission().Select(rule => rule.Code)],
                story.Upcoming is [var next, ..] ? new NextStep(KindOf(Rung.Parse(next.Rung)), next.At) : null,
                new StateNote(task.StateReason, TaskReading.Ref(task.ProposedUnitId, units), task.ProposedDueOn),
                acceptBy,
                task.SubmittedAt,
                task.CompletedAt,
                task is { AwaitsWork: true, LastGoodDay: { } last } && !calendar.IsWorkingDay(last) ? calendar.OnOrBefore(last) : null,
                assignedOn is { } first && acceptBy is { } by ? calendar.NotAnnounced(first.AddDays(1), by)?.On : null,
                story,
                RuleWords.Of(Likelihood.Derive(task, grounds).Because),
                RuleWords.Of(task.Ended ? [] : task.Deductions.Select(share => Recovery.ToNext(task, grounds.Deductions[share.DeductionId])).OfType<Said>()),
                await Incidents(task.Id, cancellationToken))
            {
                Forgone = Forgone(task, grounds),
                OwnLinks = await db.OpenLinks(task.Id.Value, now).CountAsync(link => link.RecipientId == actor.PersonId, cancellationToken),
                SuspensionDocuments = [.. evidence[EvidencePurpose.Suspension]],
                CarriedFrom = task.CarriedFromId is { } origin ? await Duty(origin, cancellationToken) : null,
            };
        }

        private static decimal Forgone(RemediationTask task, Grounds grounds) => Points.Together(task.Deductions.Select(share => Recovery.StakeOf(task, share, grounds).Forgone));

        private async Task<Grounds> GroundsOf(RemediationTask task, CancellationToken cancellationToken)
        {
            var ids = task.Deductions.Select(share => share.DeductionId).ToList();
            var rows = await db.Projections.AsNoTracking().Where(row => row.PlanId == task.PlanId && ids.Contains(row.DeductionId)).ToListAsync(cancellationToken);
            var day = (await groundsReading.DaysAsync([task.PlanId], cancellationToken))[task.PlanId];
            return await groundsReading.Of(day, [.. rows.Select(Projections.Deducted)], [task], cancellationToken);
        }

        private Task<List<IncidentView>> Incidents(RemediationTaskId taskId, CancellationToken cancellationToken) =>
            db.Incidents
                .Where(incident => incident.TaskId == taskId)
                .OrderBy(incident => incident.HappenedOn).ThenBy(incident => incident.RecordedAt)
                .Join(db.People, incident => incident.RecordedBy, person => person.Id, (incident, person) => new IncidentView(
                    incident.Id.Value, incident.HappenedOn, incident.Note, person.FullName, incident.RecordedAt, incident.WithdrawnReason, incident.WithdrawnAt))
                .ToListAsync(cancellationToken);

        private Task<CarriedDuty> Duty(RemediationTaskId origin, CancellationToken cancellationToken) => db.Tasks
            .Where(task => task.Id == origin)
            .Join(db.Plans, task => task.PlanId, plan => plan.Id, (task, plan) => new CarriedDuty(task.Id.Value, task.Number, task.Title, plan.TargetYear))
            .SingleAsync(cancellationToken);

        private async Task<ILookup<EvidencePurpose, EvidenceRef>> Evidence(RemediationTaskId taskId, CancellationToken cancellationToken) =>
            (await db.Evidence
                .Where(item => item.TaskId == taskId)
                .OrderBy(item => item.AttachedAt)
                .Join(db.People, item => item.AttachedBy, person => person.Id, (item, person) => new
                {
                    item.Shows,
                    Item = new EvidenceRef(item.Id.Value, item.Title, item.FileName, item.MediaType, item.Size, item.Sha256, person.FullName, item.AttachedAt),
                })
                .ToListAsync(cancellationToken))
            .ToLookup(row => row.Shows, row => row.Item);

        private static string KindOf(Rung rung) => rung.Kind switch
        {
            RungKind.AcceptanceDue or RungKind.AcceptanceOverdue => "acceptance",
            RungKind.Ahead => "reminder",
            RungKind.Explanation => "explanation",
            _ => "overdue",
        };

        /// <summary>Asks the very rulings that the acts enforce, and the permissions before them.</summary>
        private static IEnumerable<string> ActsOf(RemediationTask task, ExtensionRequest? pending, Actor actor, DateOnly today, DeadlinePolicy policy)
        {
            if (May(Permission.AnswerTask, task.MayBeAnsweredBy(actor)))
            {
                yield return TaskActs.Accept;
                yield return TaskActs.Decline;
            }

            if (May(Permission.WorkOnTask, task.MayBeWorkedOnBy(actor)))
            {
                yield return TaskActs.Progress;
            }

            if (May(Permission.WorkOnTask, task.MayReceiveEvidenceFrom(actor)))
            {
                yield return TaskActs.Evidence;
            }

            if (May(Permission.SubmitTask, task.MayBeSubmittedBy(actor)))
            {
                yield return TaskActs.Submit;
            }

            if (May(Permission.DecideTask, task.MayBeDecidedBy(actor)))
            {
                yield return TaskActs.Verify;
                yield return TaskActs.Return;
            }

            if (May(Permission.AssignTask, task.MayBeAssignedBy(actor)))
            {
                yield return TaskActs.Assign;
            }

            if (May(Permission.DecideTask, task.MayBeCancelledBy(actor)))
            {
                yield return TaskActs.Cancel;
            }

            if (May(Permission.AnswerTask, task.MayBeExtendedAtWishOf(actor, today, policy)))
            {
                yield return TaskActs.AskForExtension;
            }

            if (May(Permission.DecideTask, task.MayHaveItsExtensionDecidedBy(actor, pending)))
            {
                yield return TaskActs.DecideExtension;
            }

            if (May(Permission.DecideTask, task.MayBeRedatedBy(actor)))
            {
                yield return TaskActs.Redate;
            }

            if (May(Permission.DecideTask, task.MayBeSuspendedBy(actor)))
            {
                yield return TaskActs.Suspend;
            }

            if (May(Permission.DecideTask, task.MayBeResumedBy(actor)))
            {
                yield return TaskActs.Resume;
            }

            if (May(Permission.AskToExplain, task.MayBeAskedToExplainBy(actor)))
            {
                yield return TaskActs.AskToExplain;
            }

            if (May(Permission.AnswerTask, task.MayBeExplainedBy(actor)))
            {
                yield return TaskActs.Explain;
            }

            if (May(Permission.DecideTask, task.MayHaveIncidentsRecordedBy(actor)))
            {
                yield return TaskActs.Incident;
            }

            bool May(Permission permission, Domain.Ruling ruling) =>
                ruling.Allowed && (Permissions.Allow(actor.Roles, permission) || (actor.Delegator is not null && Permissions.HeldBy(permission).Contains(Role.UnitHead)));
        }
    }
}
