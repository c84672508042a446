using CsCheck;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;
using Xunit;
using static Workflow.Domain.Tasks.RemediationTaskState;
using static Workflow.Domain.Tests.Deadlines.Calendars;
using static Workflow.Domain.Tests.Tasks.ATask;

namespace Workflow.Domain.Tests.Tasks;

/// <summary>The clock of a task stands still, and runs again; its deadline is set anew.</summary>
public sealed class SuspensionTests
{
    [Fact]
    public void A_stopped_clock_has_no_steps_and_what_was_planned_concerns_nobody()
    {
        var task = In(InProgress);
        Assert.NotEmpty(task.Steps(Now, Vietnamese, DeadlinePolicy.Standard));

        Suspend(task, Now);

        Assert.Empty(task.Steps(Now, Vietnamese, DeadlinePolicy.Standard));
        Assert.False(task.Concerns(Rung.Ahead(7), 1));
        Assert.False(task.Concerns(Rung.Ahead(7), task.DeadlineVersion));
    }

    [Theory]
    [InlineData("2024-09-09 16:00", "2024-09-09 17:00", 0, "2024-11-15")]
    [InlineData("2024-09-09 16:00", "2024-09-11 09:00", 2, "2024-11-19")]
    [InlineData("2024-09-13 16:00", "2024-09-16 09:00", 1, "2024-11-18")]
    [InlineData("2024-09-13 16:00", "2024-09-15 09:00", 0, "2024-11-15")]
    public void The_deadline_moves_by_the_working_days_it_stood_still(string stopped, string resumed, int days, string due)
    {
        var task = In(InProgress);

        Suspend(task, At(stopped));
        task.Resume(null, Coordinator, At(resumed), Vietnamese);

        Assert.Equal((InProgress, Day(due), DueOn), (task.State, task.DueOn!.Value, task.OriginalDueOn!.Value));
        Assert.Equal(days, Assert.IsType<TaskResumed>(task.TakeEvents()[^1]).WorkingDays);
        Assert.Null(task.SuspendedOn);
    }

    [Fact]
    public void However_long_it_stands_still_as_many_working_days_are_left_as_before() => Gen
        .Select(Gen.Int[0, 60], Gen.Int[0, 300], Gen.Bool)
        .Sample((start, length, before) =>
        {
            var task = Draft(suggested: new Assignment(Lead, [], new DueDate(Day("2024-11-15"), before ? DueKind.Before : DueKind.OnOrBefore)));
            task.Publish(Coordinator, Now);
            task.Accept(Head, Now);
            var stopped = Day("2024-09-09").AddDays(start);
            var resumed = stopped.AddDays(length);
            var left = Vietnamese.WorkingDaysBetween(stopped, task.LastGoodDay!.Value);

            Suspend(task, Vietnamese.At(stopped, new TimeOnly(9, 0)));
            task.Resume(null, Coordinator, Vietnamese.At(resumed, new TimeOnly(9, 0)), Vietnamese);

            return Vietnamese.WorkingDaysBetween(resumed, task.LastGoodDay!.Value) == left;
        });

    [Fact]
    public void It_needs_a_reason_and_what_shows_it() => Assert.Equal(
        [TaskRules.SuspendingNeedsAReason, TaskRules.SuspendingNeedsABasis],
        Assert.Throws<RuleBrokenException>(() => In(Accepted).Suspend(" ", "", Coordinator, Now, Vietnamese)).Rules);

    [Fact]
    public void A_file_shows_it_as_well_as_words_do_and_is_no_evidence_of_the_result()
    {
        var task = In(Accepted);
        var document = ATask.Evidence(task);

        task.Suspend("Chờ hướng dẫn.", " ", Coordinator, Now, Vietnamese, document);

        Assert.Equal((document.Title, 0), (task.SuspensionBasis, task.EvidenceCount));
        var documented = Assert.IsType<SuspensionDocumented>(task.TakeEvents()[^1]);
        Assert.Equal((document.Id, document.Title), (documented.EvidenceId, documented.Title));
    }

    [Fact]
    public void A_file_may_come_later_while_the_clock_stands_still_from_the_coordinator()
    {
        var task = In(Suspended);

        task.DocumentSuspension(ATask.Evidence(task), Coordinator, Now);

        Assert.IsType<SuspensionDocumented>(Assert.Single(task.TakeEvents()));
        Refused(TaskRules.OnlyTheCoordinatorDecides, () => task.DocumentSuspension(ATask.Evidence(task), Head, Now));
        task.Resume(null, Coordinator, Now, Vietnamese);
        Refused(TaskRules.OnlyASuspendedTaskIsResumed, () => task.DocumentSuspension(ATask.Evidence(task), Coordinator, Now));
    }

    [Fact]
    public void What_the_state_said_before_is_said_again_after()
    {
        var task = In(Returned);

        Suspend(task, Now);
        task.Resume(null, Coordinator, Now, Vietnamese);

        Assert.Equal((Returned, "Chưa đủ."), (task.State, task.StateReason));
    }

    [Fact]
    public void A_unit_that_had_not_answered_gets_its_whole_time_to_answer_anew()
    {
        var task = In(Assigned);
        Suspend(task, Now);

        task.Resume(null, Coordinator, At("2024-09-20 09:00"), Vietnamese);

        Assert.Contains(
            new LadderStep(Rung.AcceptanceDue, At("2024-09-24 07:30").ToUniversalTime()), task.Steps(At("2024-09-20 09:00"), Vietnamese, DeadlinePolicy.Standard));
    }

    [Fact]
    public void A_suspended_task_is_neither_assigned_nor_redated_before_it_goes_on()
    {
        var task = In(Suspended);

        Refused(TaskRules.ASuspendedTaskIsResumedFirst, () => task.Assign(To(Stranger), Coordinator, Now, Vietnamese));
        Refused(TaskRules.ASuspendedTaskIsResumedFirst, () => task.Redate(new DueDate(DueOn.AddDays(1), DueKind.OnOrBefore), "Vì.", Coordinator, Now, Vietnamese));
    }

    [Fact]
    public void Another_deadline_is_another_version_and_says_why()
    {
        var task = In(InProgress);

        Refused(TaskRules.RedatingChangesTheDeadline, () => Redate(task, DueOn));
        Refused(TaskRules.TheDeadlineLiesAhead, () => Redate(task, Day("2024-09-06")));
        Redate(task, DueOn.AddDays(-7));

        Assert.Equal((DueOn.AddDays(-7), DueOn, 2), (task.DueOn!.Value, task.OriginalDueOn!.Value, task.DeadlineVersion));
        Assert.Equal("Tỉnh yêu cầu.", Assert.IsType<TaskRedated>(Assert.Single(task.TakeEvents())).Reason);
    }

    [Fact]
    public void An_explanation_is_asked_once_answered_by_the_head_and_reminded_of_the_morning_after_its_last_day()
    {
        var task = In(InProgress);

        var asked = task.AskToExplain("Vì sao chậm?", Cast["chairman"], Now, Vietnamese, DeadlinePolicy.Standard);
        Refused(ExplanationRules.OneAtATime, () => task.AskToExplain(null, Coordinator, Now, Vietnamese, DeadlinePolicy.Standard));
        Assert.Equal(Day("2024-09-12"), asked.DueOn);
        Assert.Contains(new LadderStep(Rung.Explanation(1), At("2024-09-13 07:30").ToUniversalTime()), task.Steps(Now, Vietnamese, DeadlinePolicy.Standard));
        Refused(ExplanationRules.OnlyTheUnitHeadExplains, () => task.Explain(asked, "x", Officer, Now));
        Refused(ExplanationRules.AnAnswerSaysSomething, () => task.Explain(asked, " ", Head, Now));
        task.Explain(asked, "Chờ số liệu.", Head, Now);

        Assert.Equal("Chờ số liệu.", asked.Answer);
        Assert.False(task.Concerns(Rung.Explanation(1), task.DeadlineVersion));
        Refused(ExplanationRules.OnlyWhatIsAskedIsExplained, () => task.Explain(asked, "Nữa.", Head, Now));
    }

    private static void Suspend(RemediationTask task, DateTimeOffset at) =>
        task.Suspend("Chờ văn bản hướng dẫn của tỉnh.", "Công văn 12/SNV-CCHC", Coordinator, at, Vietnamese);

    private static void Redate(RemediationTask task, DateOnly on) =>
        task.Redate(new DueDate(on, DueKind.OnOrBefore), "Tỉnh yêu cầu.", Coordinator, Now, Vietnamese);

    private static void Refused(Rule rule, Action act) => Assert.Equal([rule], Assert.Throws<RuleBrokenException>(act).Rules);
}
