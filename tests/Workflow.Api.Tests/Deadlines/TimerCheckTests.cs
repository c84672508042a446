using Workflow.Api.Features.Deadlines;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Deadlines;

/// <summary>Timers are what they should be whatever people do; and where they are not, they are mended and it is told.</summary>
public sealed class TimerCheckTests : IAsyncLifetime
{
    private WorkflowHost host = null!;
    private AgencyCase agency = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync();
        agency = await Given.AnAgencyAsync(host);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Nothing_has_drifted_on_any_morning_of_a_plan_in_which_everything_happens()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15), tasks: 8);
        var report = new ReportCase(host, agency);
        await report.OweAsync("Phòng Tư pháp", "Sở Tư pháp", new DateOnly(2024, 10, 10));
        await plan.AcceptAsync(1);
        await plan.DeclineAsync(2);
        await plan.FinishAsync(3);
        await plan.FinishAsync(4);
        await plan.VerifyAsync(4);
        await plan.CancelAsync(5);
        await plan.AcceptAsync(6);
        await plan.AssignAsync(6, "Phòng Tư pháp", new DateOnly(2024, 10, 30));
        await plan.AssignAsync(7, "Phòng Nội vụ", new DateOnly(2024, 10, 3));

        for (var day = new DateOnly(2024, 9, 10); day < new DateOnly(2024, 11, 9); day = day.AddDays(1))
        {
            await host.SweepAtAsync(At(day.Year, day.Month, day.Day, 7, 31));
            if (day == new DateOnly(2024, 10, 22))
            {
                await plan.ReturnAsync(3);
            }

            Assert.Equal((0, 0, 0), Drift(await CompareAsync()));
        }
    }

    [Fact]
    public async Task A_timer_that_is_missing_is_put_back_and_its_reminder_is_said()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15));
        await host.ExecuteAsync("delete from timer where rung in ('T-7', 'OVERDUE-1')");

        Assert.Equal((2, 0, 0), Drift(await CompareAsync()));

        Assert.Equal((0, 0, 0), Drift(await CompareAsync()));
        await host.SweepAtAsync(At(2024, 10, 4));
        Assert.Contains(await host.RemindersAsync(agency), reminder => reminder is { Rung: "T-7", State: "sent" });
    }

    [Fact]
    public async Task A_timer_at_another_time_is_moved_and_one_too_many_is_taken_away()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15));
        await host.ExecuteAsync("update timer set fire_at = fire_at + interval '1 day' where rung = 'T-3'");
        await host.ExecuteAsync("update timer set rung = 'T-5' where rung = 'T-1'");

        Assert.Equal((1, 1, 1), Drift(await CompareAsync()));
        Assert.Equal((0, 0, 0), Drift(await CompareAsync()));
    }

    [Fact]
    public async Task A_step_that_has_come_is_not_planned_again()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 12));
        await host.SweepAtAsync(At(2024, 9, 20));
        var before = (await host.RemindersAsync(agency)).Count;

        Assert.Equal((0, 0, 0), Drift(await CompareAsync()));
        await host.SweepAsync();

        Assert.Equal(before, (await host.RemindersAsync(agency)).Count);
    }

    [Fact]
    public async Task Drift_is_told_to_the_administrator_and_written_down()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15));
        await host.ExecuteAsync("delete from timer where rung = 'T-7'");

        await CompareAsync();

        var health = await host.SendAs(agency.Administrator, new DeliveryHealth.Query());
        Assert.Equal((1, "asked"), (health.Check!.Drift, health.Check.Because));
        var finding = Assert.Single(health.Check.Findings);
        Assert.Equal(("missing", "task", "T-7", At(2024, 10, 4)), (finding.What, finding.Kind, finding.Rung, finding.Should));
        Assert.Equal("timer-drift", Assert.Single((await host.SendAs(agency.Administrator, new Api.Features.Notices.NoticeList.Query())).Items).Kind);
    }

    [Fact]
    public async Task Every_night_it_is_done_once_whoever_sweeps()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15));
        await using var node = await host.StartAnotherNodeAsync();

        await Task.WhenAll(host.SweepAsync(), node.SweepAsync());
        await host.SweepAsync();
        await host.SweepAtAsync(At(2024, 9, 10, 0, 5));

        var checks = await host.SeeAsync(agency.Id, db => Task.FromResult(db.TimerChecks.OrderBy(check => check.OnDay).Select(check => check.OnDay).ToList()));
        Assert.Equal([new DateOnly(2024, 9, 9), new DateOnly(2024, 9, 10)], checks);
    }

    private Task<CompareTimers.View> CompareAsync() => host.SendAs(agency.Administrator, new CompareTimers.Query());

    private static (int Missing, int Extra, int Moved) Drift(CompareTimers.View view) => (view.Missing, view.Extra, view.Moved);
}
