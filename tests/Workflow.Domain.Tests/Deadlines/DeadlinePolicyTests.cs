using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Tasks;
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

    public static TheoryData<string, DeadlinePolicy> AtTheEdge => new()
    {
        { "the longest ladder", Standard with { Ladder = [250, 0] } },
        { "a day to answer", Standard with { AcceptanceWindow = 1 } },
        { "thirty days to answer", Standard with { AcceptanceWindow = 30 } },
        { "repeats every day", Standard with { OverdueEvery = 1 } },
        { "repeats every sixty days", Standard with { OverdueEvery = 60 } },
        { "coordinators with the first", Standard with { CoordinatorAt = 1 } },
        { "the chairman with the twentieth", Standard with { EscalateAt = 20 } },
        { "both with the twentieth", Standard with { CoordinatorAt = 20, EscalateAt = 20 } },
        { "a day to explain", Standard with { ExplanationWindow = 1 } },
        { "thirty days to explain", Standard with { ExplanationWindow = 30 } },
        { "no extension", Standard with { MostExtensions = 0 } },
        { "twenty extensions", Standard with { MostExtensions = 20 } },
        { "a minute to send", Standard with { QuietFrom = Standard.DigestAt.AddMinutes(1) } },
        { "one office day", Standard with { OfficeDays = [DayOfWeek.Saturday, DayOfWeek.Friday] } },
    };

    [Theory]
    [MemberData(nameof(AtTheEdge))]
    public void A_policy_at_the_edge_of_what_may_be_is_put_in_force(string what, DeadlinePolicy policy) => Assert.True(policy.MayBePutInForce(Everybody).Allowed, what);

    public static TheoryData<string, DeadlinePolicy, Rule, int> JustBeyond => new()
    {
        { "answer", Standard with { AcceptanceWindow = 31 }, PolicyRules.ThereIsTimeToAnswer, 30 },
        { "repeats", Standard with { OverdueEvery = -1 }, PolicyRules.RepeatsHaveADistance, 60 },
        { "the chairman", Standard with { EscalateAt = 21 }, PolicyRules.StepsAreNumbered, 20 },
        { "explain", Standard with { ExplanationWindow = 31 }, PolicyRules.ThereIsTimeToExplain, 30 },
        { "extensions", Standard with { MostExtensions = 21 }, PolicyRules.ExtensionsAreCounted, 20 },
        { "the ladder", Standard with { Ladder = [3, 251] }, PolicyRules.ALadderHasDays, 250 },
    };

    [Theory]
    [MemberData(nameof(JustBeyond))]
    public void Just_beyond_the_edge_the_refusal_says_where_it_lies(string what, DeadlinePolicy policy, Rule rule, int edge)
    {
        var against = policy.MayBePutInForce(Everybody).Against.Single(refused => refused == rule);

        Assert.True(against.Facts is [int said] && said == edge, what);
    }

    [Fact]
    public void Without_repeats_nobody_is_told_after_the_first_step()
    {
        Assert.Equal([PolicyRules.AnEscalationIsReached], (Standard with { OverdueEvery = 0, CoordinatorAt = 1, EscalateAt = 2 }).MayBePutInForce(Everybody).Against);
        Assert.Equal(2, (Standard with { OverdueEvery = 0, CoordinatorAt = 2, EscalateAt = 1 }).MayBePutInForce(Everybody).Against.Count);
    }

    public static TheoryData<string, DeadlinePolicy> Different => new()
    {
        { "ladder", Standard with { Ladder = [14, 7, 3, 1] } },
        { "office days", Standard with { OfficeDays = [DayOfWeek.Monday] } },
        { "time to answer", Standard with { AcceptanceWindow = 5 } },
        { "repeats", Standard with { OverdueEvery = 5 } },
        { "coordinator", Standard with { CoordinatorAt = 2 } },
        { "chairman", Standard with { EscalateAt = 5 } },
        { "time to explain", Standard with { ExplanationWindow = 5 } },
        { "extensions", Standard with { MostExtensions = 5 } },
        { "due soon", Standard with { DueSoonWithin = 5 } },
        { "digest", Standard with { DigestAt = new TimeOnly(8, 0) } },
        { "quiet", Standard with { QuietFrom = new TimeOnly(20, 0) } },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public void Policies_that_differ_in_anything_differ(string what, DeadlinePolicy other)
    {
        Assert.False(Standard.Equals(other), what);
        Assert.False(Standard.Equals(null));
    }

    [Fact]
    public void Policies_that_say_the_same_are_the_same()
    {
        var same = Standard with { Ladder = [14, 7, 3, 1, 0], OfficeDays = [.. Standard.OfficeDays] };

        Assert.Equal(Standard, same);
        Assert.Equal(Standard.GetHashCode(), same.GetHashCode());
    }

    [Fact]
    public void In_the_hours_of_another_only_the_hours_are_the_others()
    {
        var general = new DeadlinePolicy { DigestAt = new TimeOnly(8, 0), QuietFrom = new TimeOnly(16, 0), OfficeDays = [DayOfWeek.Monday], MostExtensions = 9, AcceptanceWindow = 9 };

        Assert.Equal(
            Standard with { MostExtensions = 4, DigestAt = new TimeOnly(8, 0), QuietFrom = new TimeOnly(16, 0), OfficeDays = [DayOfWeek.Monday] },
            (Standard with { MostExtensions = 4 }).InTheHoursOf(general));
    }

    [Theory]
    [InlineData("2024-05-03", true)]
    [InlineData("2024-05-04", true)]
    [InlineData("2024-05-05", false)]
    [InlineData("2024-05-01", false)]
    [InlineData("2024-05-06", false)]
    public void An_office_day_is_a_worked_day_of_the_week_that_is_said_or_a_made_up_day(string day, bool office) =>
        Assert.Equal(office, (Standard with { OfficeDays = [DayOfWeek.Wednesday, DayOfWeek.Friday, DayOfWeek.Sunday] }).IsOfficeDay(Calendars.Day(day), Calendars.Vietnamese));

    [Fact]
    public void Put_in_force_a_policy_is_an_edition_of_its_scope_and_the_latest_edition_holds()
    {
        var actor = ATask.Coordinator;
        var scope = new PolicyScope(PlanId.New(), TaskKind.Growth);

        var edition = PolicyEdition.PutInForce(scope, 2, Standard with { MostExtensions = 2 }, Everybody, actor, ATask.Now);

        Assert.Equal((scope, 2, 2), (edition.Scope, edition.Number, edition.Terms!.MostExtensions));
        Assert.Equal((actor.AgencyId, actor.PersonId, ATask.Now), (edition.AgencyId, edition.SavedBy, edition.SavedAt));
        Assert.Equal(new DeadlinePolicySaved(edition.Id, actor.AgencyId, 2, scope, actor.PersonId, ATask.Now), Assert.Single(edition.TakeEvents()));
        var former = PolicyEdition.PutInForce(scope, 1, Standard with { MostExtensions = 1 }, Everybody, actor, ATask.Now);
        Assert.Equal(2, PoliciesInForce.Of([former, edition]).For(scope.PlanId!.Value, TaskKind.Growth).MostExtensions);
        Assert.Throws<RuleBrokenException>(() => PolicyEdition.PutInForce(scope, 3, Standard with { AcceptanceWindow = 0 }, Everybody, actor, ATask.Now));
    }

    [Fact]
    public void A_scope_covers_what_it_names_and_a_plan_is_narrower_than_a_kind()
    {
        var plan = PlanId.New();
        PolicyScope general = default, kind = new(null, TaskKind.Growth), ofPlan = new(plan, null), both = new(plan, TaskKind.Growth);

        Assert.Equal([0, 1, 2, 3], new[] { general, kind, ofPlan, both }.Select(scope => scope.Narrowness));
        Assert.Equal([true, false, false, false], new[] { general, kind, ofPlan, both }.Select(scope => scope.IsGeneral));
        Assert.Equal([true, true, true, true], new[] { general, kind, ofPlan, both }.Select(scope => scope.Covers(plan, TaskKind.Growth)));
        Assert.Equal([true, false, true, false], new[] { general, kind, ofPlan, both }.Select(scope => scope.Covers(plan, TaskKind.Indicator)));
        Assert.Equal([true, true, false, false], new[] { general, kind, ofPlan, both }.Select(scope => scope.Covers(PlanId.New(), TaskKind.Growth)));
    }

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
