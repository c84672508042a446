using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Deadlines;
using Xunit;
using static Workflow.Domain.Tests.Tasks.ATask;

namespace Workflow.Domain.Tests.Tasks;

public sealed class AnswerTaskTests
{
    [Fact]
    public void The_head_of_the_lead_unit_takes_it_on()
    {
        var task = In(RemediationTaskState.Assigned);

        task.Accept(Head, Now);

        Assert.Equal(Head.PersonId, Assert.IsType<TaskAccepted>(Assert.Single(task.TakeEvents())).By);
    }

    [Fact]
    public void Anyone_else_is_refused_and_the_reason_is_that_they_are_not_the_head()
    {
        Assert.Equal([TaskRules.OnlyTheUnitHeadAnswers], In(RemediationTaskState.Assigned).MayBeAnsweredBy(Officer).Against);
        Assert.Equal([TaskRules.OnlyTheUnitHeadAnswers], In(RemediationTaskState.Assigned).MayBeAnsweredBy(Of(null, Role.UnitHead)).Against);
    }

    [Fact]
    public void What_is_answered_already_is_not_answered_again() =>
        Assert.Equal([TaskRules.OnlyAnAssignedTaskIsAnswered], In(RemediationTaskState.Accepted).MayBeAnsweredBy(Head).Against);

    [Fact]
    public void A_refusal_says_why_and_may_name_a_better_unit_and_day()
    {
        var task = In(RemediationTaskState.Assigned);

        task.Decline("  Việc của Phòng Tư pháp.  ", Stranger, Calendars.Day("2024-12-20"), Head, Now);

        Assert.Equal(("Việc của Phòng Tư pháp.", Stranger, Calendars.Day("2024-12-20")), (task.StateReason, task.ProposedUnitId!.Value, task.ProposedDueOn!.Value));
        var declined = Assert.IsType<TaskDeclined>(Assert.Single(task.TakeEvents()));
        Assert.Equal(("Việc của Phòng Tư pháp.", Stranger), (declined.Reason, declined.ProposedUnitId!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public void A_refusal_without_a_reason_is_none(string reason)
    {
        var task = In(RemediationTaskState.Assigned);

        Assert.Equal([TaskRules.DecliningNeedsAReason], Assert.Throws<RuleBrokenException>(() => task.Decline(reason, null, null, Head, Now)).Rules);
        Assert.Equal(RemediationTaskState.Assigned, task.State);
    }
}
