using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;
using Xunit;
using static Workflow.Domain.Tasks.RemediationTaskState;
using static Workflow.Domain.Tests.Deadlines.Calendars;

namespace Workflow.Domain.Tests.Tasks;

public sealed class TimelinessTests
{
    [Theory]
    [InlineData(InProgress, null, null, "2024-09-09", Timeliness.NoDeadline)]
    [InlineData(Completed, null, "2024-09-09", "2024-09-09", Timeliness.CompletedOnTime)]
    [InlineData(InProgress, "2024-09-20", null, "2024-09-16", Timeliness.OnTime)]
    [InlineData(InProgress, "2024-09-20", null, "2024-09-17", Timeliness.DueSoon)]
    [InlineData(InProgress, "2024-09-20", null, "2024-09-20", Timeliness.DueSoon)]
    [InlineData(InProgress, "2024-09-20", null, "2024-09-21", Timeliness.Overdue)]
    [InlineData(InProgress, "2025-02-05", null, "2025-01-24", Timeliness.DueSoon)]
    [InlineData(InProgress, "2025-02-06", null, "2025-01-24", Timeliness.OnTime)]
    [InlineData(Submitted, "2024-09-20", "2024-09-20", "2024-10-20", Timeliness.OnTime)]
    [InlineData(Submitted, "2024-09-20", "2024-09-21", "2024-10-20", Timeliness.Overdue)]
    [InlineData(Completed, "2024-09-20", "2024-09-20", "2024-10-20", Timeliness.CompletedOnTime)]
    [InlineData(Completed, "2024-09-20", "2024-09-21", "2024-10-20", Timeliness.CompletedLate)]
    [InlineData(Suspended, "2024-09-20", null, "2024-10-23", Timeliness.Suspended)]
    [InlineData(Suspended, null, null, "2024-10-23", Timeliness.Suspended)]
    [InlineData(Returned, "2024-09-20", null, "2024-09-23", Timeliness.Overdue)]
    public void Lateness_counts_to_the_day_of_handing_in_and_not_of_its_confirmation(
        RemediationTaskState state, string? last, string? submitted, string today, Timeliness expected) => Assert.Equal(
        expected,
        Timelinesses.Of(
            state, last is null ? null : Day(last), submitted is null ? null : Day(submitted), Day(today), Vietnamese, DeadlinePolicy.Standard));
}
