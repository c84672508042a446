using Workflow.Domain.Analyses;
using Workflow.Domain.Organization;
using Workflow.Domain.Tests.Tasks;
using Xunit;

namespace Workflow.Domain.Tests.Analyses;

public sealed class ReviewTests
{
    private static readonly Actor Reviewer = ATask.Coordinator;
    private static readonly DateTimeOffset Now = ATask.Now;

    private readonly AnalysisReport analysis = AReading.UnderReview("Rà soát văn bản, công bố kết quả rà soát văn bản hằng năm.");

    public static TheoryData<string, Action<AnalysisReport>> Acts => new()
    {
        { "accept", analysis => analysis.Accept(1, Reviewer, Now) },
        { "correct", analysis => analysis.Correct(1, new Correction(0.75m, "1.3", "lý do khác", ["Phòng Nội vụ"], 2), Reviewer, Now) },
        { "add", analysis => analysis.Add(Missed(), null, Reviewer, Now) },
        { "add from a passage", analysis => analysis.Add(Missed(), 1, Reviewer, Now) },
        { "remove", analysis => analysis.Remove(1, "chỉ nhắc lại", Reviewer, Now) },
        { "merge", analysis => analysis.Merge([1, 3], Reviewer, Now) },
        { "split", analysis => analysis.Split(2, [new DeductionPart(0.4m), new DeductionPart(0.6m)], Reviewer, Now) },
        { "dismiss", analysis => analysis.DismissPassage(1, null, Reviewer, Now) },
        { "decide a cause", analysis => analysis.DecideRootCause(1, confirmed: true, Reviewer, Now) },
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public void Every_act_counts_as_a_change_is_told_and_can_be_undone(string act, Action<AnalysisReport> perform)
    {
        var before = Everything(analysis);

        perform(analysis);
        Assert.True(Everything(analysis) != before, $"To {act} changes nothing.");
        Assert.Equal(1, analysis.Changes);
        Assert.Single(analysis.TakeEvents());

        analysis.Undo(Reviewer, Now);
        Assert.Equal(before, Everything(analysis));
        Assert.Equal(2, analysis.Changes);
        Assert.IsType<ReviewActUndone>(Assert.Single(analysis.TakeEvents()));
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void No_act_touches_a_confirmed_reading(string act, Action<AnalysisReport> perform)
    {
        analysis.Confirm(Reviewer, Now, despiteDoubts: true);

        Assert.True(Refused(() => perform(analysis)).SequenceEqual([AnalysisRules.AConfirmedReadingStaysAsItIs]), act);
    }

    [Fact]
    public void Acts_are_undone_one_by_one_the_last_first()
    {
        List<string> states = [Everything(analysis)];
        Action<AnalysisReport>[] acts =
        [
            one => one.Accept(3, Reviewer, Now),
            one => one.Merge([1, 3], Reviewer, Now),
            one => one.Split(5, [new DeductionPart(0.5m, "a"), new DeductionPart(0.25m, "b")], Reviewer, Now),
            one => one.Remove(6, null, Reviewer, Now),
        ];
        foreach (var act in acts)
        {
            act(analysis);
            states.Add(Everything(analysis));
        }

        for (var step = acts.Length; step > 0; step--)
        {
            Assert.Equal(states[step], Everything(analysis));
            analysis.Undo(Reviewer, Now);
        }

        Assert.Equal(states[0], Everything(analysis));
        Assert.Equal([AnalysisRules.ThereIsSomethingToUndo], Refused(() => analysis.Undo(Reviewer, Now)));
    }

    [Fact]
    public void A_row_is_accepted_once_and_by_whoever_corrects_it()
    {
        analysis.Correct(3, new Correction(null, "1.3", null, null), Reviewer, Now);

        Assert.Equal((Reviewer.PersonId, Now), (analysis.Deductions.ElementAt(2).AcceptedBy, analysis.Deductions.ElementAt(2).AcceptedAt));
        Assert.Equal([AnalysisRules.ADeductionIsAcceptedOnce], Refused(() => analysis.Accept(3, Reviewer, Now)));
    }

    [Fact]
    public void A_merged_row_has_the_points_and_the_reasons_of_all_and_they_no_longer_count()
    {
        var merged = analysis.Merge([3, 1, 3], Reviewer, Now);

        Assert.Equal((5, 0.75m, "1.1"), (merged.Ordinal, merged.Points, merged.Criterion));
        Assert.Equal("chưa kiểm tra đủ.\nchưa theo dõi thi hành pháp luật.", merged.Reason);
        Assert.Equal([1, 3], merged.MadeOf);
        Assert.Equal([2, 4, 5], analysis.Standing.Select(row => row.Ordinal));
        Assert.Equal(1.75m, analysis.ExplainedIn(1));
        Assert.Equal(Removal.Merged, analysis.Deductions.First().Removal);
    }

    [Fact]
    public void Rows_of_different_fields_and_a_row_alone_do_not_merge()
    {
        Assert.Equal([AnalysisRules.RowsOfOneFieldMerge], Refused(() => analysis.Merge([1, 4], Reviewer, Now)));
        Assert.Equal([AnalysisRules.OnlySeveralRowsMerge], Refused(() => analysis.Merge([1, 1], Reviewer, Now)));
        Assert.Equal([AnalysisRules.ThereIsSuchADeduction], Refused(() => analysis.Merge([1, 9], Reviewer, Now)));
    }

    [Fact]
    public void A_split_row_gives_rows_that_share_its_points_each_at_its_own_words()
    {
        var parts = analysis.Split(
            2, [new DeductionPart(0.3m, "Phòng Tư pháp rà soát chậm"), new DeductionPart(0.7m, "chưa công bố kết quả rà soát", "1.2.1")], Reviewer, Now);

        Assert.Equal([(5, 0.3m, "1.2"), (6, 0.7m, "1.2.1")], parts.Select(part => (part.Ordinal, part.Points, part.Criterion)));
        Assert.Equal(AReading.PlaceOf("chưa công bố kết quả rà soát"), parts[1].Read.Source);
        Assert.Equal(["Phòng Tư pháp"], parts[0].Units);
        Assert.Empty(parts[1].Units);
        Assert.Equal(1.75m, analysis.ExplainedIn(1));
    }

    [Fact]
    public void Parts_that_do_not_add_up_are_refused_with_both_sums()
    {
        var refused = Assert.Single(Refused(() => analysis.Split(2, [new DeductionPart(0.5m), new DeductionPart(0.25m)], Reviewer, Now)));

        Assert.Equal(AnalysisRules.PartsAddUpToTheRow, refused);
        Assert.Equal([0.75m, 1m], refused.Facts);
        Assert.Equal([AnalysisRules.ARowSplitsIntoSeveral], Refused(() => analysis.Split(2, [new DeductionPart(1)], Reviewer, Now)));
        Assert.Equal([AnalysisRules.PointsArePositive], Refused(() => analysis.Split(2, [new DeductionPart(2), new DeductionPart(-1)], Reviewer, Now)));
        Assert.Equal(4, analysis.Standing.Count());
    }

    [Fact]
    public void What_was_missed_is_added_at_its_place_and_read_for_facts()
    {
        var row = analysis.Add(Missed() with { Reason = "Phòng Tư pháp gửi báo cáo muộn, chỉ đạt 10/46 báo cáo." }, 1, Reviewer, Now);

        Assert.Equal((5, 1, 0.25m), (row.Ordinal, row.Field, row.Points));
        Assert.Equal((10, 46), (row.Read.Numerator, row.Read.Denominator));
        Assert.Equal("Phòng Tư pháp", row.Read.SuggestedLead);
        Assert.Empty(analysis.OpenPassages);
        Assert.Equal(5, Assert.Single(analysis.Decisions.Passages).Row);
    }

    [Fact]
    public void A_row_needs_points_a_field_and_a_reason()
    {
        Assert.Equal([AnalysisRules.PointsArePositive], Refused(() => analysis.Add(Missed() with { Points = 0.00001m }, null, Reviewer, Now)));
        Assert.Equal([AnalysisRules.ADeductionHasAField], Refused(() => analysis.Add(Missed() with { Field = 7 }, null, Reviewer, Now)));
        Assert.Equal([AnalysisRules.ADeductionHasAReason], Refused(() => analysis.Add(Missed() with { Reason = " " }, null, Reviewer, Now)));
        Assert.Equal([AnalysisRules.ADeductionHasAField], Refused(() => analysis.Correct(1, new Correction(null, null, null, null, 7), Reviewer, Now)));
    }

    [Fact]
    public void A_passage_is_decided_once()
    {
        analysis.DismissPassage(1, " chỉ nhắc lại ", Reviewer, Now);

        Assert.Equal("chỉ nhắc lại", analysis.Decisions.Passages[0].Reason);
        Assert.Equal([AnalysisRules.APassageIsDecidedOnce], Refused(() => analysis.DismissPassage(1, null, Reviewer, Now)));
        Assert.Equal([AnalysisRules.APassageIsDecidedOnce], Refused(() => analysis.Add(Missed(), 1, Reviewer, Now)));
        Assert.Equal([AnalysisRules.ThereIsSuchAPassage], Refused(() => analysis.DismissPassage(2, null, Reviewer, Now)));
    }

    [Fact]
    public void A_cause_may_be_decided_anew_and_undoing_brings_the_former_decision_back()
    {
        analysis.DecideRootCause(1, confirmed: true, Reviewer, Now);
        analysis.DecideRootCause(1, confirmed: false, Reviewer, Now);
        Assert.False(Assert.Single(analysis.Decisions.RootCauses).Confirmed);

        analysis.Undo(Reviewer, Now);

        Assert.True(Assert.Single(analysis.Decisions.RootCauses).Confirmed);
        Assert.Equal([AnalysisRules.ThereIsSuchARootCause], Refused(() => analysis.DecideRootCause(2, confirmed: true, Reviewer, Now)));
    }

    [Fact]
    public void Doubts_nobody_looked_at_stand_against_confirming_unless_the_person_takes_them()
    {
        var refused = Assert.Single(Refused(() => analysis.Confirm(Reviewer, Now)));
        Assert.Equal(AnalysisRules.DoubtsAreLookedAt, refused);
        Assert.Equal([1, 1], refused.Facts);

        analysis.Accept(3, Reviewer, Now);
        Assert.Equal([0, 1], Assert.Single(Refused(() => analysis.Confirm(Reviewer, Now))).Facts);

        analysis.DismissPassage(1, null, Reviewer, Now);
        analysis.Confirm(Reviewer, Now);
        Assert.Equal(AnalysisState.Confirmed, analysis.State);
    }

    [Fact]
    public void A_reading_whose_rows_are_all_gone_has_nothing_to_confirm()
    {
        foreach (var row in analysis.Deductions.ToList())
        {
            analysis.Remove(row.Ordinal, null, Reviewer, Now);
        }

        Assert.Equal([AnalysisRules.AnAnalysisHasDeductions], Refused(() => analysis.Confirm(Reviewer, Now, despiteDoubts: true)));
    }

    private static StatedDeduction Missed() =>
        new(AReading.PlaceOf("Ngoài ra còn bị trừ điểm do báo cáo muộn."), 1, null, 0.25m, "báo cáo muộn.");

    private static string Everything(AnalysisReport analysis) => string.Join(
        '\n', analysis.Deductions.Select(row => $"{row.State()} {string.Join(',', row.Units)}").Concat(analysis.Decisions.Passages.Select(decision => $"{decision}")).Concat(analysis.Decisions.RootCauses.Select(decision => $"{decision}")));

    private static IReadOnlyList<Rule> Refused(Action act) => Assert.Throws<RuleBrokenException>(act).Rules;
}
