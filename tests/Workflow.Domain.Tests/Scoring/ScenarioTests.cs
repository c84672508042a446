using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tests.Tasks;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class ScenarioTests
{
    private static readonly PlanId Plan = PlanId.New();
    private static readonly Guid Task = Guid.CreateVersion7();
    private static readonly Actor Maker = ATask.Officer;
    private static readonly DateTimeOffset Later = ATask.Now.AddDays(1);

    [Fact]
    public void It_keeps_what_is_supposed_what_came_out_and_who_supposed_it()
    {
        SupposedIndicator indicator = new(Guid.CreateVersion7(), 30, 46);

        var scenario = Scenario.Of(Plan, "  Hoàn thành quý III ", [Task, Task], [indicator], (78.1m, 84.2m, 90.3m), Maker, ATask.Now);

        Assert.Equal((Plan, "Hoàn thành quý III", ATask.Agency), (scenario.PlanId, scenario.Name, scenario.AgencyId));
        Assert.Equal([Task], scenario.Completed);
        Assert.Equal([indicator], scenario.Indicators);
        Assert.Equal((78.1m, 84.2m, 90.3m), (scenario.Secured, scenario.Expected, scenario.Ceiling));
        Assert.Equal((Maker.PersonId, ATask.Now), (scenario.MadeBy, scenario.MadeAt));
        Assert.Equal(new ScenarioSaved(Plan, ATask.Agency, "Hoàn thành quý III", Maker.PersonId, ATask.Now), Assert.Single(scenario.TakeEvents()));
    }

    [Fact]
    public void A_task_or_an_indicator_alone_is_enough_to_suppose()
    {
        Assert.Empty(Scenario.Of(Plan, "a", [Task], [], default, Maker, ATask.Now).Indicators);
        Assert.Empty(Scenario.Of(Plan, "a", [], [new SupposedIndicator(Task, 1, 2)], default, Maker, ATask.Now).Completed);
        Refused(ScenarioRules.AScenarioSupposesSomething, () => Scenario.Of(Plan, "a", [], [], default, Maker, ATask.Now));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public void Without_a_name_it_is_refused(string? name)
    {
        Refused(ScenarioRules.AScenarioHasAName, () => Scenario.Of(Plan, name, [Task], [], default, Maker, ATask.Now));
        Refused(ScenarioRules.AScenarioHasAName, () => AScenario().Rename(name, Maker, Later));
    }

    [Fact]
    public void A_name_has_at_most_120_letters_and_whoever_writes_more_is_told_so()
    {
        Assert.Equal(120, Scenario.Of(Plan, new string('a', 120) + " ", [Task], [], default, Maker, ATask.Now).Name.Length);

        var refused = Assert.Throws<RuleBrokenException>(() => Scenario.Of(Plan, new string('a', 121), [Task], [], default, Maker, ATask.Now));

        Assert.Equal([120], Assert.Single(refused.Rules).Facts);
    }

    [Fact]
    public void Its_maker_and_the_coordinator_change_it_and_nobody_else()
    {
        var scenario = AScenario();

        Assert.True(scenario.MayBeChangedBy(Maker).Allowed);
        Assert.True(scenario.MayBeChangedBy(ATask.Coordinator).Allowed);
        Assert.Equal([ScenarioRules.OnlyItsMakerOrTheCoordinatorChangesIt], scenario.MayBeChangedBy(ATask.Head).Against);
        Refused(ScenarioRules.OnlyItsMakerOrTheCoordinatorChangesIt, () => scenario.Rename("b", ATask.Head, Later));
        Refused(ScenarioRules.OnlyItsMakerOrTheCoordinatorChangesIt, () => scenario.Delete(ATask.Head, Later));
        Assert.Equal("a", scenario.Name);
        Assert.Empty(scenario.TakeEvents());
    }

    [Fact]
    public void Renamed_it_tells_both_names()
    {
        var scenario = AScenario();

        scenario.Rename(" b ", ATask.Coordinator, Later);

        Assert.Equal("b", scenario.Name);
        Assert.Equal(new ScenarioRenamed(Plan, ATask.Agency, "a", "b", ATask.Coordinator.PersonId, Later), Assert.Single(scenario.TakeEvents()));
    }

    [Fact]
    public void Deleted_it_says_that_it_goes()
    {
        var scenario = AScenario();

        scenario.Delete(Maker, Later);

        Assert.Equal(new ScenarioDeleted(Plan, ATask.Agency, "a", Maker.PersonId, Later), Assert.Single(scenario.TakeEvents()));
    }

    private static Scenario AScenario()
    {
        var scenario = Scenario.Of(Plan, "a", [Task], [], default, Maker, ATask.Now);
        scenario.TakeEvents();
        return scenario;
    }

    private static void Refused(Rule rule, Action act) => Assert.Equal([rule], Assert.Throws<RuleBrokenException>(act).Rules);
}
