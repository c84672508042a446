using Workflow.Domain.Deadlines;
using Xunit;
using static Workflow.Domain.Tests.Deadlines.Calendars;

namespace Workflow.Domain.Tests.Deadlines;

public sealed class DueDateTests
{
    [Theory]
    [InlineData(DueKind.OnOrBefore, "2024-05-25", "2024-05-25")]
    [InlineData(DueKind.Before, "2024-12-31", "2024-12-30")]
    [InlineData(DueKind.Before, "2024-03-01", "2024-02-29")]
    [InlineData(DueKind.Before, "2024-09-16", "2024-09-15")]
    public void At_the_latest_counts_the_day_and_before_ends_the_day_before(DueKind kind, string on, string last) =>
        Assert.Equal(Day(last), new DueDate(Day(on), kind).LastGoodDay);
}
