using CsCheck;
using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class CriterionProjectionTests
{
    private static readonly Gen<Stake> AnyStake = Gen.Select(Gen.Int[0, 30_000], Gen.Int[0, 100], Gen.Bool)
        .Select((grid, percent, verified) => new Stake(grid / 10_000m, verified ? 1 : percent / 100m, verified));

    [Fact]
    public void A_deduction_is_never_won_back_more_than_once() => Gen.Select(Gen.Int[1, 30_000], AnyStake.Array[0, 6]).Sample((grid, stakes) =>
    {
        var deducted = grid / 10_000m;
        var projection = CriterionProjection.Of(deducted, stakes);
        return projection.Secured >= 0 && projection.Secured <= projection.Expected && projection.Expected <= projection.Ceiling && projection.Ceiling == deducted;
    });

    [Fact]
    public void Nothing_is_secured_before_it_is_verified() => AnyStake.Where(stake => !stake.Verified).Array[0, 6].Sample(
        stakes => CriterionProjection.Of(3, stakes).Secured == 0);

    [Fact]
    public void One_verified_of_two_tasks_secures_its_share() =>
        Assert.Equal(new CriterionProjection(0.3m, 0.4m, 0.5m), CriterionProjection.Of(0.5m, [new Stake(0.3m, 1, true), new Stake(0.2m, 0.5m, false)]));

    [Fact]
    public void Two_tasks_that_both_bring_back_the_whole_are_counted_once() =>
        Assert.Equal(new CriterionProjection(0.5m, 0.5m, 0.5m), CriterionProjection.Of(0.5m, [new Stake(0.5m, 1, true), new Stake(0.5m, 1, true)]));
}
