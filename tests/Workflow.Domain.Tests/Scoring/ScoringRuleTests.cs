using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Plans;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class ScoringRuleTests
{
    [Theory]
    [InlineData("7.3.6, of at most 1 point", 0.78, 10, 46)]
    [InlineData("7.3.7, of at most half a point", 0.26, 1339, 2818)]
    public void The_figures_of_the_report_prove_a_proportional_rule(string criterion, double lost, int numerator, int denominator)
    {
        Assert.NotEmpty(criterion);
        Assert.Equal(new ScoringRule("ratio", true), Of((decimal)lost, numerator, denominator));
    }

    [Theory]
    [InlineData(0.79, 10, 46)]
    [InlineData(0.77, 10, 46)]
    [InlineData(0.27, 1339, 2818)]
    public void A_hundredth_beside_it_proves_nothing(double lost, int numerator, int denominator) =>
        Assert.Equal(new ScoringRule("tiers", false), Of((decimal)lost, numerator, denominator));

    [Fact]
    public void Thirty_five_of_thirty_eight_for_half_a_point_prove_none() => Assert.Equal(new ScoringRule("tiers", false), Of(0.5m, 35, 38));

    [Theory]
    [InlineData(TaskKind.Reporting, "deadline")]
    [InlineData(TaskKind.Sustained, "penalty")]
    [InlineData(TaskKind.Growth, "growth")]
    [InlineData(TaskKind.Indicator, "tiers")]
    [InlineData(TaskKind.Corrective, "checklist")]
    public void Without_figures_the_rule_is_only_supposed(TaskKind kind, string rule) =>
        Assert.Equal(new ScoringRule(rule, false), ScoringRule.Of(AnAnalysis.One(AnAnalysis.Deduction()), kind));

    private static ScoringRule Of(decimal lost, decimal numerator, decimal denominator) =>
        ScoringRule.Of(AnAnalysis.One(AnAnalysis.Deduction(lost, numerator: numerator, denominator: denominator)), TaskKind.Indicator);
}
