using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The head of the lead unit asks for another day, before the present one is over; the clock runs on until it is decided.</summary>
[Requires(Permission.AnswerTask)]
public static class AskForExtension
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, DateOnly? NewDueOn, string Reason) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, Acting acting, Calendars calendars, Policies policies, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            var calendar = await calendars.OwnAsync(cancellationToken);
            var policy = (await policies.OwnAsync(cancellationToken)).For(task);
            var request = task.AskForExtension(
                command.NewDueOn ?? DateOnly.MinValue, command.Reason, await acting.ActorAsync(cancellationToken), clock.GetUtcNow(), calendar, policy);
            db.ExtensionRequests.Add(request);
            await db.SaveChangesAsync(cancellationToken);
            return request.Id.Value;
        }
    }
}
