using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;

namespace Workflow.Api.Clock;

/// <summary>Moves the test clock, for every process of this database. Only where the configuration allows it.</summary>
[Requires(Permission.SetClock)]
public static class SetClock
{
    public static readonly Rule TheClockIsAdjustable = new("clock.not-adjustable");

    public sealed record Command(DateTimeOffset Now) : ICommand<DateTimeOffset>;

    internal sealed class Handler(WorkflowDbContext db, TimeProvider clock) : IRequestHandler<Command, DateTimeOffset>
    {
        public async Task<DateTimeOffset> Handle(Command command, CancellationToken cancellationToken)
        {
            if (clock is not AdjustableClock adjustable)
            {
                throw new RuleBrokenException(TheClockIsAdjustable);
            }

            var offset = command.Now - TimeProvider.System.GetUtcNow();
            await db.Database.ExecuteSqlAsync($"update engine set clock_offset = {offset}", cancellationToken);
            adjustable.Offset = offset;
            return clock.GetUtcNow();
        }
    }
}
