using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;
using Xunit;

namespace Workflow.Domain.Tests.Deadlines;

/// <summary>A policy that could reach nobody is none; the narrowest that is said holds.</summary>
public sealed class DeadlinePolicyTests
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();

    private static readonly DeadlinePolicy Standard = DeadlinePolicy.Standard;

    public static TheoryData<string, DeadlinePolicy, Rule> Broken => new()
    {
        { "no step and no repeats", Standard with { Ladder = [], OverdueEvery = 0, CoordinatorAt = 1, EscalateAt = 1 }, PolicyRules.SomebodyIsReminded },
        { "a step in the past", Standard with { Ladder = [-1] }, PolicyRules.ALadderHasDays },
        { "a step too far", Standard with { Ladder = [251] }, PolicyRules.ALadderHasDays },
        { "no time to answer", Standard with { AcceptanceWindow = 0 }, PolicyRules.ThereIsTimeToAnswer },
        { "repeats too far apart", Standard with { OverdueEvery = 61 }, PolicyRules.RepeatsHaveADistance },
        { "a step that is none", Standard with { CoordinatorAt = 0 }, PolicyRules.StepsAreNumbered },
        { "the chairman first", Standard with { CoordinatorAt = 4, EscalateAt = 3 }, PolicyRules.TheCoordinatorIsToldFirst },
        { "an escalation that is never reached", Standard with { OverdueEvery = 0 }, PolicyRules.AnEscalationIsReached },
        { "no time to explain", Standard with { ExplanationWindow = 0 }, PolicyRules.ThereIsTimeToExplain },
        { "extensions below none", Standard with { MostExtensions = -1 }, PolicyRules.ExtensionsAreCounted },
        { "quiet before it begins", Standard with { QuietFrom = Standard.DigestAt }, PolicyRules.ThereIsTimeToSend },
        { "no day at all", Standard with { OfficeDays = [] }, PolicyRules.ThereAreDaysToSend },
        { "weekends only", Standard with { OfficeDays = [DayOfWeek.Saturday, DayOfWeek.Sunday] }, PolicyRules.ThereAreDaysToSend },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_policy_that_could_reach_nobody_is_refused(string what, DeadlinePolicy policy, Rule rule) =>
        Assert.True(policy.MayBePutInForce(Everybody).Against.SequenceEqual([rule]), what);

    [Theory]
    [InlineData(Role.Coordinator, "policy.no-coordinator")]
    [InlineData(Role.Chairman, "policy.no-chairman")]
    public void An_escalation_to_a_role_nobody_holds_is_refused(Role missing, string code) =>
        Assert.Equal(code, Assert.Single(Standard.MayBePutInForce([.. Everybody.Where(role => role != missing)]).Against).Code);

    [Fact]
    public void What_has_one_way_to_reach_somebody_is_allowed()
    {
        Assert.True(Standard.MayBePutInForce(Everybody).Allowed);
        Assert.True((Standard with { Ladder = [] }).MayBePutInForce(Everybody).Allowed);
        Assert.True((Standard with { OverdueEvery = 0, CoordinatorAt = 1, EscalateAt = 1 }).MayBePutInForce(Everybody).Allowed);
    }

    [Fact]
    public void The_narrowest_policy_holds_but_in_the_hours_of_the_agency()
    {
        var plan = PlanId.New();
        var general = Standard with { DigestAt = new TimeOnly(8, 0), MostExtensions = 2 };
        var policies = new PoliciesInForce(new Dictionary<PolicyScope, DeadlinePolicy>
        {
            [default] = general,
            [new PolicyScope(null, TaskKind.Indicator)] = Standard with { MostExtensions = 3 },
            [new PolicyScope(plan, null)] = Standard with { MostExtensions = 4 },
            [new PolicyScope(plan, TaskKind.Indicator)] = Standard with { MostExtensions = 5 },
        });

        Assert.Equal(
            [2, 3, 4, 5],
            new[] { (PlanId.New(), TaskKind.Corrective), (PlanId.New(), TaskKind.Indicator), (plan, TaskKind.Corrective), (plan, TaskKind.Indicator) }
                .Select(of => policies.For(of.Item1, of.Item2).MostExtensions));
        Assert.Equal(new TimeOnly(8, 0), policies.For(plan, TaskKind.Indicator).DigestAt);
        Assert.Equal(4, policies.In(new PolicyScope(plan, TaskKind.Growth)).MostExtensions);
        Assert.Equal(9, policies.With(new PolicyScope(plan, TaskKind.Growth), Standard with { MostExtensions = 9 }).For(plan, TaskKind.Growth).MostExtensions);
    }

    [Fact]
    public void What_is_withdrawn_gives_way_to_the_next_wider_one()
    {
        var plan = PlanId.New();
        var both = new PolicyScope(plan, TaskKind.Indicator);
        var kind = new PolicyScope(null, TaskKind.Indicator);
        var policies = new PoliciesInForce(new Dictionary<PolicyScope, DeadlinePolicy> { [kind] = Standard with { MostExtensions = 3 }, [both] = Standard with { MostExtensions = 5 } });

        var without = policies.With(both, null);

        Assert.Equal((3, 3), (without.For(plan, TaskKind.Indicator).MostExtensions, without.In(both).MostExtensions));
        Assert.Equal(Standard, without.With(kind, null).For(plan, TaskKind.Indicator));
        Assert.True(policies.MayBeWithdrawn(both, Everybody).Allowed);
        Assert.Equal([PolicyRules.OnlyWhatHoldsIsWithdrawn], without.MayBeWithdrawn(both, Everybody).Against);
        Assert.Equal([PolicyRules.ThePolicyOfAllStays], policies.MayBeWithdrawn(default, Everybody).Against);
        Assert.Equal([PolicyRules.SomebodyIsChairman], policies.MayBeWithdrawn(both, [Role.Coordinator]).Against);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void Soon_is_near(int days, bool allowed) => Assert.Equal(allowed, (Standard with { DueSoonWithin = days }).MayBePutInForce(Everybody).Allowed);

    [Fact]
    public void An_agency_that_said_nothing_lives_by_the_standard() =>
        Assert.Equal(Standard, new PoliciesInForce(new Dictionary<PolicyScope, DeadlinePolicy>()).For(PlanId.New(), TaskKind.Growth));

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    [InlineData(4, true, true)]
    [InlineData(6, true, false)]
    [InlineData(8, true, true)]
    public void The_chain_goes_up_step_by_step(int time, bool coordinators, bool chairman)
    {
        var policy = Standard with { CoordinatorAt = 2, EscalateAt = 4 };

        Assert.Equal((coordinators, chairman), (policy.TellsCoordinators(Rung.Overdue(time)), policy.TellsTheChairman(Rung.Overdue(time))));
        Assert.False(policy.TellsCoordinators(Rung.Ahead(time)) || policy.TellsTheChairman(Rung.Ahead(time)));
    }
}
