using Workflow.Domain.Analyses;
using Workflow.Domain.Tests.Plans;
using Workflow.Domain.Tests.Tasks;
using Xunit;

namespace Workflow.Domain.Tests.Analyses;

public sealed class AnalysisReportTests
{
    [Fact]
    public void A_correction_keeps_what_was_read_beside_it()
    {
        var analysis = AnAnalysis.With(AnAnalysis.Deduction(0.5m));
        analysis.TakeEvents();

        analysis.Correct(1, new Correction(0.75m, " 1.2.3 ", null, [" Phòng Tư pháp ", "", "Phòng Tư pháp"]), ATask.Coordinator, ATask.Now);

        var deduction = analysis.Deductions.Single();
        Assert.Equal((0.75m, "1.2.3", "chưa kiểm tra đủ"), (deduction.Points, deduction.Criterion, deduction.Reason));
        Assert.Equal(["Phòng Tư pháp"], deduction.Units);
        Assert.Equal(0.5m, deduction.Read.Points);
        Assert.Equal(ATask.Coordinator.PersonId, deduction.CorrectedBy);
        Assert.Equal(1, Assert.IsType<DeductionCorrected>(Assert.Single(analysis.TakeEvents())).Ordinal);
    }

    [Fact]
    public void An_empty_criterion_takes_the_code_away()
    {
        var analysis = AnAnalysis.With(AnAnalysis.Deduction());

        analysis.Correct(1, new Correction(null, "", null, null), ATask.Coordinator, ATask.Now);

        Assert.Null(analysis.Deductions.Single().Criterion);
    }

    [Fact]
    public void The_remainder_follows_the_deductions_as_they_stand_now()
    {
        var analysis = AnAnalysis.With(AnAnalysis.Deduction(1.51m));
        var field = analysis.Reading.Fields[0];
        Assert.Equal(0.12m, analysis.RemainderOf(field));

        analysis.Correct(1, new Correction(1.63m, null, null, null), ATask.Coordinator, ATask.Now);

        Assert.Equal(0, analysis.RemainderOf(field));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1000.5)]
    public void Points_that_cannot_be_are_refused(double points) => Assert.Equal(
        [AnalysisRules.PointsArePositive],
        Refused(() => AnAnalysis.With(AnAnalysis.Deduction()).Correct(1, new Correction((decimal)points, null, null, null), ATask.Coordinator, ATask.Now)));

    [Fact]
    public void A_deduction_that_is_not_there_is_not_corrected() => Assert.Equal(
        [AnalysisRules.ThereIsSuchADeduction],
        Refused(() => AnAnalysis.With(AnAnalysis.Deduction()).Correct(2, new Correction(1, null, null, null), ATask.Coordinator, ATask.Now)));

    [Fact]
    public void A_confirmed_reading_stays_as_it_is()
    {
        var analysis = AnAnalysis.With(AnAnalysis.Deduction());
        analysis.Confirm(ATask.Coordinator, ATask.Now);

        Assert.Equal([AnalysisRules.AConfirmedReadingStaysAsItIs], Refused(() => analysis.Confirm(ATask.Coordinator, ATask.Now)));
        Assert.Equal(
            [AnalysisRules.AConfirmedReadingStaysAsItIs],
            Refused(() => analysis.Correct(1, new Correction(1, null, null, null), ATask.Coordinator, ATask.Now)));
    }

    [Fact]
    public void Without_deductions_there_is_nothing_to_confirm() =>
        Assert.Equal([AnalysisRules.AnAnalysisHasDeductions], Refused(() => AnAnalysis.With().Confirm(ATask.Coordinator, ATask.Now)));

    private static IReadOnlyList<Rule> Refused(Action act) => Assert.Throws<RuleBrokenException>(act).Rules;
}
