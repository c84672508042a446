using Workflow.Domain.Organization;
using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class ScoreSetTests
{
    private static readonly Actor Coordinator = new(PersonId.New(), AgencyId.New(), null, [Role.Coordinator]);
    private static readonly PenaltyTerms Penalty = new([new PenaltyGrade("Kỷ luật", 0.5m)]);
    private static readonly DateTimeOffset Now = new(2024, 9, 16, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Its_maximum_is_the_sum_of_its_fields_and_components_that_do_not_add_up_are_named()
    {
        var set = ASet(Row(1, "1", null, 4), Row(2, "1.1", "1", 1.5m), Row(3, "1.2", "1", 2), Row(4, "2", null, 6));

        Assert.Equal(10m, set.Max);
        Assert.Equal([("1", 4m, 3.5m)], set.MaximaThatDoNotAddUp());
    }

    [Fact]
    public void Bonus_points_are_no_part_of_the_maximum_above_them() =>
        Assert.Empty(ASet(Row(1, "1", null, 4), Row(2, "1.1", "1", 4), Row(3, "1.2", "1", 1, ScoringRuleKind.Bonus)).MaximaThatDoNotAddUp());

    [Fact]
    public void A_person_says_the_rule_of_a_criterion_and_it_is_no_longer_supposed()
    {
        var set = ASet(Row(1, "1", null, 4), Row(2, "1.1", "1", 4));

        set.SayRule("1.1", Penalty, Coordinator, Now);

        var criterion = set.Criteria.Single(row => row.Code == "1.1");
        Assert.Equal((ScoringRuleKind.Penalty, Penalty), (criterion.Rule!.Value, criterion.Terms));
        Assert.Contains(set.TakeEvents(), happened => happened is CriterionRuleSaid { Code: "1.1", Before: ScoringRuleKind.Manual, After: ScoringRuleKind.Penalty });
    }

    [Fact]
    public void Neither_a_field_with_components_nor_an_unknown_code_has_a_rule_of_its_own()
    {
        var set = ASet(Row(1, "1", null, 4), Row(2, "1.1", "1", 4));

        Refused(ScoreSetRules.ComponentsCarryTheRules, () => set.SayRule("1", new RatioTerms(), Coordinator, Now));
        Refused(ScoreSetRules.ThereIsSuchACriterion, () => set.SayRule("9", new RatioTerms(), Coordinator, Now));
    }

    [Fact]
    public void A_rule_at_fault_under_the_maximum_is_refused_and_nothing_changes()
    {
        var set = ASet(Row(1, "1", null, 4));

        Refused(ScoringTermsRules.AChecklistAddsUpToTheMaximum, () => set.SayRule("1", new ChecklistTerms([new ChecklistItem("a", 1m)]), Coordinator, Now));
        Assert.Null(set.Criteria.Single().Terms);
    }

    [Fact]
    public void It_needs_a_year() => Refused(ScoreSetRules.AScoreSetHasAYear, () => ScoreSet.Of([Row(1, "1", null, 4)], 23, 1, "x", "", Coordinator, Now));

    private static void Refused(Rule rule, Action act) => Assert.Equal([rule], Assert.Throws<RuleBrokenException>(act).Rules);

    private static ScoreSet ASet(params CriterionRow[] rows) => ScoreSet.Of(rows, 2024, 1, "bo-chi-so.xlsx", "", Coordinator, Now);

    private static CriterionRow Row(int ordinal, string code, string? parent, decimal max, ScoringRuleKind rule = ScoringRuleKind.Manual) =>
        new(ordinal, code, parent, $"Tiêu chí {code}", max, rule, null);
}
