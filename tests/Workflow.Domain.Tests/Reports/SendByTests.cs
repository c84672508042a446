using CsCheck;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;
using Xunit;
using static Workflow.Domain.Tests.Deadlines.Calendars;

namespace Workflow.Domain.Tests.Reports;

public sealed class SendByTests
{
    private static readonly Gen<DueDate> AnyDue = Gen.Select(Gen.Int[0, 1400], Gen.Bool).Select((offset, before) =>
        new DueDate(new DateOnly(2024, 2, 15).AddDays(offset), before ? DueKind.Before : DueKind.OnOrBefore));

    private static readonly Gen<int> AnyTransit = Gen.Int[0, 45];

    [Theory]
    [InlineData("2024-12-31", DueKind.Before, 13, "2024-12-17")]
    [InlineData("2025-03-05", DueKind.Before, 10, "2025-02-21")]
    [InlineData("2024-12-31", DueKind.Before, 0, "2024-12-30")]
    [InlineData("2024-09-15", DueKind.OnOrBefore, 0, "2024-09-13")]
    [InlineData("2025-02-05", DueKind.OnOrBefore, 5, "2025-01-24")]
    public void Is_the_last_good_day_less_the_way_on_a_working_day(string dueOn, DueKind kind, int transit, string sendBy) =>
        Assert.Equal(Day(sendBy), SendBy.Of(new DueDate(Day(dueOn), kind), CountsBy.Received, transit, Vietnamese));

    [Fact]
    public void Where_sending_counts_the_way_costs_nothing() =>
        Assert.Equal(Day("2024-12-30"), SendBy.Of(new DueDate(Day("2024-12-31"), DueKind.Before), CountsBy.Sent, 13, Vietnamese));

    [Fact]
    public void What_leaves_on_it_is_there_in_time_and_one_working_day_later_would_not_be() => Gen.Select(AnyDue, AnyTransit).Sample((due, transit) =>
    {
        var day = SendBy.Of(due, CountsBy.Received, transit, Vietnamese);
        return Vietnamese.IsWorkingDay(day)
            && day.AddDays(transit) <= due.LastGoodDay
            && Vietnamese.AddWorkingDays(day, 1).AddDays(transit) > due.LastGoodDay;
    });

    [Fact]
    public void A_longer_way_never_lets_it_leave_later() => Gen.Select(AnyDue, AnyTransit, AnyTransit).Sample((due, one, more) =>
        SendBy.Of(due, CountsBy.Received, one + more, Vietnamese) <= SendBy.Of(due, CountsBy.Received, one, Vietnamese));

    [Fact]
    public void The_way_is_the_longest_of_the_last_three() => Gen.Int[0, 60].Array[0, 8].Sample(receipts =>
        SendBy.TransitOf(receipts) == (receipts.Length == 0 ? 0 : receipts.Take(3).Max()));

    [Fact]
    public void The_alarm_of_no_receipt_leaves_two_working_days_and_comes_while_something_can_be_done() =>
        Gen.Select(AnyDue, AnyTransit, Gen.Int[0, 60]).Sample((due, transit, before) =>
        {
            var sent = due.LastGoodDay.AddDays(-before);
            var alarm = Alarms.NoReceiptOn(sent, transit, due.LastGoodDay, Vietnamese);
            var soonest = Vietnamese.AddWorkingDays(sent, 2);
            return Vietnamese.IsWorkingDay(alarm) && alarm >= soonest && (alarm <= due.LastGoodDay || alarm == soonest)
                && (alarm == soonest || alarm <= Vietnamese.OnOrAfter(sent.AddDays(transit)));
        });
}
