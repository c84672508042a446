using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class FrozenPlanTests
{
    private static readonly DateOnly June = new(2024, 6, 28);
    private static readonly DateOnly November = new(2024, 11, 29);

    [Fact]
    public void Every_task_brings_its_points_on_its_first_deadline() => Assert.Equal(
        [(June, 78.62m), (November, 79.12m)],
        FrozenPlan.Steps(78.12m, [[new(0.5m, 0.5m, June)], [new(0.5m, 0.5m, November)]]));

    [Fact]
    public void A_deduction_is_promised_once_whatever_tasks_share_it() => Assert.Equal(
        [(June, 79.02m), (November, 79.12m)],
        FrozenPlan.Steps(78.12m, [[new(1m, 0.9m, June), new(1m, 0.6m, November)]]));

    [Fact]
    public void Without_a_deadline_nothing_is_promised() => Assert.Empty(FrozenPlan.Steps(78.12m, [[new(0.5m, 0.5m, null)], []]));
}
