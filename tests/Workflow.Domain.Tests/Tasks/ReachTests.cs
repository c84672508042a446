using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;
using Xunit;
using static Workflow.Domain.Tasks.RemediationTaskState;
using static Workflow.Domain.Tests.Tasks.ATask;

namespace Workflow.Domain.Tests.Tasks;

/// <summary>A step of the ladder comes to a task.</summary>
public sealed class ReachTests
{
    public static TheoryData<RemediationTaskState, string, bool> EveryCase => new(
        from state in Enum.GetValues<RemediationTaskState>()
        from rung in new[] { "ACCEPT", "ACCEPT-LATE", "T-7", "T-0", "OVERDUE-1" }
        select (state, rung, rung.StartsWith("ACCEPT", StringComparison.Ordinal)
            ? state is Assigned
            : state is Assigned or Accepted or InProgress or Returned));

    [Theory]
    [MemberData(nameof(EveryCase))]
    public void A_step_concerns_whoever_still_owes_the_answer_or_the_result(RemediationTaskState state, string rung, bool concerns)
    {
        var task = In(state);

        Assert.Equal(concerns, Reach(task, rung));

        if (!concerns)
        {
            Assert.Empty(task.TakeEvents());
            Assert.False(task.FellOverdue);
        }
    }

    [Fact]
    public void A_step_of_an_older_deadline_comes_to_nothing()
    {
        var task = In(InProgress);
        task.Assign(To(Lead, DueOn.AddDays(7)), Coordinator, Now, Tests.Deadlines.Calendars.Vietnamese);

        Assert.False(task.Reach(Rung.Overdue(1), 1, DeadlinePolicy.Standard, Now));
        Assert.True(task.Reach(Rung.Overdue(1), 2, DeadlinePolicy.Standard, Now));
    }

    [Fact]
    public void A_task_falls_overdue_once()
    {
        var task = In(InProgress);

        Reach(task, "OVERDUE-1");
        Reach(task, "OVERDUE-2");

        Assert.True(task.FellOverdue);
        Assert.IsType<TaskFellOverdue>(Assert.Single(task.TakeEvents()));
    }

    [Fact]
    public void The_third_reminder_in_vain_goes_up_to_the_chairman_once()
    {
        var task = In(InProgress);

        for (var time = 1; time <= 7; time++)
        {
            Reach(task, $"OVERDUE-{time}");
        }

        Assert.Single(task.TakeEvents().OfType<TaskEscalated>());
    }

    [Fact]
    public void Silence_beyond_the_time_to_answer_is_an_event_of_its_own()
    {
        var task = In(Assigned);

        Reach(task, "ACCEPT-LATE");

        Assert.IsType<AcceptanceFellOverdue>(Assert.Single(task.TakeEvents()));
        Assert.False(task.FellOverdue);
    }

    private static bool Reach(RemediationTask task, string rung) => task.Reach(Rung.Parse(rung), task.DeadlineVersion, DeadlinePolicy.Standard, Now);
}
