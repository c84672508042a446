namespace Workflow.Domain.Plans;

/// <summary>What holds for plans, each rule a sentence.</summary>
public static class PlanRules
{
    public static readonly Rule OnlyAConfirmedAnalysisIsPlanned = new("plan.analysis-not-confirmed");
    public static readonly Rule AnAnalysisHasOnePlanAYear = new("plan.already-there");
    public static readonly Rule ThePlanFollowsItsBaseYear = new("plan.target-year-not-after-base");
    public static readonly Rule TheTargetLiesWithinTheMaximum = new("plan.target-score-out-of-range");
    public static readonly Rule AFieldsTargetLiesWithinItsMaximum = new("plan.field-target-out-of-range");
    public static readonly Rule OnlyADraftIsPublished = new("plan.already-published");
    public static readonly Rule APublishedPlanHasTasks = new("plan.no-tasks");
    public static readonly Rule EveryTaskHasALead = new("plan.task-without-lead");
    public static readonly Rule EveryTaskHasADeadline = new("plan.task-without-deadline");
    public static readonly Rule EveryDeadlineLiesAhead = new("plan.task-due-in-the-past");
    public static readonly Rule EveryLeadUnitHasAHead = new("plan.unit-without-head");
}
