using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>
/// Counts a task that its unit has completed, in the transaction of its verification: one row of the day is written and no
/// task is read again.
/// </summary>
internal sealed class KeepUnitRecords(WorkflowDbContext db, Calendars calendars) : INotificationHandler<Occurred<TaskVerified>>
{
    public async Task Handle(Occurred<TaskVerified> notification, CancellationToken cancellationToken)
    {
        var verified = notification.Event;
        var task = await db.Tasks.FirstAsync(task => task.Id == verified.TaskId, cancellationToken);
        var day = (await calendars.OwnAsync(cancellationToken)).DayOf(verified.At);
        var unit = task.LeadUnitId!.Value.Value;
        var inTime = task.LastGoodDay is null || task.SubmittedOn <= task.LastGoodDay ? 1 : 0;
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into unit_record (agency_id, unit_id, on_day, completed, in_time)
            select {verified.AgencyId.Value}, {unit}, {day}, coalesce(max(completed), 0) + 1, coalesce(max(in_time), 0) + {inTime}
            from (select completed, in_time from unit_record where unit_id = {unit} and on_day < {day} order by on_day desc limit 1) as before
            on conflict (unit_id, on_day) do update set completed = unit_record.completed + 1, in_time = unit_record.in_time + {inTime}
            """,
            cancellationToken);
    }
}
