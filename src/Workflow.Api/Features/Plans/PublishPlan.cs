using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Plans;

/// <summary>The plan takes effect: its tasks are the units' to answer, and each unit gets one mail with all of its own.</summary>
[Requires(Permission.PublishPlan)]
public static class PublishPlan
{
    public sealed record Command(PlanId PlanId, uint? SeenVersion = null) : ICommand<Published>;

    public sealed record Published(int Tasks, int Mails);

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock, Publication publication, Mail.AssignmentMail mail)
        : IRequestHandler<Command, Published>
    {
        public async Task<Published> Handle(Command command, CancellationToken cancellationToken)
        {
            var plan = await db.LoadPlanAsync(command.PlanId, command.SeenVersion, cancellationToken);
            var tasks = await db.Tasks
                .Where(task => task.PlanId == plan.Id && task.State == RemediationTaskState.Draft)
                .OrderBy(task => task.Number)
                .ToListAsync(cancellationToken);
            Ruling.From(await publication.Against(plan.State, tasks, cancellationToken)).Enforce();

            var now = clock.GetUtcNow();
            plan.Publish(user.Actor, now);
            tasks.ForEach(task => task.Publish(user.Actor, now));
            var mails = await mail.PostToUnits(tasks, plan.TargetYear, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return new Published(tasks.Count, mails);
        }
    }
}
