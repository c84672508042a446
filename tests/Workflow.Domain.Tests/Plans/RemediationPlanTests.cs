using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;
using Workflow.Domain.Tests.Tasks;
using Xunit;

namespace Workflow.Domain.Tests.Plans;

public sealed class RemediationPlanTests
{
    [Fact]
    public void A_plan_begins_as_a_draft_and_is_published_once()
    {
        var plan = Draft();
        Assert.Equal(PlanState.Draft, plan.State);

        plan.Publish(ATask.Coordinator, ATask.Now);

        Assert.Equal((PlanState.Published, ATask.Now), (plan.State, plan.PublishedAt!.Value));
        Assert.Equal([PlanRules.OnlyADraftIsPublished], Assert.Throws<RuleBrokenException>(() => plan.Publish(ATask.Coordinator, ATask.Now)).Rules);
    }

    [Fact]
    public void The_year_of_a_plan_follows_its_base_year() =>
        Assert.Equal([PlanRules.ThePlanFollowsItsBaseYear], Assert.Throws<RuleBrokenException>(() => Draft(year: 2023)).Rules);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(100.1)]
    public void A_target_lies_within_the_maximum(double target) =>
        Assert.Equal([PlanRules.TheTargetLiesWithinTheMaximum], Assert.Throws<RuleBrokenException>(() => Draft(target: (decimal)target)).Rules);

    private static RemediationPlan Draft(int year = 2024, decimal? target = 85) =>
        RemediationPlan.Draft(AnalysisId.New(), 2023, year, 78.1191m, 100, target, ATask.Coordinator, ATask.Now);
}
