using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;
using Xunit;
using static Workflow.Domain.Tasks.RemediationTaskState;
using static Workflow.Domain.Tests.Deadlines.Calendars;
using static Workflow.Domain.Tests.Tasks.ATask;

namespace Workflow.Domain.Tests.Tasks;

/// <summary>A unit asks for more time, and the coordinator decides.</summary>
public sealed class ExtensionTests
{
    private static readonly DateOnly Later = DueOn.AddDays(14);

    [Fact]
    public void Asking_changes_no_deadline_and_granting_keeps_the_first_one_beside_the_new()
    {
        var task = In(InProgress);

        var request = Ask(task);
        Assert.Equal((DueOn, 1, request.Id), (task.DueOn!.Value, task.DeadlineVersion, task.PendingExtensionId!.Value));
        Decide(task, request, approve: true);

        Assert.Equal((Later, DueOn, 2, 1), (task.DueOn!.Value, task.OriginalDueOn!.Value, task.DeadlineVersion, task.ExtensionsGranted));
        Assert.Null(task.PendingExtensionId);
        Assert.True(request.Granted);
        Assert.Equal(
            [typeof(ExtensionRequested), typeof(ExtensionGranted)], task.TakeEvents().Select(happened => happened.GetType()));
    }

    [Fact]
    public void A_refusal_says_why_and_leaves_the_deadline_and_the_number_of_extensions_alone()
    {
        var task = In(InProgress);
        var request = Ask(task);

        Refused(ExtensionRules.RefusingNeedsAReason, () => Decide(task, request, approve: false));
        Decide(task, request, approve: false, "Không có lý do khách quan.");

        Assert.Equal((DueOn, 1, 0, false), (task.DueOn!.Value, task.DeadlineVersion, task.ExtensionsGranted, request.Granted!.Value));
        Assert.IsType<ExtensionRefused>(task.TakeEvents()[^1]);
        Ask(task);
    }

    [Theory]
    [InlineData("2024-11-15 23:59", true)]
    [InlineData("2024-11-16 00:00", false)]
    public void It_is_asked_before_the_deadline_is_over(string now, bool allowed)
    {
        var task = In(InProgress);

        if (allowed)
        {
            Ask(task, at: At(now));
        }
        else
        {
            Refused(ExtensionRules.ItIsAskedBeforeExpiry, () => Ask(task, at: At(now)));
        }
    }

    [Fact]
    public void One_request_waits_at_a_time_and_so_many_are_granted_as_the_policy_says()
    {
        var task = In(InProgress);
        var first = Ask(task);
        Refused(ExtensionRules.OneRequestAtATime, () => Ask(task));
        Decide(task, first, approve: true);

        Refused(ExtensionRules.SoManyAreGranted, () => Ask(task, Later.AddDays(7)));
        Assert.Equal(Later.AddDays(7), Ask(task, Later.AddDays(7), policy: DeadlinePolicy.Standard with { MostExtensions = 2 }).NewDueOn);
    }

    [Fact]
    public void Every_missing_piece_is_named_at_once() => Assert.Equal(
        [ExtensionRules.TheNewDayIsLater, ExtensionRules.AskingNeedsAReason],
        Assert.Throws<RuleBrokenException>(() => In(InProgress).AskForExtension(DueOn, " ", Head, Now, Vietnamese, DeadlinePolicy.Standard)).Rules);

    [Fact]
    public void A_task_that_fell_overdue_while_it_waited_is_in_time_again_once_it_is_granted()
    {
        var task = In(InProgress);
        var request = Ask(task);
        task.Reach(Rung.Overdue(1), 1, DeadlinePolicy.Standard, At("2024-11-18 07:30"));
        Assert.True(task.FellOverdue);

        Decide(task, request, approve: true, at: At("2024-11-18 09:00"));

        Assert.False(task.FellOverdue);
    }

    [Fact]
    public void A_day_that_has_passed_meanwhile_is_not_granted_any_more()
    {
        var task = In(InProgress);
        var request = Ask(task);

        Refused(TaskRules.TheDeadlineLiesAhead, () => Decide(task, request, approve: true, at: At("2024-12-02 09:00")));
        Decide(task, request, approve: false, "Đã quá ngày đề nghị.", At("2024-12-02 09:00"));
    }

    [Fact]
    public void A_request_lapses_when_the_task_is_verified_cancelled_or_goes_to_another_unit()
    {
        var verified = In(Submitted);
        var cancelled = In(InProgress);
        var moved = In(InProgress);
        var requests = new[] { cancelled, moved }.Select(task => (Task: task, Request: Ask(task))).ToList();

        verified.Verify(null, Coordinator, Now);
        cancelled.Cancel("Không cần nữa.", Coordinator, Now);
        moved.Assign(To(Stranger), Coordinator, Now, Vietnamese);

        Assert.All(requests, pair => Refused(ExtensionRules.OnlyAPendingRequestIsDecided, () => Decide(pair.Task, pair.Request, approve: true)));
    }

    [Fact]
    public void Nobody_decides_their_own_request_and_nobody_but_the_coordinator_any()
    {
        var both = Of(Lead, Role.UnitHead, Role.Coordinator);
        var task = In(InProgress);
        var request = task.AskForExtension(Later, "Chờ số liệu.", both, Now, Vietnamese, DeadlinePolicy.Standard);

        Refused(ExtensionRules.NobodyDecidesTheirOwn, () => task.DecideExtension(request, true, null, both, Now, Vietnamese));
        Refused(TaskRules.OnlyTheCoordinatorDecides, () => task.DecideExtension(request, true, null, Head, Now, Vietnamese));
        Decide(task, request, approve: true);
    }

    private static ExtensionRequest Ask(RemediationTask task, DateOnly? to = null, DateTimeOffset? at = null, DeadlinePolicy? policy = null) =>
        task.AskForExtension(to ?? Later, "Chờ số liệu của tỉnh.", Head, at ?? Now, Vietnamese, policy ?? DeadlinePolicy.Standard);

    private static void Decide(RemediationTask task, ExtensionRequest request, bool approve, string? reason = null, DateTimeOffset? at = null) =>
        task.DecideExtension(request, approve, reason, Coordinator, at ?? Now, Vietnamese);

    private static void Refused(Rule rule, Action act) => Assert.Equal([rule], Assert.Throws<RuleBrokenException>(act).Rules);
}
