using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Mail;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Plans;

/// <summary>Who would receive what if the plan were published now, and what still stands against it.</summary>
[Requires(Permission.PublishPlan)]
public static class PublicationPreview
{
    public sealed record Query(PlanId PlanId) : IRequest<View>;

    /// <param name="Against">Codes of the rules that stand against publishing; none when it may be done.</param>
    public sealed record View(PlanView Plan, IReadOnlyList<Letter> Mails, IReadOnlyList<string> Against, IReadOnlyList<TaskItem> Incomplete);

    /// <summary>A mail that would go out.</summary>
    public sealed record Letter(UnitRef Unit, string Person, string Email, int Tasks, decimal Points, string Subject, string Text);

    internal sealed class Handler(WorkflowDbContext db, PlanReading plans, TaskReading reading, Publication publication, AssignmentMail mail, Calendars calendars, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var plan = (await plans.ToViews(db.Plans.Where(plan => plan.Id == query.PlanId), cancellationToken)).SingleOrDefault()
                ?? throw new NotFoundException($"plan {query.PlanId}");
            var tasks = await db.Tasks.AsNoTracking()
                .Where(task => task.PlanId == query.PlanId && task.State == RemediationTaskState.Draft)
                .OrderBy(task => task.Number)
                .ToListAsync(cancellationToken);
            var today = (await calendars.OwnAsync(cancellationToken)).DayOf(clock.GetUtcNow());
            var against = await publication.Against(plan.State, tasks, cancellationToken);
            var incomplete = await reading.ToItems(tasks.Where(task => !task.ReadyToPublish().Allowed || task.LastGoodDay < today).ToList(), cancellationToken);
            var letters = await mail.ToUnits(tasks, plan.TargetYear, cancellationToken);
            return new View(
                plan,
                [.. letters.Select(letter => new Letter(letter.Unit, letter.To.FullName, letter.To.Email, letter.Tasks.Count, Points.AtStake(letter.Tasks), letter.Words.Subject, MailLinks.WithoutAddresses(letter.Words.Text)))],
                [.. against.Select(rule => rule.Code)],
                incomplete);
        }
    }
}

/// <summary>What stands against publishing a plan.</summary>
internal sealed class Publication(WorkflowDbContext db, Calendars calendars, TimeProvider clock)
{
    public async Task<IReadOnlyList<Rule>> Against(PlanState state, IReadOnlyCollection<RemediationTask> drafts, CancellationToken cancellationToken)
    {
        if (state is not PlanState.Draft)
        {
            return [PlanRules.OnlyADraftIsPublished];
        }

        List<Rule> against = [];
        if (drafts.Count == 0)
        {
            against.Add(PlanRules.APublishedPlanHasTasks);
        }

        if (drafts.Any(task => task.LeadUnitId is null))
        {
            against.Add(PlanRules.EveryTaskHasALead);
        }

        if (drafts.Any(task => task.Due is null && task.Kind is not TaskKind.Standing))
        {
            against.Add(PlanRules.EveryTaskHasADeadline);
        }

        var calendar = await calendars.OwnAsync(cancellationToken);
        var today = calendar.DayOf(clock.GetUtcNow());
        if (drafts.Any(task => task.LastGoodDay < today))
        {
            against.Add(PlanRules.EveryDeadlineLiesAhead);
        }

        var leads = drafts.Select(task => task.LeadUnitId).OfType<UnitId>().Distinct().ToList();
        var headed = await db.People
            .Where(person => person.Active && person.UnitId != null && person.Roles.Contains(Role.UnitHead))
            .Select(person => person.UnitId!.Value)
            .Distinct()
            .ToListAsync(cancellationToken);
        if (leads.Except(headed).Any())
        {
            against.Add(PlanRules.EveryLeadUnitHasAHead);
        }

        return against;
    }
}
