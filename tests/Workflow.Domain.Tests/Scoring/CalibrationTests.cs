using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class CalibrationTests
{
    [Fact]
    public void A_band_says_how_many_were_expected_and_how_many_came_back()
    {
        var calibration = Calibration.Of([new(0.5m, 1), new(0.5m, 0), new(0.4m, 0.5m), new(0.9m, 1), new(1, 1), new(1, 0)]);

        Assert.Equal(
            [new(0.4m, 0.6m, 3, 1.4m, 1.5m), new(0.8m, 1m, 1, 0.9m, 1m), new(1m, 1m, 2, 2m, 1m)],
            calibration.Bands);
        Assert.Equal([1.07m, 1.11m, 0.5m], calibration.Bands.Select(band => band.Factor!.Value));
        Assert.Equal((0.4667m, 0.5m), (calibration.Bands[0].MeanLikelihood, calibration.Bands[0].Share));
    }

    [Fact]
    public void The_Brier_score_is_the_mean_square_of_what_was_held_likely_less_what_came() =>
        // (0.25 + 0.25 + 0.01 + 1) / 4
        Assert.Equal(0.3775m, Calibration.Of([new(0.5m, 1), new(0.5m, 0), new(0.9m, 1), new(1, 0)]).Brier);

    [Fact]
    public void Without_outcomes_there_is_no_score()
    {
        Assert.Null(Calibration.Of([]).Brier);
        Assert.Empty(Calibration.Of([]).Bands);
    }

    [Fact]
    public void Where_nothing_was_expected_no_factor_is_proposed() => Assert.Null(Calibration.Of([new(0, 1)]).Bands[0].Factor);

    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(1, 0.25, 0.75, 0.75)]
    [InlineData(0.5, 0.8, -0.3, 0)]
    [InlineData(2, 1, 1, 0.5)]
    [InlineData(0, 0.5, -0.5, 1)]
    public void A_criterion_comes_back_by_what_is_not_deducted_again(decimal deducted, decimal again, decimal real, decimal cameBack)
    {
        var result = new CriterionResult(1, "1.1", deducted, new CriterionProjection(0, 0.4m, 1), again);

        Assert.Equal(real, result.Real);
        Assert.Equal(real - 0.4m, result.Difference);
        Assert.Equal(cameBack, result.CameBack);
    }
}
