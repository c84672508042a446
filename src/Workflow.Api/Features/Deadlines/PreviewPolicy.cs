using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Deadlines;

/// <summary>
/// What another policy would change about open tasks and reports, before it is put in force; or withdrawing the one there is. Nothing is
/// saved.
/// </summary>
[Requires(Permission.KeepPolicies)]
public static class PreviewPolicy
{
    /// <param name="Policy">Null supposes that the policy of this scope is withdrawn.</param>
    public sealed record Query(PolicyScope Scope, DeadlinePolicy? Policy) : IRequest<View>;

    /// <param name="Added">Steps that come to be.</param>
    /// <param name="Moved">Steps that come at another time.</param>
    /// <param name="Dropped">Steps that do not come any more.</param>
    /// <param name="Soon">Open tasks and reports that would be called due soon today and are not.</param>
    /// <param name="NotSoon">Those that are and would not be any more.</param>
    /// <param name="First">The changes that show soonest.</param>
    public sealed record View(int Tasks, int Reports, int Added, int Moved, int Dropped, int Soon, int NotSoon, IReadOnlyList<Change> First)
    {
        /// <summary>All of them together: what whoever saves has to have seen.</summary>
        public int Steps => Added + Moved + Dropped;
    }

    /// <param name="Number">Of the task in its plan; null for a report.</param>
    /// <param name="From">When the step comes now; null where there is none.</param>
    /// <param name="To">When it would come; null where it would not any more.</param>
    public sealed record Change(Guid SubjectId, int? Number, string Title, string Rung, DateTimeOffset? From, DateTimeOffset? To);

    internal sealed class Handler(WorkflowDbContext db, Policies policies, Timers timers, Calendars calendars, TimeProvider clock) : IRequestHandler<Query, View>
    {
        private const int Shown = 12;

        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var held = await HeldRoles.OfAsync(db, cancellationToken);
            var present = await policies.OwnAsync(cancellationToken);
            (query.Policy?.MayBePutInForce(held) ?? present.MayBeWithdrawn(query.Scope, held)).Enforce();
            var supposed = present.With(query.Scope, query.Policy);
            var calendar = await calendars.OwnAsync(cancellationToken);
            var changes = await timers.CompareAsync(query.Scope, supposed, clock.GetUtcNow(), calendar, cancellationToken);
            var names = await ReportNamesAsync(changes, cancellationToken);
            var (soon, notSoon) = await CalledSoonAsync(present, supposed, calendar, cancellationToken);
            return new View(
                changes.Select(change => change.Thing).OfType<RemediationTask>().Distinct().Count(),
                changes.Select(change => change.Thing).OfType<ReportOccurrence>().Distinct().Count(),
                changes.Count(change => change.Present is null),
                changes.Count(change => change is { Present: not null, Wanted: not null }),
                changes.Count(change => change.Wanted is null),
                soon,
                notSoon,
                [.. changes.OrderBy(change => change.Wanted?.FireAt ?? change.Present!.FireAt).Take(Shown).Select(ToChange)]);

            Change ToChange(TimerChange change) => new(
                change.Thing.SubjectId,
                (change.Thing as RemediationTask)?.Number,
                change.Thing is RemediationTask task ? task.Title : names[((ReportOccurrence)change.Thing).ObligationId],
                change.Present?.Rung ?? change.Wanted!.Rung.ToString(),
                change.Present is { } row ? calendar.Local(row.FireAt) : null,
                change.Wanted is { } step ? calendar.Local(step.FireAt) : null);
        }

        /// <summary>How many open tasks and reports change their name today: they become due soon, or are it no more.</summary>
        private async Task<(int Soon, int NotSoon)> CalledSoonAsync(PoliciesInForce present, PoliciesInForce supposed, WorkCalendar calendar, CancellationToken cancellationToken)
        {
            var today = calendar.DayOf(clock.GetUtcNow());
            var tasks = await db.Tasks
                .Where(task => task.LastGoodDay >= today && task.SubmittedOn == null && task.State != RemediationTaskState.Completed
                    && task.State != RemediationTaskState.Cancelled && task.State != RemediationTaskState.Draft && task.State != RemediationTaskState.Suspended)
                .GroupBy(task => new { task.PlanId, task.Kind, Day = task.LastGoodDay!.Value })
                .Select(days => new { days.Key, Count = days.Count() })
                .ToListAsync(cancellationToken);
            var reports = await db.ReportOccurrences
                .Where(report => EF.Property<bool>(report, ReportOccurrenceMapping.Open) && report.LastGoodDay >= today)
                .GroupBy(report => report.SentOn == null ? report.SendBy : report.LastGoodDay)
                .Select(days => new { Day = days.Key, Count = days.Count() })
                .ToListAsync(cancellationToken);
            var changed = tasks
                .Select(days => (Before: IsSoon(days.Key.Day, present.For(days.Key.PlanId, days.Key.Kind)), After: IsSoon(days.Key.Day, supposed.For(days.Key.PlanId, days.Key.Kind)), days.Count))
                .Concat(reports.Select(days => (Before: IsSoon(days.Day, present.General), After: IsSoon(days.Day, supposed.General), days.Count)))
                .Where(days => days.Before != days.After)
                .ToList();
            return (changed.Where(days => days.After).Sum(days => days.Count), changed.Where(days => days.Before).Sum(days => days.Count));

            bool IsSoon(DateOnly day, DeadlinePolicy policy) => calendar.Left(today, day).WorkingDays <= policy.DueSoonWithin;
        }

        private async Task<IReadOnlyDictionary<ReportObligationId, string>> ReportNamesAsync(IEnumerable<TimerChange> changes, CancellationToken cancellationToken)
        {
            var ids = changes.Select(change => change.Thing).OfType<ReportOccurrence>().Select(report => report.ObligationId).Distinct().ToList();
            return await db.ReportObligations
                .Where(obligation => ids.Contains(obligation.Id))
                .ToDictionaryAsync(obligation => obligation.Id, obligation => obligation.Name, cancellationToken);
        }
    }
}
