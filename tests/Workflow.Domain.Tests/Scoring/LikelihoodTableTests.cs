using Workflow.Domain.Scoring;
using Workflow.Domain.Tests.Tasks;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class LikelihoodTableTests
{
    private static readonly LikelihoodTable Sound = LikelihoodTable.Standard;

    public static TheoryData<LikelihoodTable, string> Faulty => new()
    {
        { Sound with { Draft = 0 }, "likelihood.chance-out-of-range" },
        { Sound with { Assigned = 1 }, "likelihood.chance-out-of-range" },
        { Sound with { Declined = -0.1m }, "likelihood.chance-out-of-range" },
        { Sound with { Submitted = 1 }, "likelihood.chance-out-of-range" },
        { Sound with { Returned = 1.2m }, "likelihood.chance-out-of-range" },
        { Sound with { Accepted = 0.86m }, "likelihood.chances-out-of-order" },
        { Sound with { Finished = 0.91m }, "likelihood.chances-out-of-order" },
        { Sound with { Overdue = -0.01m }, "likelihood.overdue-out-of-range" },
        { Sound with { Overdue = 1.01m }, "likelihood.overdue-out-of-range" },
        { Sound with { WorkingDays = -1 }, "likelihood.days-out-of-range" },
        { Sound with { WorkingDays = 251 }, "likelihood.days-out-of-range" },
        { Sound with { InTime = 0 }, "likelihood.record-out-of-range" },
        { Sound with { InTime = 1.01m }, "likelihood.record-out-of-range" },
        { Sound with { Doubt = 0 }, "likelihood.record-out-of-range" },
        { Sound with { Doubt = 1001 }, "likelihood.record-out-of-range" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_table_that_cannot_be_is_refused_for_its_fault(LikelihoodTable table, string code)
    {
        Assert.Equal([code], table.Faults().Select(fault => fault.Code));
        var refused = Assert.Throws<RuleBrokenException>(() => LikelihoodEdition.Say(table, 1, ATask.Coordinator, ATask.Now));
        Assert.Equal(code, refused.Rules[0].Code);
    }

    [Fact]
    public void Values_at_the_very_edge_can_be_used() => Assert.All(
        new[]
        {
            Sound, Sound with { Overdue = 0 }, Sound with { Overdue = 1 }, Sound with { WorkingDays = 0 }, Sound with { WorkingDays = 250 }, Sound with { InTime = 1 },
            Sound with { Doubt = 1 }, Sound with { Doubt = 1000 }, Sound with { Accepted = 0.85m }, Sound with { Finished = 0.9m },
        },
        table => Assert.Empty(table.Faults()));

    [Theory]
    [InlineData(0.5, 0.3)]
    [InlineData(0.45, 0.27)]
    [InlineData(0.875, 0.53)]
    public void Overdue_the_likelihood_is_its_part_to_two_decimals(decimal likelihood, decimal overdue) => Assert.Equal(overdue, Sound.WhenOverdue(likelihood));

    [Fact]
    public void A_state_there_is_not_has_no_likelihood() =>
        Assert.Contains("99", Assert.Throws<InvalidOperationException>(() => Sound.Of((Domain.Tasks.RemediationTaskState)99, 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void Saying_it_keeps_who_and_when_and_tells_it()
    {
        var said = LikelihoodEdition.Say(Sound with { Draft = 0.35m }, 3, ATask.Coordinator, ATask.Now);

        Assert.Equal((3, 0.35m, ATask.Coordinator.PersonId, ATask.Now), (said.Edition, said.Likelihoods.Draft, said.SaidBy, said.SaidAt));
        Assert.Equal(ATask.Coordinator.AgencyId, said.AgencyId);
        Assert.Equal(new LikelihoodSaid(said.Id, said.AgencyId, 3, ATask.Coordinator.PersonId, ATask.Now), Assert.Single(said.TakeEvents()));
    }
}
