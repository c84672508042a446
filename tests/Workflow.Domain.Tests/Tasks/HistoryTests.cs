using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;
using Xunit;
using static Workflow.Domain.Tasks.RemediationTaskState;
using static Workflow.Domain.Tests.Deadlines.Calendars;
using static Workflow.Domain.Tests.Tasks.ATask;

namespace Workflow.Domain.Tests.Tasks;

/// <summary>Whatever people do to a task is told once, with who did it and what was said; and what a task keeps of it.</summary>
public sealed class HistoryTests
{
    private static readonly DeadlinePolicy Policy = DeadlinePolicy.Standard;
    private static readonly DueDate FirstDue = new(DueOn, DueKind.OnOrBefore);

    [Fact]
    public void A_draft_keeps_what_the_plan_says_of_it()
    {
        var (plan, deduction, other, former) = (PlanId.New(), DeductionId.New(), DeductionId.New(), RemediationTaskId.New());

        var task = RemediationTask.Draft(
            plan, Agency, 7, "Kiểm tra Đề án", TaskKind.Indicator, [new TaskDeduction { DeductionId = deduction, Points = 0.5m }, new TaskDeduction { DeductionId = other, Points = 0.25m }],
            80m, To(Lead, DueOn, Helper, Lead), (10, 46), former);

        Assert.Equal((plan, Agency, 7, "Kiểm tra Đề án", "kiem tra de an"), (task.PlanId, task.AgencyId, task.Number, task.Title, task.SearchText));
        Assert.Equal((0.75m, 80m, 10m, 46m, former), (task.Points, task.Target!.Value, task.BaseNumerator!.Value, task.BaseDenominator!.Value, task.CarriedFromId!.Value));
        Assert.Equal([deduction, other], task.Deductions.Select(share => share.DeductionId));
        Assert.Equal([Helper], task.CoordinatingUnits.Select(unit => unit.UnitId));
        Assert.Equal((FirstDue, DueOn, DueOn), (task.Due!.Value, task.OriginalDueOn!.Value, task.LastGoodDay!.Value));
        Assert.Empty(task.TakeEvents());
        Assert.Null(Draft(suggested: new Assignment(Lead, [], null)).Due);
    }

    [Fact]
    public void Units_that_help_already_stay_and_others_come_and_go()
    {
        var task = In(InProgress);
        var kept = task.CoordinatingUnits.Single();

        task.Assign(To(Lead, DueOn.AddDays(1), Helper, Stranger), Coordinator, Now, Vietnamese);
        Assert.Equal([Helper, Stranger], task.CoordinatingUnits.Select(unit => unit.UnitId));
        Assert.Same(kept, task.CoordinatingUnits.First());

        task.Assign(To(Lead, DueOn.AddDays(1), Stranger), Coordinator, Now, Vietnamese);
        Assert.Equal([Stranger], task.CoordinatingUnits.Select(unit => unit.UnitId));
    }

    [Fact]
    public void What_people_do_is_told_with_everything_they_said()
    {
        var task = In(Assigned);
        var (deputy, id, plan) = (Head with { Delegator = Head.PersonId }, task.Id, task.PlanId);

        task.Accept(deputy, Now);
        Told(task, new TaskAccepted(id, plan, Agency, Head.PersonId, Now) { OnBehalfOf = Head.PersonId });

        task.ReportProgress(40, null, null, " ", Officer, Now, 5, 3);
        Told(task, new TaskProgressReported(id, plan, Agency, 40, null, null, null, Officer.PersonId, Now) { Figure = 5, BaseFigure = 3 });

        var evidence = ATask.Evidence(task);
        task.Attach(evidence, Officer, Now);
        Told(task, new EvidenceAttached(id, plan, Agency, evidence.Id, "Báo cáo kết quả", Officer.PersonId, Now));
        Assert.Equal(1, task.EvidenceCount);

        task.Acknowledge(Head.PersonId, Now);
        Told(task, new ReminderAcknowledged(id, plan, Agency, Head.PersonId, Now));

        task.Submit(" Xong. ", deputy, Now, Vietnamese);
        Told(task, new TaskSubmitted(id, plan, Agency, "Xong.", Head.PersonId, Now) { OnBehalfOf = Head.PersonId });
        Assert.Equal(Now, task.SubmittedAt);

        task.Return("Thiếu.", Coordinator, Now);
        Told(task, new TaskReturned(id, plan, Agency, "Thiếu.", Coordinator.PersonId, Now));

        task.Cancel(" Bỏ. ", Coordinator, Now);
        Told(task, new TaskCancelled(id, plan, Agency, "Bỏ.", Coordinator.PersonId, Now));
        Assert.Equal((Cancelled, "Bỏ."), (task.State, task.StateReason));
    }

    [Fact]
    public void What_moves_the_deadline_is_told_with_both_days()
    {
        var task = In(Assigned);
        var (id, plan) = (task.Id, task.PlanId);

        task.Decline("Không đúng chức năng.", Stranger, DueOn.AddDays(5), Head, Now);
        Told(task, new TaskDeclined(id, plan, Agency, "Không đúng chức năng.", Stranger, DueOn.AddDays(5), Head.PersonId, Now));

        task.Assign(To(Stranger, DueOn), Coordinator, Now, Vietnamese);
        Told(task, new TaskAssigned(id, plan, Agency, Stranger, Lead, FirstDue, false, Coordinator.PersonId, Now));
        Assert.Null(task.ProposedUnitId);
        Assert.Null(task.ProposedDueOn);

        var later = FirstDue with { On = DueOn.AddDays(5) };
        task.Redate(later, " Tỉnh yêu cầu. ", Coordinator, Now, Vietnamese);
        Told(task, new TaskRedated(id, plan, Agency, FirstDue, later, "Tỉnh yêu cầu.", Coordinator.PersonId, Now));

        task.Suspend(" Chờ. ", " Công văn 12 ", Coordinator, Now, Vietnamese);
        Told(task, new TaskSuspended(id, plan, Agency, "Chờ.", "Công văn 12", Coordinator.PersonId, Now));
        Assert.Equal((Assigned, Day("2024-09-09"), "Chờ.", "Công văn 12"), (task.SuspendedFrom!.Value, task.SuspendedOn!.Value, task.SuspensionReason, task.SuspensionBasis));

        task.Resume(" Đã có. ", Coordinator, Now, Vietnamese);
        Told(task, new TaskResumed(id, plan, Agency, later, later, 0, "Đã có.", Coordinator.PersonId, Now));
        Assert.Equal((null, null, null), (task.SuspendedFrom, task.SuspensionReason, task.SuspensionBasis));
    }

    [Fact]
    public void Asking_for_time_is_told_and_so_is_the_answer()
    {
        var task = In(InProgress);
        var (id, plan, later) = (task.Id, task.PlanId, DueOn.AddDays(14));

        var first = task.AskForExtension(later, " Chờ số liệu. ", Head with { Delegator = Head.PersonId }, Now, Vietnamese, Policy);
        Told(task, new ExtensionRequested(id, plan, Agency, first.Id, DueOn, later, "Chờ số liệu.", Head.PersonId, Now) { OnBehalfOf = Head.PersonId });
        Assert.Equal((Agency, id, DueOn, later, "Chờ số liệu."), (first.AgencyId, first.TaskId, first.DueOn, first.NewDueOn, first.Reason));
        Assert.Equal((Head.PersonId, Now, null), (first.RequestedBy, first.RequestedAt, first.Granted));

        task.DecideExtension(first, approve: false, " Chưa đủ. ", Coordinator, Now, Vietnamese);
        Told(task, new ExtensionRefused(id, plan, Agency, first.Id, "Chưa đủ.", Coordinator.PersonId, Now));
        Assert.Equal((false, "Chưa đủ.", Coordinator.PersonId, Now), (first.Granted!.Value, first.DecisionReason, first.DecidedBy!.Value, first.DecidedAt!.Value));

        var second = task.AskForExtension(later, "Chờ số liệu.", Head, Now, Vietnamese, Policy);
        task.TakeEvents();
        task.DecideExtension(second, approve: true, " ", Coordinator, Now, Vietnamese);
        Told(task, new ExtensionGranted(id, plan, Agency, second.Id, FirstDue, FirstDue with { On = later }, null, Coordinator.PersonId, Now));
    }

    [Fact]
    public void A_request_waits_while_the_result_waits()
    {
        var task = In(InProgress);
        var request = task.AskForExtension(DueOn.AddDays(14), "Chờ số liệu.", Head, Now, Vietnamese, Policy);
        Attach(task);
        task.Submit(null, Head, Now, Vietnamese);

        Assert.Equal([TaskRules.ASubmittedTaskIsDecidedFirst], task.MayHaveItsExtensionDecidedBy(Coordinator, request).Against);
        Assert.Equal([ExtensionRules.OnlyAPendingRequestIsDecided], task.MayHaveItsExtensionDecidedBy(Coordinator, null).Against);
    }

    [Fact]
    public void Time_is_asked_for_by_the_head_of_work_that_has_a_deadline()
    {
        var today = Day("2024-09-09");
        var standing = Draft(TaskKind.Standing, new Assignment(Lead, [], null));
        standing.Publish(Coordinator, Now);
        standing.Accept(Head, Now);

        Assert.Equal([TaskRules.OnlyAnAcceptedTaskIsWorkedOn], In(Assigned).MayBeExtendedAtWishOf(Head, today, Policy).Against);
        Assert.Equal([ExtensionRules.OnlyTheUnitHeadAsks], In(Accepted).MayBeExtendedAtWishOf(Officer, today, Policy).Against);
        Assert.Equal([ExtensionRules.OnlyADeadlineIsExtended], standing.MayBeExtendedAtWishOf(Head, today, Policy).Against);
        Assert.Equal([0], In(Accepted).MayBeExtendedAtWishOf(Head, today, Policy with { MostExtensions = 0 }).Against.Single().Facts);
    }

    [Fact]
    public void A_standing_duty_without_a_deadline_is_stopped_and_goes_on_without_one()
    {
        var task = Draft(TaskKind.Standing, new Assignment(Lead, [], null));
        task.Publish(Coordinator, Now);
        task.Accept(Head, Now);
        Assert.Empty(task.Steps(Now, Vietnamese, Policy));
        task.Suspend("Chờ.", "Công văn 12", Coordinator, Now, Vietnamese);

        task.Resume(null, Coordinator, At("2024-09-20 09:00"), Vietnamese);

        Assert.Equal((Accepted, 3), (task.State, task.DeadlineVersion));
        Assert.Null(task.Due);
        Assert.Null(task.StepAfter(new LadderStep(Rung.Overdue(1), Now), 3, Vietnamese, Policy));
        task.Redate(FirstDue, "Có thời hạn.", Coordinator, Now, Vietnamese);
        Assert.Equal(DueOn, task.OriginalDueOn);
    }

    [Fact]
    public void An_explanation_is_told_when_asked_and_when_given()
    {
        var task = In(InProgress);
        var (id, plan, chairman) = (task.Id, task.PlanId, Cast["chairman"]);

        var asked = task.AskToExplain(" Vì sao? ", chairman, Now, Vietnamese, Policy);
        Told(task, new ExplanationAsked(id, plan, Agency, asked.Id, Day("2024-09-12"), "Vì sao?", chairman.PersonId, Now));
        Assert.Equal((Agency, id, "Vì sao?", chairman.PersonId, Now), (asked.AgencyId, asked.TaskId, asked.Question, asked.AskedBy!.Value, asked.AskedAt));

        task.Explain(asked, " Chờ. ", Head with { Delegator = Head.PersonId }, Now);
        Told(task, new ExplanationGiven(id, plan, Agency, asked.Id, "Chờ.", Head.PersonId, Now) { OnBehalfOf = Head.PersonId });
        Assert.Equal((Head.PersonId, Now), (asked.AnsweredBy!.Value, asked.AnsweredAt!.Value));
        Assert.Null(task.ExplanationDueOn);

        Assert.Null(task.AskToExplain(null, null, Now, Vietnamese, Policy).AskedBy);
    }

    [Fact]
    public void The_leadership_asks_to_explain_what_is_open()
    {
        Assert.Equal([ExplanationRules.OnlyTheLeadershipAsks], In(InProgress).MayBeAskedToExplainBy(Head).Against);
        Assert.Equal([ExplanationRules.OnlyOpenWorkIsExplained], In(Submitted).MayBeAskedToExplainBy(Coordinator).Against);
        Assert.All(new[] { "coordinator", "chairman" }, who => Assert.True(In(InProgress).MayBeAskedToExplainBy(Cast[who]).Allowed));
        Assert.Equal(
            [ExplanationRules.OnlyTheLeadershipAsks], Assert.Throws<RuleBrokenException>(() => In(InProgress).AskToExplain("?", Head, Now, Vietnamese, Policy)).Rules);
    }

    [Fact]
    public void An_explanation_that_is_owed_lapses_with_its_unit_or_its_task()
    {
        var (moved, kept, cancelled) = (Owing(), Owing(), Owing());

        moved.Assign(To(Stranger), Coordinator, Now, Vietnamese);
        kept.Assign(To(Lead, DueOn.AddDays(1)), Coordinator, Now, Vietnamese);
        cancelled.Cancel("Bỏ.", Coordinator, Now);

        Assert.Equal((null, Day("2024-09-12"), null), (moved.ExplanationDueOn, kept.ExplanationDueOn, cancelled.ExplanationDueOn));
        Assert.True(kept.Concerns(Rung.Explanation(1), kept.DeadlineVersion));
        Assert.Equal(Rung.Explanation(2), kept.StepAfter(new LadderStep(Rung.Explanation(1), Now), kept.DeadlineVersion, Vietnamese, Policy)!.Rung);
        Assert.Null(cancelled.StepAfter(new LadderStep(Rung.Explanation(1), Now), cancelled.DeadlineVersion, Vietnamese, Policy));

        static RemediationTask Owing()
        {
            var task = In(InProgress);
            task.AskToExplain(null, Coordinator, Now, Vietnamese, Policy);
            return task;
        }
    }

    [Fact]
    public void An_incident_is_told_and_withdrawn_once_for_a_reason()
    {
        var task = In(Accepted, TaskKind.Sustained);
        var on = Day("2024-09-09");

        var incident = task.RecordIncident(on, " Kỷ luật. ", 2024, Coordinator, Now, Vietnamese);
        Told(task, new IncidentRecorded(task.Id, task.PlanId, Agency, incident.Id, on, "Kỷ luật.", Coordinator.PersonId, Now));
        Assert.Equal((1, true, task.Id, Agency, on), (task.IncidentCount, incident.Counts, incident.TaskId, incident.AgencyId, incident.HappenedOn));
        Assert.Equal((Coordinator.PersonId, Now), (incident.RecordedBy, incident.RecordedAt));

        Refused(TaskRules.WithdrawingNeedsAReason, () => task.Withdraw(incident, " ", Coordinator, Now));
        task.Withdraw(incident, " Nhầm. ", Coordinator, Now);
        Told(task, new IncidentWithdrawn(task.Id, task.PlanId, Agency, incident.Id, on, "Nhầm.", Coordinator.PersonId, Now));
        Assert.Equal((0, false, "Nhầm.", Coordinator.PersonId), (task.IncidentCount, incident.Counts, incident.WithdrawnReason, incident.WithdrawnBy!.Value));
        Refused(TaskRules.AnIncidentIsWithdrawnOnce, () => task.Withdraw(incident, "Nữa.", Coordinator, Now));
    }

    [Theory]
    [InlineData("2023-12-31", false)]
    [InlineData("2024-01-01", true)]
    [InlineData("2024-09-09", true)]
    [InlineData("2024-09-10", false)]
    public void An_incident_happened_in_its_year_and_not_in_the_future(string on, bool may)
    {
        var task = In(Accepted, TaskKind.Sustained);

        if (may)
        {
            Assert.Equal(Day(on), task.RecordIncident(Day(on), "Kỷ luật.", 2024, Coordinator, Now, Vietnamese).HappenedOn);
        }
        else
        {
            var refused = Assert.Throws<RuleBrokenException>(() => task.RecordIncident(Day(on), "Kỷ luật.", 2024, Coordinator, Now, Vietnamese));
            Assert.Equal((TaskRules.AnIncidentHappenedInTheYear, 2024), (refused.Rules.Single(), refused.Rules.Single().Facts.Single()));
        }
    }

    [Fact]
    public void Incidents_are_recorded_by_the_coordinator_against_what_must_not_happen_again()
    {
        Assert.Equal([TaskRules.OnlyTheCoordinatorDecides], In(Accepted, TaskKind.Sustained).MayHaveIncidentsRecordedBy(Head).Against);
        Assert.All(
            new[] { In(Accepted), In(RemediationTaskState.Draft, TaskKind.Sustained), In(Cancelled, TaskKind.Sustained) },
            task => Assert.Equal([TaskRules.OnlyWhatMustNotRecurHasIncidents], task.MayHaveIncidentsRecordedBy(Coordinator).Against));
        Assert.True(In(Completed, TaskKind.Sustained).MayHaveIncidentsRecordedBy(Coordinator).Allowed);
        Refused(TaskRules.AnIncidentIsDescribed, () => In(Accepted, TaskKind.Sustained).RecordIncident(Day("2024-09-09"), " ", 2024, Coordinator, Now, Vietnamese));
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(null, -1)]
    public void Figures_of_a_year_are_not_negative(int? figure, int? baseFigure)
    {
        Refused(TaskRules.FiguresAreNotNegative, () => In(Accepted).ReportProgress(null, null, null, null, Head, Now, figure, baseFigure));
        In(Accepted).ReportProgress(null, null, null, null, Head, Now, 0, 0);
    }

    [Fact]
    public void The_numerator_may_be_nothing_or_the_whole()
    {
        var task = In(Accepted);
        task.ReportProgress(null, 0, 5, null, Head, Now);
        task.ReportProgress(null, 5, 5, null, Head, Now);

        Assert.Equal((5m, 5m), (task.Numerator!.Value, task.Denominator!.Value));
    }

    [Fact]
    public void Figures_of_a_year_stay_until_others_are_said()
    {
        var task = In(Accepted, TaskKind.Growth);
        task.ReportProgress(null, null, null, null, Head, Now, 5, 3);
        task.ReportProgress(10, null, null, null, Head, Now);
        Assert.Equal((5m, 3m), (task.Figure!.Value, task.BaseFigure!.Value));

        task.ReportProgress(null, null, null, null, Head, Now, 6, 4);
        Assert.Equal((6m, 4m, 10), (task.Figure!.Value, task.BaseFigure!.Value, task.Percent!.Value));
    }

    [Fact]
    public void Growth_needs_the_figures_of_both_years_and_an_indicator_both_of_its_own()
    {
        var growth = In(Accepted, TaskKind.Growth);
        growth.ReportProgress(null, null, null, null, Head, Now, 5);
        Attach(growth);
        Assert.Equal([TaskRules.SubmissionNeedsBothYears], growth.MissingForSubmission());

        var counted = In(Accepted);
        counted.ReportProgress(null, 1, 2, null, Head, Now);
        Attach(counted);
        Assert.Empty(counted.MissingForSubmission());
    }

    [Fact]
    public void While_a_result_waits_its_ladder_goes_on_and_an_ended_task_has_none()
    {
        Assert.NotEmpty(In(Submitted).Steps(Now, Vietnamese, Policy));
        Assert.NotNull(In(Submitted).StepAfter(new LadderStep(Rung.Overdue(1), Now), 1, Vietnamese, Policy));
        Assert.Null(In(Submitted).StepAfter(new LadderStep(Rung.Overdue(1), Now), 2, Vietnamese, Policy));
        Assert.Null(In(InProgress).StepAfter(new LadderStep(Rung.Ahead(3), Now), 1, Vietnamese, Policy));
        Assert.All(new[] { RemediationTaskState.Draft, Declined, Completed, Cancelled, Suspended }, state => Assert.Empty(In(state).Steps(Now, Vietnamese, Policy)));
        Assert.Null(In(Completed).StepAfter(new LadderStep(Rung.Overdue(1), Now), 1, Vietnamese, Policy));
    }

    [Fact]
    public void Steps_to_an_answer_that_have_come_do_not_come_again()
    {
        var task = In(Assigned);

        Assert.Equal(["ACCEPT", "ACCEPT-LATE"], Answers(Now));
        Assert.Equal(["ACCEPT-LATE"], Answers(At("2024-09-11 07:30")));
        Assert.Empty(Answers(At("2024-09-12 07:30")));

        IEnumerable<string> Answers(DateTimeOffset from) => task.Steps(from, Vietnamese, Policy).Where(step => step.Rung.ConcernsAcceptance).Select(step => step.Rung.ToString());
    }

    [Fact]
    public void What_is_redated_is_open_and_what_is_stopped_owes_something()
    {
        Assert.Equal([TaskRules.OnlyOpenWorkIsRedated], In(RemediationTaskState.Draft).MayBeRedatedBy(Coordinator).Against);
        Assert.Equal([TaskRules.OnlyTheCoordinatorDecides], In(InProgress).MayBeRedatedBy(Head).Against);
        Assert.Equal([TaskRules.OnlyOpenWorkIsSuspended], In(Submitted).MayBeSuspendedBy(Coordinator).Against);
        Assert.Equal([TaskRules.AnEndedTaskStaysAsItIs], In(Completed).MayBeSuspendedBy(Coordinator).Against);
        Assert.Equal([TaskRules.OnlyTheCoordinatorDecides], In(InProgress).MayBeSuspendedBy(Head).Against);
        Assert.Equal([TaskRules.OnlyASuspendedTaskIsResumed], In(InProgress).MayBeResumedBy(Coordinator).Against);
        Assert.Equal([TaskRules.OnlyTheCoordinatorDecides], In(Suspended).MayBeResumedBy(Head).Against);
        Assert.Equal([TaskRules.OnlyTheCoordinatorDecides], In(InProgress).MayBeCancelledBy(Head).Against);
        Assert.Equal([TaskRules.OnlyTheCoordinatorDecides], In(Submitted).MayBeDecidedBy(Head).Against);
    }

    [Fact]
    public void Today_is_a_day_to_redate_to_and_a_missed_deadline_stays_missed_by_an_earlier_one()
    {
        var task = In(InProgress);
        task.Reach(Rung.Overdue(1), 1, Policy, Now);
        task.Redate(new DueDate(Day("2024-09-09"), DueKind.OnOrBefore), "Gấp.", Coordinator, Now, Vietnamese);

        Assert.False(task.FellOverdue);
        Refused(TaskRules.RedatingNeedsAReason, () => task.Redate(FirstDue, " ", Coordinator, Now, Vietnamese));
    }

    private static void Told(RemediationTask task, IDomainEvent happened) => Assert.Equal(happened, Assert.Single(task.TakeEvents()));

    private static void Refused(Rule rule, Action act) => Assert.Equal([rule], Assert.Throws<RuleBrokenException>(act).Rules);
}
