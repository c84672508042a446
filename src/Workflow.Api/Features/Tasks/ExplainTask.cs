using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The head of the lead unit answers what was asked.</summary>
[Requires(Permission.AnswerTask)]
public static class ExplainTask
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, string Answer) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, Acting acting, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            var actor = await acting.ActorAsync(cancellationToken);
            task.MayBeExplainedBy(actor).Enforce();
            var asked = await db.Explanations
                .Where(explanation => explanation.TaskId == task.Id && explanation.AnsweredAt == null)
                .OrderByDescending(explanation => explanation.AskedAt).ThenByDescending(explanation => explanation.Id)
                .FirstAsync(cancellationToken);
            task.Explain(asked, command.Answer, actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
