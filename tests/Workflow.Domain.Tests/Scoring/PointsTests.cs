using CsCheck;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Tasks;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class PointsTests
{
    private static readonly Gen<decimal> Any = Gen.Int[1, 200_000].Select(grid => grid / 10_000m);

    [Fact]
    public void Shares_add_up_to_the_whole_exactly_and_each_is_nearly_its_part() => Gen.Select(Any, Gen.Int[1, 50].List[1, 12]).Sample((points, counts) =>
    {
        var shares = Points.Share(points, counts);
        return shares.Sum() == points && shares.Count == counts.Count
            && shares.Zip(counts).All(pair => Math.Abs(pair.First - (points * pair.Second / counts.Sum())) < 0.0001m * counts.Count);
    });

    [Fact]
    public void Two_hundredths_over_seven_four_and_five_files() =>
        Assert.Equal([0.0088m, 0.005m, 0.0062m], Points.Share(0.02m, [7, 4, 5]));

    [Fact]
    public void Points_together_are_their_sum() => Assert.Equal(1.75m, Points.Together([1m, 0.5m, 0.25m]));

    [Fact]
    public void What_is_cancelled_is_not_at_stake() => Assert.Equal(
        1m, Points.AtStake([ATask.In(RemediationTaskState.Draft), ATask.In(RemediationTaskState.Completed), ATask.In(RemediationTaskState.Cancelled)]));

    [Theory]
    [InlineData("0.00005", "0.0001")]
    [InlineData("0.00004", "0.0000")]
    [InlineData("1.23455", "1.2346")]
    [InlineData("-0.00005", "-0.0001")]
    public void Points_are_rounded_half_up_at_the_fourth_decimal(string points, string rounded) => Assert.Equal(
        decimal.Parse(rounded, System.Globalization.CultureInfo.InvariantCulture),
        Points.Round(decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture)));
}
