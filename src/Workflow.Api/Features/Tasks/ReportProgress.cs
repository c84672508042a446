using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The lead unit says how far the work is: a percentage, the figures of an indicator, or both.</summary>
[Requires(Permission.WorkOnTask)]
public static class ReportProgress
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, int? Percent = null, decimal? Numerator = null, decimal? Denominator = null, string? Note = null,
        decimal? Figure = null, decimal? BaseFigure = null) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            task.ReportProgress(command.Percent, command.Numerator, command.Denominator, command.Note, user.Actor, clock.GetUtcNow(), command.Figure, command.BaseFigure);
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
