using CsCheck;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Tasks;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class LikelihoodTests
{
    private static readonly Gen<RemediationTaskState> AnyState = Gen.Int[0, Enum.GetValues<RemediationTaskState>().Length - 1].Select(at => (RemediationTaskState)at);
    private static readonly Gen<decimal> Part = Gen.Int[0, 1000].Select(thousandth => thousandth / 1000m);

    [Fact]
    public void It_lies_between_nothing_and_certainty_and_is_certain_only_once_verified() => Gen.Select(AnyState, Part, Gen.Bool).Sample((state, part, overdue) =>
    {
        var likelihood = Likelihood.Of(state, part, overdue);
        return likelihood is >= 0 and <= 1 && likelihood == 1 == state is RemediationTaskState.Completed && likelihood == 0 == state is RemediationTaskState.Cancelled
            && decimal.Round(likelihood, 2) == likelihood;
    });

    [Fact]
    public void More_progress_never_makes_it_less_likely() => Gen.Select(AnyState, Part, Part, Gen.Bool).Sample((state, one, other, overdue) =>
        Likelihood.Of(state, Math.Min(one, other), overdue) <= Likelihood.Of(state, Math.Max(one, other), overdue));

    [Fact]
    public void Lateness_makes_it_less_likely_unless_the_result_is_handed_in() => Gen.Select(AnyState, Part).Sample((state, part) =>
    {
        var (late, timely) = (Likelihood.Of(state, part, overdue: true), Likelihood.Of(state, part, overdue: false));
        return state is RemediationTaskState.Submitted or RemediationTaskState.Completed or RemediationTaskState.Cancelled ? late == timely : late < timely;
    });

    [Fact]
    public void An_indicator_is_as_far_as_its_figures_against_its_target()
    {
        var task = ATask.In(RemediationTaskState.Accepted, TaskKind.Indicator);
        task.ReportProgress(99, 23, 46, null, ATask.Head, ATask.Now);

        Assert.Equal(0.5m, Likelihood.ProgressOf(task));
        Assert.Equal(0.68m, Likelihood.Of(task));
    }

    [Fact]
    public void Any_other_task_is_as_far_as_its_percentage()
    {
        var task = ATask.In(RemediationTaskState.Accepted);
        Assert.Equal(0, Likelihood.ProgressOf(task));

        ATask.Report(task);

        Assert.Equal(0.6m, Likelihood.ProgressOf(task));
        Assert.Equal(0.71m, Likelihood.Of(task));
    }
}
