using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Deadlines;
using Xunit;
using static Workflow.Domain.Tests.Tasks.ATask;

namespace Workflow.Domain.Tests.Tasks;

public sealed class AssignTaskTests
{
    [Fact]
    public void A_draft_stays_a_draft_and_its_first_deadline_is_the_original_one()
    {
        var task = In(RemediationTaskState.Draft);

        Assign(task, To(Stranger, DueOn.AddDays(3)));

        Assert.Equal(RemediationTaskState.Draft, task.State);
        Assert.Equal(DueOn.AddDays(3), task.OriginalDueOn);
        Assert.Equal(1, task.DeadlineVersion);
        Assert.Empty(task.CoordinatingUnits);
    }

    [Fact]
    public void Another_deadline_leaves_the_work_going_and_keeps_the_original_one_in_mind()
    {
        var task = In(RemediationTaskState.InProgress);

        Assign(task, To(Lead, DueOn.AddDays(7), Helper));

        Assert.Equal(RemediationTaskState.InProgress, task.State);
        Assert.Equal(DueOn.AddDays(7), task.DueOn);
        Assert.Equal(DueOn, task.OriginalDueOn);
        Assert.Equal(2, task.DeadlineVersion);
        Assert.Equal(new DueDate(DueOn, DueKind.OnOrBefore), Assert.IsType<TaskRearranged>(Assert.Single(task.TakeEvents())).FormerDue);
    }

    [Fact]
    public void Another_unit_has_to_answer_anew()
    {
        var task = In(RemediationTaskState.InProgress);

        Assign(task, To(Stranger));

        var assigned = Assert.IsType<TaskAssigned>(Assert.Single(task.TakeEvents()));
        Assert.Equal((RemediationTaskState.Assigned, Stranger, Lead, false), (task.State, assigned.LeadUnitId, assigned.FormerLeadUnitId!.Value, assigned.WithPlan));
    }

    [Fact]
    public void A_declined_task_is_answered_anew_even_by_the_same_unit()
    {
        var task = In(RemediationTaskState.Declined);

        Assign(task, To(Lead));

        Assert.Equal((RemediationTaskState.Assigned, null), (task.State, task.StateReason));
        Assert.Null(Assert.IsType<TaskAssigned>(Assert.Single(task.TakeEvents())).FormerLeadUnitId);
    }

    [Fact]
    public void A_new_deadline_forgets_that_the_old_one_was_missed()
    {
        var task = In(RemediationTaskState.InProgress);
        task.Reach(Rung.Overdue(1), 1, DeadlinePolicy.Standard, Now);

        Assign(task, To(Lead, DueOn.AddDays(7)));

        Assert.False(task.FellOverdue);
    }

    [Fact]
    public void Before_a_day_makes_the_day_before_the_last_good_one()
    {
        var task = In(RemediationTaskState.Draft);

        Assign(task, new Assignment(Lead, [], new DueDate(DueOn, DueKind.Before)));

        Assert.Equal((DueOn, DueOn.AddDays(-1)), (task.DueOn!.Value, task.LastGoodDay!.Value));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var refused = Refused(() => Assign(In(RemediationTaskState.Draft), To(null, Calendars.Day("2024-09-08"))));
        Assert.Equal([TaskRules.ATaskHasALead, TaskRules.TheDeadlineLiesAhead], refused);

        refused = Refused(() => Assign(In(RemediationTaskState.Draft), To(Lead, DueOn, Lead)));
        Assert.Equal([TaskRules.TheLeadDoesNotCoordinateItself], refused);
    }

    [Fact]
    public void Today_is_still_a_good_day_and_before_today_is_not()
    {
        var today = Calendars.Day("2024-09-09");

        Assign(In(RemediationTaskState.Draft), To(Lead, today));

        Assert.Equal(
            [TaskRules.TheDeadlineLiesAhead],
            Refused(() => Assign(In(RemediationTaskState.Draft), new Assignment(Lead, [], new DueDate(today, DueKind.Before)))));
    }

    [Fact]
    public void A_result_that_waits_is_decided_first_and_an_ended_task_stays_as_it_is()
    {
        Assert.Equal([TaskRules.ASubmittedTaskIsDecidedFirst], Refused(() => Assign(In(RemediationTaskState.Submitted), To(Stranger))));
        Assert.Equal([TaskRules.AnEndedTaskStaysAsItIs], Refused(() => Assign(In(RemediationTaskState.Completed), To(Stranger))));
        Assert.Equal([TaskRules.AnEndedTaskStaysAsItIs], Refused(() => Assign(In(RemediationTaskState.Cancelled), To(Stranger))));
    }

    [Fact]
    public void Only_the_coordinator_assigns() =>
        Assert.Equal([TaskRules.OnlyTheCoordinatorDecides], Refused(() => In(RemediationTaskState.Draft).Assign(To(Lead), Head, Now, Calendars.Vietnamese)));

    private static void Assign(RemediationTask task, Assignment assignment) => task.Assign(assignment, Coordinator, Now, Calendars.Vietnamese);

    private static IReadOnlyList<Rule> Refused(Action act) => Assert.Throws<RuleBrokenException>(act).Rules;
}
