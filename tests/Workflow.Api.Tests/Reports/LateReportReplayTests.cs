using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Reports;

/// <summary>
/// The three late reports of 2023, lived through again with this system in place: on which morning it would have warned, and
/// whom. Where nobody wrote down when a report left, it left on the day of its signature.
/// </summary>
public sealed class LateReportReplayTests : IAsyncLifetime
{
    private static readonly DateOnly Review = new(2023, 5, 25);
    private static readonly DateOnly YearEnd = new(2023, 12, 31);
    private static readonly DateOnly March = new(2024, 3, 5);

    private WorkflowHost host = null!;
    private ReportCase reports = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync();
        host.Clock.AdjustTime(At(2023, 5, 4, 9).ToUniversalTime());
        reports = new ReportCase(host, await Given.AnAgencyAsync(host));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_review_of_resolution_08_was_signed_in_time_and_its_office_warned_on_the_last_morning_that_it_had_not_left()
    {
        await reports.OweAsync("Phòng Nội vụ", "Sở Nội vụ", Review, countsBy: CountsBy.Sent, name: "Báo cáo sơ kết Nghị quyết số 08-NQ/TU");
        await WalkToAsync(2023, 5, 24);
        host.SetClock(At(2023, 5, 24, 16));
        await reports.SignAsync(Review, new DateOnly(2023, 5, 24));
        await WalkToAsync(2023, 5, 26);
        host.SetClock(At(2023, 5, 26, 15));
        await reports.DispatchAsync(Review, new DateOnly(2023, 5, 26));
        await WalkToAsync(2023, 6, 15);

        Assert.Equal(
            [
                Said(Review, "T-14", "noivu", 5, 5), Said(Review, "T-7", "noivu", 5, 16), Said(Review, "T-3", "noivu", 5, 22), Said(Review, "T-1", "noivu", 5, 24),
                Said(Review, "UNSENT-1", "noivu", 5, 25), Said(Review, "OVERDUE-1", "noivu", 5, 26),
            ],
            (await host.ReportRemindersAsync(reports.Agency)).Where(one => one.State == "sent"));
        await AssertLateAsync(Review, 1);
        var warning = await host.Post.Messages[^2].OpenAsync(TestContext.Current.CancellationToken);
        Assert.Contains("BÁO CÁO ĐÃ KÝ, CHƯA GỬI", warning.TextBody, StringComparison.Ordinal);
        Assert.Contains("Báo cáo sơ kết Nghị quyết số 08-NQ/TU", warning.TextBody, StringComparison.Ordinal);
        Assert.Contains("Phải gửi đi trước 24 giờ ngày 25/05/2023", warning.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reports_1593_and_298_were_reminded_of_until_they_arrived_and_the_second_had_to_leave_by_what_the_first_had_taken()
    {
        await WalkToAsync(2023, 12, 8, steps: false);
        host.SetClock(At(2023, 12, 11, 9));
        await reports.OweAsync(
            "Phòng Tài chính - Kế hoạch", "Sở Tài chính", YearEnd, DueKind.Before, recurrence: ReportRecurrence.OnRequest, request: "2451/STC-TCHCSN ngày 11/12/2023");
        await WalkToAsync(2023, 12, 29);
        host.SetClock(At(2023, 12, 29, 16));
        await reports.SignAsync(YearEnd, new DateOnly(2023, 12, 29));
        await reports.DispatchAsync(YearEnd, new DateOnly(2023, 12, 29));
        await WalkToAsync(2024, 1, 11);
        host.SetClock(At(2024, 1, 11, 15));
        await reports.ReceiveAsync(YearEnd, new DateOnly(2024, 1, 11), proof: "Sở Tài chính xác nhận");
        await AssertLateAsync(YearEnd, 12);

        host.SetClock(At(2024, 1, 12, 9));
        await reports.OweAsync(
            "Phòng Tài chính - Kế hoạch", "sở tài chính", March, DueKind.Before, recurrence: ReportRecurrence.OnRequest, request: "3848/UBND-TH ngày 13/10/2022");
        Assert.Equal((13, new DateOnly(2024, 2, 20)), ((await reports.OfAsync(March)).Transit, (await reports.OfAsync(March)).SendBy));
        await WalkToAsync(2024, 3, 1);
        host.SetClock(At(2024, 3, 1, 16));
        await reports.SignAsync(March, new DateOnly(2024, 3, 1));
        await reports.DispatchAsync(March, new DateOnly(2024, 3, 1));
        await WalkToAsync(2024, 3, 11);
        host.SetClock(At(2024, 3, 11, 15));
        await reports.ReceiveAsync(March, new DateOnly(2024, 3, 11));
        await WalkToAsync(2024, 3, 29);

        Assert.Equal(
            [
                Said(YearEnd, "T-7", "taichinh", 12, 20), Said(YearEnd, "T-3", "taichinh", 12, 26), Said(YearEnd, "T-1", "taichinh", 12, 28), Said(YearEnd, "T-0", "taichinh", 12, 29),
                Said(YearEnd, "NO-RECEIPT-1", "taichinh", 1, 3, 2024), Said(YearEnd, "NO-RECEIPT-2", "taichinh", 1, 8, 2024),
                Said(YearEnd, "NO-RECEIPT-3", "chutich", 1, 11, 2024), Said(YearEnd, "NO-RECEIPT-3", "taichinh", 1, 11, 2024), Said(YearEnd, "NO-RECEIPT-3", "thuongtruc.cchc", 1, 11, 2024),
                Said(March, "T-14", "taichinh", 1, 24), Said(March, "T-7", "taichinh", 2, 2), Said(March, "T-3", "taichinh", 2, 15), Said(March, "T-1", "taichinh", 2, 19), Said(March, "T-0", "taichinh", 2, 20),
                Said(March, "OVERDUE-1", "taichinh", 2, 21), Said(March, "OVERDUE-2", "taichinh", 2, 26),
                Said(March, "OVERDUE-3", "chutich", 2, 29), Said(March, "OVERDUE-3", "taichinh", 2, 29), Said(March, "OVERDUE-3", "thuongtruc.cchc", 2, 29),
                Said(March, "NO-RECEIPT-1", "taichinh", 3, 5), Said(March, "NO-RECEIPT-2", "taichinh", 3, 8),
            ],
            (await host.ReportRemindersAsync(reports.Agency)).OrderBy(one => one.DueOn).ThenBy(one => one.SentAt).ThenBy(one => one.To, StringComparer.Ordinal));
        await AssertLateAsync(March, 7);
        Assert.Equal(2, (await reports.AllAsync()).Count(report => report.Closed));
    }

    private static ReportReminded Said(DateOnly dueOn, string rung, string to, int month, int day, int? year = null) =>
        new(dueOn, rung, to, "sent", At(year ?? dueOn.Year, month, day));

    private async Task AssertLateAsync(DateOnly dueOn, int days)
    {
        var item = await reports.ItemAsync(dueOn);
        Assert.Equal((ReportState.ClosedLate, days), (item.State, item.DaysLate));
    }

    /// <summary>Lets the mornings pass, each with its sweep.</summary>
    private async Task WalkToAsync(int year, int month, int day, bool steps = true)
    {
        var last = new DateOnly(year, month, day);
        var first = steps ? DateOnly.FromDateTime(host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).DateTime).AddDays(1) : last;
        for (var morning = first; morning <= last; morning = morning.AddDays(1))
        {
            await host.SweepAtAsync(At(morning.Year, morning.Month, morning.Day));
        }
    }
}
