using Workflow.Domain.Tasks;
using Xunit;
using static Workflow.Domain.Tests.Tasks.ATask;

namespace Workflow.Domain.Tests.Tasks;

public sealed class ReportProgressTests
{
    [Fact]
    public void An_officer_reports_for_the_unit()
    {
        var task = In(RemediationTaskState.Accepted);

        task.ReportProgress(40, null, null, " Đã họp. ", Officer, Now);

        Assert.Equal((RemediationTaskState.InProgress, 40, Officer.PersonId), (task.State, task.Percent!.Value, task.LastReportedBy!.Value));
        Assert.Equal("Đã họp.", Assert.IsType<TaskProgressReported>(Assert.Single(task.TakeEvents())).Note);
    }

    [Fact]
    public void What_is_not_said_again_stays_as_it_was()
    {
        var task = In(RemediationTaskState.Accepted, TaskKind.Indicator);
        task.ReportProgress(null, 10, 46, null, Head, Now);

        task.ReportProgress(50, null, null, null, Head, Now);

        Assert.Equal((50, 10m, 46m), (task.Percent!.Value, task.Numerator!.Value, task.Denominator!.Value));
    }

    [Fact]
    public void Progress_on_a_returned_task_keeps_why_it_was_returned_in_sight()
    {
        var task = In(RemediationTaskState.Returned);

        Report(task);

        Assert.Equal((RemediationTaskState.InProgress, "Chưa đủ."), (task.State, task.StateReason));
    }

    public static TheoryData<int?, double?, double?, string[]> Wrong => new()
    {
        { null, null, null, ["task.progress-empty"] },
        { -1, null, null, ["task.percent-out-of-range"] },
        { 101, null, null, ["task.percent-out-of-range"] },
        { null, 5, null, ["task.figures-out-of-range"] },
        { null, null, 5, ["task.figures-out-of-range"] },
        { null, -1, 5, ["task.figures-out-of-range"] },
        { null, 6, 5, ["task.figures-out-of-range"] },
        { null, 0, 0, ["task.figures-out-of-range"] },
        { 101, 6, 5, ["task.percent-out-of-range", "task.figures-out-of-range"] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Figures_that_cannot_be_are_refused_each_by_its_rule(int? percent, double? numerator, double? denominator, string[] rules)
    {
        var task = In(RemediationTaskState.Accepted);

        var refused = Assert.Throws<RuleBrokenException>(() => task.ReportProgress(percent, (decimal?)numerator, (decimal?)denominator, null, Head, Now));

        Assert.Equal(rules, refused.Rules.Select(rule => rule.Code));
        Assert.Equal((RemediationTaskState.Accepted, null), (task.State, task.Percent));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Nothing_and_everything_are_progress_too(int percent)
    {
        var task = In(RemediationTaskState.Accepted);

        task.ReportProgress(percent, null, null, null, Head, Now);

        Assert.Equal(percent, task.Percent);
    }
}
