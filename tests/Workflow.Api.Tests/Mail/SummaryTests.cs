using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Deadlines;
using Workflow.Api.Features.Organization;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Mail;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Mail;

/// <summary>The weekly summary and the figures before the meeting: each once, and the latest after a standstill.</summary>
public sealed class SummaryTests : IAsyncLifetime
{
    private WorkflowHost host = null!;
    private AgencyCase agency = null!;
    private PlanCase plan = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync();
        agency = await Given.AnAgencyAsync(host);
        plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 12), tasks: 3);
        await host.SendAs(agency.Coordinator, new SetSummaries.Command(DayOfWeek.Monday, 25));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_chairman_is_told_of_the_week_on_its_morning_once_whoever_sweeps_and_how_often()
    {
        await host.SweepAsync();
        await host.SweepAtAsync(At(2024, 9, 16, 7, 29));
        Assert.Empty(await OwedAsync());
        await using var other = await host.StartAnotherNodeAsync();

        host.SetClock(At(2024, 9, 16));
        await Task.WhenAll(Enumerable.Range(0, 3).SelectMany(_ => new[] { Task.Run(host.SweepAsync), Task.Run(other.SweepAsync) }));
        await host.SweepAtAsync(At(2024, 9, 17));

        Assert.Equal([("WEEKLY", new DateOnly(2024, 9, 16), "chutich", "sent")], await OwedAsync());
        Assert.Single(await MailsAsync("weekly-summary"));
        await host.SweepAtAsync(At(2024, 9, 23));
        Assert.Equal(2, (await MailsAsync("weekly-summary")).Count);
    }

    [Fact]
    public async Task The_figures_come_one_working_day_before_the_meeting_to_the_chairman_and_the_coordinator()
    {
        await host.SweepAtAsync(At(2024, 9, 23));
        Assert.Empty(await MailsAsync("monthly-figures"));

        await host.SweepAtAsync(At(2024, 9, 24));
        await host.SweepAtAsync(At(2024, 9, 25));

        Assert.Equal(["chutich", "thuongtruc.cchc"], (await OwedAsync()).Where(one => one.Rung == "MONTHLY").Select(one => one.To).Order(StringComparer.Ordinal));
        Assert.Equal(2, (await MailsAsync("monthly-figures")).Count);
    }

    [Fact]
    public async Task After_a_standstill_the_latest_of_each_is_made_up_for_and_nothing_older()
    {
        await host.SweepAtAsync(At(2024, 10, 10, 9));

        Assert.Equal(
            [("MONTHLY", new DateOnly(2024, 9, 25), "chutich", "sent"), ("MONTHLY", new DateOnly(2024, 9, 25), "thuongtruc.cchc", "sent"), ("WEEKLY", new DateOnly(2024, 10, 7), "chutich", "sent")],
            await OwedAsync());
    }

    [Fact]
    public async Task What_was_planned_and_did_not_leave_before_the_next_came_is_overtaken()
    {
        await host.SweepAtAsync(At(2024, 9, 16, 20));
        Assert.Equal([("WEEKLY", new DateOnly(2024, 9, 16), "chutich", "planned")], await OwedAsync());

        await host.SweepAtAsync(At(2024, 9, 30, 9));

        Assert.Equal(["overtaken", "sent"], (await OwedAsync()).Where(one => one.Rung == "WEEKLY").Select(one => one.State));
        Assert.Single(await MailsAsync("weekly-summary"));
    }

    [Fact]
    public async Task Planned_in_the_evening_it_waits_for_the_morning()
    {
        await host.SweepAtAsync(At(2024, 9, 16, 20));
        Assert.Empty(await MailsAsync("weekly-summary"));

        await host.SweepAtAsync(At(2024, 9, 17));

        Assert.Single(await MailsAsync("weekly-summary"));
    }

    [Fact]
    public async Task The_week_is_told_by_the_figures_of_the_calculator_then_and_now_with_what_moved_and_what_is_late()
    {
        await host.SweepAtAsync(At(2024, 9, 16));
        await plan.FinishAsync(1);
        await plan.VerifyAsync(1);
        await plan.DeclineAsync(2);
        host.SetClock(At(2024, 9, 23));
        var then = await host.SendAs(agency.Chairman, new ProjectionDetails.Query(plan.Id, new DateOnly(2024, 9, 15)));
        var now = await host.SendAs(agency.Chairman, new ProjectionDetails.Query(plan.Id));
        Assert.NotEqual(then.Secured, now.Secured);

        await host.SweepAsync();

        var text = (await MailsAsync("weekly-summary"))[^1].TextBody;
        Assert.Contains($"Chắc chắn: {Written(now.Secured)} (hết ngày 15/09/2024: {Written(then.Secured)}, thay đổi +{Written(now.Secured - then.Secured)})", text, StringComparison.Ordinal);
        Assert.Contains($"Kỳ vọng đạt {Written(now.Expected)}/{Written(now.Max)} điểm", text, StringComparison.Ordinal);
        Assert.Contains("QUÁ HẠN:", text, StringComparison.Ordinal);
        Assert.Contains("Phòng Tư pháp đã trả lại, cần giao đơn vị khác", text, StringComparison.Ordinal);
        Assert.Contains($"1. {(await plan.TaskAsync()).Title}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_more_time_waits_for_a_decision()
    {
        await plan.AcceptAsync();
        var task = await plan.TaskAsync();
        await host.SendAs(await plan.HeadAsync(), new AskForExtension.Command(task.Id, task.Version, new DateOnly(2024, 9, 27), "Chờ số liệu của tỉnh."));

        await host.SweepAtAsync(At(2024, 9, 16));

        Assert.Contains("Phòng Tư pháp xin thêm thời gian, chờ quyết định", (await MailsAsync("weekly-summary"))[^1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_plan_in_force_or_with_summaries_off_nothing_is_owed_and_new_days_are_not_made_up_for()
    {
        await host.SendAs(agency.Coordinator, new SetSummaries.Command(null, null));
        await host.SweepAtAsync(At(2024, 9, 25));
        Assert.Empty(await OwedAsync());

        await host.SendAs(agency.Coordinator, new SetSummaries.Command(DayOfWeek.Monday, 25));
        await host.SweepAtAsync(At(2024, 9, 26, 9));
        Assert.DoesNotContain(await OwedAsync(), one => one.Rung == "WEEKLY");
        Assert.DoesNotContain(await OwedAsync(), one => one.On < new DateOnly(2024, 9, 25));
    }

    /// <summary>What is wrong is wrong with that one's values: the database refuses the mail, and is well otherwise.</summary>
    [Fact]
    public async Task One_that_cannot_be_written_is_put_aside_and_the_others_leave()
    {
        await host.ExecuteAsync(
            """
            create function refuse() returns trigger language plpgsql as $$ begin raise exception using errcode = '23514', message = 'no such mail'; end $$;
            create trigger refuse before insert on mail for each row when (new.kind = 'monthly-figures' and new.to_address like 'chutich@%') execute function refuse()
            """);

        await host.SweepAtAsync(At(2024, 9, 24));

        Assert.Equal(["planned", "sent"], (await OwedAsync()).Where(one => one.Rung == "MONTHLY").Select(one => one.State));
        Assert.Single(await MailsAsync("weekly-summary"));
        var aside = Assert.Single((await host.SendAs(agency.Administrator, new DeliveryHealth.Query())).Aside);
        Assert.Equal(("summary", "MONTHLY"), (aside.Kind, aside.Rung));
        Assert.Contains("no such mail", aside.Trouble, StringComparison.Ordinal);
        Assert.Equal((1, At(2024, 9, 24, 7, 45)), await AsideAsync());
        await host.SweepAtAsync(At(2024, 9, 24, 7, 44));
        Assert.Equal(1, (await AsideAsync()).Times);
        await host.SweepAtAsync(At(2024, 9, 24, 7, 45));
        Assert.Equal((2, At(2024, 9, 24, 8, 15)), await AsideAsync());

        await host.ExecuteAsync("drop trigger refuse on mail");
        await host.SweepAtAsync(At(2024, 9, 24, 8, 15));

        Assert.Equal(2, (await MailsAsync("monthly-figures")).Count);
        Assert.All((await OwedAsync()).Where(one => one.Rung == "MONTHLY"), one => Assert.Equal("sent", one.State));
        Assert.Empty((await host.SendAs(agency.Administrator, new DeliveryHealth.Query())).Aside);
    }

    [Fact]
    public async Task One_that_fails_again_and_again_has_failed_for_everybody_to_see()
    {
        await host.ExecuteAsync(
            """
            create function refuse() returns trigger language plpgsql as $$ begin raise exception using errcode = '23514', message = 'no such mail'; end $$;
            create trigger refuse before insert on mail for each row when (new.kind = 'weekly-summary') execute function refuse()
            """);

        foreach (var minutes in new[] { 0, 15, 45, 105, 225 })
        {
            await host.SweepAtAsync(At(2024, 9, 16).AddMinutes(minutes));
        }

        Assert.Equal([("WEEKLY", new DateOnly(2024, 9, 16), "chutich", "failed")], await OwedAsync());
    }

    [Fact]
    public async Task Setting_the_days_is_written_down()
    {
        await host.SendAs(agency.Coordinator, new SetSummaries.Command(DayOfWeek.Friday, null));

        var entry = await host.SeeAsync(agency.Id, db => db.Activity.Where(entry => entry.Kind == "summaries-set").OrderBy(entry => entry.Id).LastAsync());
        Assert.Equal((agency.Coordinator.PersonId, "agency", agency.Id.Value), (entry.PersonId, entry.SubjectKind, entry.SubjectId));
        Assert.Equal("""{"weeklyOn": "Friday"}""", entry.Facts);
    }

    [Fact]
    public async Task Who_sets_the_days_and_what_is_no_day()
    {
        var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.SignIn(agency.People["chutich"])).PutAsync("/summaries", new { meetingDay = 25 })).Status);
        Assert.Equal("summaries.no-such-day", (await coordinator.PutAsync("/summaries", new { meetingDay = 32 })).Code);

        Assert.Equal(HttpStatusCode.NoContent, (await coordinator.PutAsync("/summaries", new { weeklyOn = "wednesday", meetingDay = 5 })).Status);

        var set = (await coordinator.ReadAsync("/summaries")).Body;
        Assert.Equal(("wednesday", 5), (set.GetProperty("weeklyOn").GetString(), set.GetProperty("meetingDay").GetInt32()));
    }

    [Fact]
    public async Task The_ledger_names_a_summary()
    {
        await host.SweepAtAsync(At(2024, 9, 16));

        var items = (await (await host.SignIn(agency.People["thuongtruc.cchc"])).ReadAsync("/reminders")).Body.GetProperty("items").EnumerateArray();

        var summary = Assert.Single(items, item => item.GetProperty("rung").GetString() == "WEEKLY").GetProperty("subject");
        Assert.Equal(("summary", "Tóm tắt tuần, ngày 16/09/2024"), (summary.GetProperty("kind").GetString(), summary.GetProperty("title").GetString()));
    }

    private static string Written(decimal points) => points.ToString("0.00", MailLayout.Vietnamese);

    private async Task<List<Api.Persistence.MailRow>> MailsAsync(string kind) => [.. (await host.MailsAsync(agency)).Where(mail => mail.Kind == kind)];

    private Task<(int Times, DateTimeOffset Until)> AsideAsync() => host.SeeAsync(agency.Id, async db =>
    {
        var one = await db.Reminders.SingleAsync(reminder => reminder.SummaryOn != null && reminder.Trouble != null && reminder.State == "planned");
        return (one.Stumbled, one.NotBefore.ToOffset(TimeSpan.FromHours(7)));
    });

    private Task<List<(string Rung, DateOnly On, string To, string State)>> OwedAsync() => host.SeeAsync(agency.Id, async db =>
    {
        var rows = await db.Reminders
            .Where(reminder => reminder.SummaryOn != null)
            .Join(db.People, reminder => reminder.RecipientId, person => person.Id, (reminder, person) => new { reminder.Rung, reminder.SummaryOn, person.Email, reminder.State })
            .OrderBy(row => row.SummaryOn).ThenBy(row => row.Email)
            .ToListAsync();
        return rows.ConvertAll(row => (row.Rung, row.SummaryOn!.Value, row.Email.Split('@')[0], row.State));
    });
}
