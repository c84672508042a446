using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Deadlines;
using Xunit;
using static Workflow.Domain.Tests.Tasks.ATask;
using ATask = Workflow.Domain.Tests.Tasks.ATask;

namespace Workflow.Domain.Tests.Organization;

/// <summary>An officer stands in for a head.</summary>
public sealed class DelegationTests
{
    private static readonly DateOnly Today = Calendars.Day("2024-09-09");

    [Fact]
    public void It_holds_from_its_first_day_to_its_last_unless_revoked()
    {
        var delegation = Give();

        Assert.Equal([false, true, true, false], new[] { -1, 0, 4, 5 }.Select(days => delegation.Holds(Today.AddDays(days))));
        delegation.Revoke(Head, Now);
        Assert.False(delegation.Holds(Today));
        delegation.Revoke(Head, Now);
        Assert.Equal([typeof(DelegationGiven), typeof(DelegationRevoked)], delegation.TakeEvents().Select(happened => happened.GetType()));
    }

    [Fact]
    public void Only_a_head_lets_an_officer_of_the_own_unit_stand_in_for_days_to_come()
    {
        Refused(DelegationRules.OnlyAHeadDelegates, () => Give(by: Officer));
        Refused(DelegationRules.AnOfficerOfTheUnitStandsIn, () => Give(to: AnOfficer(Stranger)));
        Refused(DelegationRules.AnOfficerOfTheUnitStandsIn, () => Give(to: AnOfficer(Lead, active: false)));
        Refused(DelegationRules.ASpanHasAnEnd, () => Give(last: Today.AddDays(-1)));
        Refused(DelegationRules.ASpanLiesAhead, () => Give(first: Today.AddDays(-9), last: Today.AddDays(-1)));
        Refused(DelegationRules.OnlyWhoGaveItRevokes, () => Give().Revoke(Cast["head of another unit"], Now));
    }

    [Fact]
    public void Who_stands_in_accepts_in_the_head_s_place_and_it_is_recorded_for_whom()
    {
        var task = In(RemediationTaskState.Assigned);

        task.Accept(Officer with { Delegator = Head.PersonId }, Now);

        var accepted = Assert.IsType<TaskAccepted>(Assert.Single(task.TakeEvents()));
        Assert.Equal((Officer.PersonId, Head.PersonId), (accepted.By!.Value, accepted.OnBehalfOf!.Value));
    }

    private static Delegation Give(Actor? by = null, Person? to = null, DateOnly? first = null, DateOnly? last = null) =>
        Delegation.Give(by ?? Head, to ?? AnOfficer(Lead), first ?? Today, last ?? Today.AddDays(4), Today, Now);

    private static Person AnOfficer(UnitId unit, bool active = true) => new()
    {
        Id = PersonId.New(),
        AgencyId = ATask.Agency,
        UnitId = unit,
        FullName = "Lò Thị Mai",
        Position = "Chuyên viên",
        Email = "mai@example",
        Roles = [Role.Officer],
        Active = active,
    };

    private static void Refused(Rule rule, Action act) => Assert.Equal([rule], Assert.Throws<RuleBrokenException>(act).Rules);
}
