using Workflow.Domain.Tasks;
using Xunit;
using static Workflow.Domain.Tests.Tasks.ATask;

namespace Workflow.Domain.Tests.Tasks;

public sealed class PublishTaskTests
{
    [Fact]
    public void A_published_task_is_the_units_to_answer()
    {
        var task = In(RemediationTaskState.Draft);

        task.Publish(Coordinator, Now);

        Assert.Equal((RemediationTaskState.Assigned, Coordinator.PersonId, Now), (task.State, task.AssignedBy!.Value, task.AssignedAt!.Value));
        Assert.True(Assert.IsType<TaskAssigned>(Assert.Single(task.TakeEvents())).WithPlan);
    }

    [Fact]
    public void A_task_without_lead_and_deadline_is_refused_with_both_named()
    {
        var task = Draft(suggested: new Assignment(null, [], null));

        Assert.Equal([TaskRules.ATaskHasALead, TaskRules.ATaskHasADeadline], Assert.Throws<RuleBrokenException>(() => task.Publish(Coordinator, Now)).Rules);
    }

    [Fact]
    public void A_standing_duty_needs_no_deadline()
    {
        var task = Draft(TaskKind.Standing, new Assignment(Lead, [], null));

        task.Publish(Coordinator, Now);

        Assert.Equal(RemediationTaskState.Assigned, task.State);
    }
}
