using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Deadlines;
using Xunit;
using static Workflow.Domain.Tests.Tasks.ATask;

namespace Workflow.Domain.Tests.Tasks;

public sealed class DecideTaskTests
{
    [Fact]
    public void A_verified_task_is_complete_from_the_day_it_was_handed_in()
    {
        var task = In(RemediationTaskState.Submitted);

        task.Verify("Đạt.", Coordinator, Now.AddDays(90));

        Assert.Equal((RemediationTaskState.Completed, Now.AddDays(90), Calendars.Day("2024-09-09")), (task.State, task.CompletedAt!.Value, task.SubmittedOn!.Value));
        Assert.Equal("Đạt.", Assert.IsType<TaskVerified>(Assert.Single(task.TakeEvents())).Note);
    }

    [Fact]
    public void A_coordinator_who_heads_the_unit_does_not_verify_what_they_handed_in()
    {
        var both = Of(Lead, Role.UnitHead, Role.Coordinator);
        var task = In(RemediationTaskState.InProgress);
        Attach(task, both);
        task.Submit(null, both, Now, Calendars.Vietnamese);

        Assert.Equal([TaskRules.NobodyVerifiesOwnWork], task.MayBeDecidedBy(both).Against);
        Assert.Equal([TaskRules.NobodyVerifiesOwnWork], Assert.Throws<RuleBrokenException>(() => task.Return("x", both, Now)).Rules);
        Assert.True(task.MayBeDecidedBy(Coordinator).Allowed);
    }

    [Fact]
    public void A_coordinator_who_reported_the_progress_does_not_verify_it_either()
    {
        var both = Of(Lead, Role.Officer, Role.Coordinator);
        var task = In(RemediationTaskState.Accepted);
        Report(task, both);
        Attach(task);
        task.Submit(null, Head, Now, Calendars.Vietnamese);

        Assert.Equal([TaskRules.NobodyVerifiesOwnWork], task.MayBeDecidedBy(both).Against);
    }

    [Fact]
    public void Only_what_was_handed_in_is_decided() =>
        Assert.Equal([TaskRules.OnlyASubmittedTaskIsDecided], In(RemediationTaskState.InProgress).MayBeDecidedBy(Coordinator).Against);

    [Fact]
    public void A_returned_task_counts_as_not_done()
    {
        var task = In(RemediationTaskState.Submitted);

        task.Return(" Thiếu biên bản. ", Coordinator, Now);

        Assert.Equal((RemediationTaskState.Returned, "Thiếu biên bản."), (task.State, task.StateReason));
        Assert.Null(task.SubmittedOn);
        Assert.Null(task.SubmittedBy);
        Assert.Null(task.SubmittedAt);
        Assert.True(task.AwaitsWork);
    }

    [Fact]
    public void Returning_and_cancelling_need_a_reason()
    {
        Assert.Equal([TaskRules.ReturningNeedsAReason], Assert.Throws<RuleBrokenException>(() => In(RemediationTaskState.Submitted).Return(" ", Coordinator, Now)).Rules);
        Assert.Equal([TaskRules.CancellingNeedsAReason], Assert.Throws<RuleBrokenException>(() => In(RemediationTaskState.Assigned).Cancel("", Coordinator, Now)).Rules);
    }

    [Fact]
    public void An_ended_task_is_not_cancelled() =>
        Assert.Equal([TaskRules.AnEndedTaskStaysAsItIs], In(RemediationTaskState.Completed).MayBeCancelledBy(Coordinator).Against);
}
