using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Deadlines;
using Xunit;
using static Workflow.Domain.Tests.Tasks.ATask;

namespace Workflow.Domain.Tests.Tasks;

public sealed class SubmitTaskTests
{
    public static TheoryData<TaskKind, string[]> Demanded => new()
    {
        { TaskKind.Corrective, ["task.progress-missing", "task.evidence-missing"] },
        { TaskKind.Indicator, ["task.figures-missing", "task.evidence-missing"] },
        { TaskKind.Sustained, ["task.progress-missing", "task.evidence-missing"] },
        { TaskKind.Growth, ["task.both-years-missing", "task.evidence-missing"] },
        { TaskKind.Reporting, ["task.progress-missing", "task.evidence-missing"] },
        { TaskKind.Standing, ["task.progress-missing"] },
    };

    [Theory]
    [MemberData(nameof(Demanded))]
    public void A_result_that_lacks_what_its_kind_demands_is_refused_with_every_piece_named(TaskKind kind, string[] missing)
    {
        var task = In(RemediationTaskState.Accepted, kind);

        var refused = Assert.Throws<RuleBrokenException>(() => task.Submit(null, Head, Now, Calendars.Vietnamese));

        Assert.Equal(missing, refused.Rules.Select(rule => rule.Code));
        Assert.Equal(RemediationTaskState.Accepted, task.State);
    }

    [Theory]
    [MemberData(nameof(Demanded))]
    public void With_every_piece_there_it_is_handed_in(TaskKind kind, string[] missing)
    {
        Assert.NotEmpty(missing);
        var task = In(RemediationTaskState.InProgress, kind);
        Attach(task);

        task.Submit("Kính đề nghị xác nhận.", Head, Now, Calendars.Vietnamese);

        Assert.Equal((RemediationTaskState.Submitted, Head.PersonId, Calendars.Day("2024-09-09")), (task.State, task.SubmittedBy!.Value, task.SubmittedOn!.Value));
    }

    [Fact]
    public void A_percentage_does_not_stand_in_for_the_figures_of_an_indicator()
    {
        var task = In(RemediationTaskState.Accepted, TaskKind.Indicator);
        task.ReportProgress(100, null, null, null, Head, Now);
        Attach(task);

        Assert.Equal([TaskRules.SubmissionNeedsFigures], task.MissingForSubmission());
    }

    [Fact]
    public void The_day_of_handing_in_is_the_day_in_Hanoi()
    {
        var task = In(RemediationTaskState.InProgress);
        Attach(task);

        task.Submit(null, Head, Calendars.At("2024-11-15 23:59"), Calendars.Vietnamese);

        Assert.Equal(DueOn, task.SubmittedOn);
    }

    [Fact]
    public void Only_the_head_hands_in() =>
        Assert.Equal([TaskRules.OnlyTheHeadOfTheLeadUnitSubmits], In(RemediationTaskState.InProgress).MayBeSubmittedBy(Officer).Against);

    [Fact]
    public void Evidence_comes_from_the_units_of_the_task_and_only_while_it_is_in_work()
    {
        Assert.Equal([TaskRules.OnlyTheUnitsOfATaskAttachEvidence], In(RemediationTaskState.InProgress).MayReceiveEvidenceFrom(Cast["head of another unit"]).Against);
        Assert.Equal([TaskRules.OnlyAnAcceptedTaskIsWorkedOn], In(RemediationTaskState.Assigned).MayReceiveEvidenceFrom(Head).Against);
        Assert.Equal([TaskRules.OnlyAnAcceptedTaskIsWorkedOn], In(RemediationTaskState.Submitted).MayReceiveEvidenceFrom(Head).Against);
    }
}
