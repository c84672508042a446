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

    [Theory]
    [InlineData(23)]
    [InlineData(2011)]
    [InlineData(2101)]
    public void It_needs_a_year(int year) => Refused(ScoreSetRules.AScoreSetHasAYear, () => ScoreSet.Of([Row(1, "1", null, 4)], year, 1, "x", "", Coordinator, Now));

    [Theory]
    [InlineData(2012)]
    [InlineData(2100)]
    public void The_index_has_years_from_2012_on(int year) => Assert.Equal(year, ScoreSet.Of([Row(1, "1", null, 4)], year, 1, "x", "", Coordinator, Now).Year);

    [Fact]
    public void Imported_it_keeps_its_file_and_its_rows_as_they_were_read_and_tells_it()
    {
        var row = new CriterionRow(2, "1.1", "1", "Kế hoạch", 1.23456m, ScoringRuleKind.Deadline, "Ban hành trước ngày 31/12");

        var set = ScoreSet.Of([Row(1, "1", null, 4), row], 2024, 3, "bo-chi-so.xlsx", "ab", Coordinator, Now);

        Assert.Equal((Coordinator.AgencyId, 2024, 3, "bo-chi-so.xlsx", "ab"), (set.AgencyId, set.Year, set.Edition, set.FileName, set.Sha256));
        Assert.Equal((Coordinator.PersonId, Now), (set.ImportedBy, set.ImportedAt));
        var criterion = set.CriterionOf("1.1");
        Assert.Equal((set.Id, set.AgencyId, 2, "1.1", "1"), (criterion.ScoreSetId, criterion.AgencyId, criterion.Ordinal, criterion.Code, criterion.ParentCode));
        Assert.Equal(("Kế hoạch", 1.2346m, ScoringRuleKind.Deadline, row.Guidance), (criterion.Name, criterion.Max, criterion.Rule!.Value, criterion.Guidance));
        Assert.Null(criterion.Terms);
        Assert.Equal(new ScoreSetImported(set.Id, set.AgencyId, 2024, 3, "bo-chi-so.xlsx", Coordinator.PersonId, Now), Assert.Single(set.TakeEvents()));
    }

    private static void Refused(Rule rule, Action act) => Assert.Equal([rule], Assert.Throws<RuleBrokenException>(act).Rules);

    private static ScoreSet ASet(params CriterionRow[] rows) => ScoreSet.Of(rows, 2024, 1, "bo-chi-so.xlsx", "", Coordinator, Now);

    private static CriterionRow Row(int ordinal, string code, string? parent, decimal max, ScoringRuleKind rule = ScoringRuleKind.Manual) =>
        new(ordinal, code, parent, $"Tiêu chí {code}", max, rule, null);
}
