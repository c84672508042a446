using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The tasks of a plan, filtered; a unit's people see their own unit's unless they ask for another.</summary>
[Requires(Permission.ReadTasks)]
public static class TaskList
{
    /// <param name="UnitId">The lead unit; null leaves it to the person's role.</param>
    /// <param name="Text">Any part of the title, with or without diacritics, or the number of a task.</param>
    /// <param name="AllUnits">Also for a unit's people: every unit's tasks.</param>
    public sealed record Query(
        PlanId PlanId,
        UnitId? UnitId = null,
        RemediationTaskState? State = null,
        Timeliness? Timeliness = null,
        TaskKind? Kind = null,
        string? Text = null,
        bool AllUnits = false,
        int Page = 1,
        int PageSize = 50) : IRequest<Page<TaskItem>>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, Policies policies, TimeProvider clock, TaskReading reading)
        : IRequestHandler<Query, Page<TaskItem>>
    {
        public async Task<Page<TaskItem>> Handle(Query query, CancellationToken cancellationToken)
        {
            var calendar = await calendars.OwnAsync(cancellationToken);
            var tasks = Matching(query, user.Actor, calendar, calendar.DayOf(clock.GetUtcNow()), await policies.OwnAsync(cancellationToken));
            var size = Math.Clamp(query.PageSize, 1, 200);
            var number = Math.Max(1, query.Page);
            var total = await tasks.CountAsync(cancellationToken);
            var items = await reading.ToItems(
                tasks.OrderBy(task => task.Number).Skip((number - 1) * size).Take(size), cancellationToken);
            return new Page<TaskItem>(items, total, number, size);
        }

        private IQueryable<RemediationTask> Matching(Query query, Actor actor, WorkCalendar calendar, DateOnly today, PoliciesInForce inForce)
        {
            var tasks = db.Tasks.Where(task => task.PlanId == query.PlanId);
            var bound = actor.UnitId is not null && actor.Roles.All(role => role is Role.UnitHead or Role.Officer);
            if (query.UnitId is { } unit)
            {
                tasks = tasks.Where(task => task.LeadUnitId == unit);
            }
            else if (bound && !query.AllUnits)
            {
                var own = actor.UnitId!.Value;
                tasks = tasks.Where(task => task.LeadUnitId == own || task.CoordinatingUnits.Any(helper => helper.UnitId == own));
            }

            if (query.State is { } state)
            {
                tasks = tasks.Where(task => task.State == state);
            }

            if (query.Kind is { } kind)
            {
                tasks = tasks.Where(task => task.Kind == kind);
            }

            if (query.Timeliness is { } timeliness)
            {
                tasks = tasks.ThatAre(timeliness, today, calendar, kind => inForce.For(query.PlanId, kind));
            }

            if (!string.IsNullOrWhiteSpace(query.Text))
            {
                var folded = Searchable.Fold(query.Text.Trim());
                tasks = int.TryParse(folded, out var wanted)
                    ? tasks.Where(task => task.Number == wanted || task.SearchText.Contains(folded))
                    : tasks.Where(task => task.SearchText.Contains(folded));
            }

            return tasks;
        }
    }
}
