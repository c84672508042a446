using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Calendar;
using Workflow.Api.Features.Deadlines;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Deadlines;

/// <summary>Changing the calendar, and what moves with it.</summary>
public sealed class CalendarTests : IAsyncLifetime
{
    private const string Notice = "Thông báo 12729/TB-BNV";

    private WorkflowHost host = null!;
    private AgencyCase agency = null!;

    private Actor Administrator => agency.Actor("quantri");

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync();
        agency = await Given.AnAgencyAsync(host);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Every_change_is_a_new_version_that_says_who_when_and_why_and_the_old_one_stays()
    {
        var before = await host.SendAs(Administrator, new CalendarYear.Query(2026));

        var number = await SaveAsync(Off("2026-01-05"), Taken("2026-01-02"));

        var now = await host.SendAs(Administrator, new CalendarYear.Query(2026));
        var then = await host.SendAs(Administrator, new CalendarYear.Query(2026, 1));
        var saved = (await host.SendAs(Administrator, new CalendarVersionList.Query()))[0];
        Assert.Equal((1, 2, 2), (before.Latest, number, now.Latest));
        Assert.Equal(before.Days, then.Days);
        Assert.Equal([Day("2026-01-02"), Day("2026-01-05")], now.Changes.Select(change => change.On));
        Assert.Contains(now.Days, day => day.On == Day("2026-01-05"));
        Assert.DoesNotContain(now.Days, day => day.On == Day("2026-01-02"));
        Assert.Equal((2, 2, Notice, agency.People["quantri"].FullName, (DateTimeOffset?)Begin), (saved.Number, saved.Changed, saved.Note, saved.SavedBy, saved.SavedAt));
        Assert.Equal(1, await ActivityAsync("calendar-saved"));
    }

    [Fact]
    public async Task A_change_that_says_not_why_changes_nothing_or_was_made_on_an_older_version_is_refused()
    {
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => host.SendAs(Administrator, new SaveCalendar.Command(1, [Taken("2024-10-14")], " ")));
        Assert.Equal([CalendarRules.SomethingChanges, CalendarRules.AChangeSaysWhy], refused.Rules);

        await SaveAsync(Off("2024-10-14"));
        await Assert.ThrowsAsync<ChangedSinceSeenException>(() => host.SendAs(Administrator, new SaveCalendar.Command(1, [Off("2024-10-15")], Notice)));
    }

    [Theory]
    [InlineData("thuongtruc.cchc")]
    [InlineData("chutich")]
    [InlineData("tuphap")]
    public async Task Only_the_administrator_changes_it(string mailbox) =>
        await Assert.ThrowsAsync<NotPermittedException>(() => host.SendAs(agency.Actor(mailbox), new SaveCalendar.Command(1, [Off("2024-10-14")], Notice)));

    [Fact]
    public async Task Every_reminder_comes_once_on_its_new_day()
    {
        var plan = await Given.APlanOfAsync(host, agency, Day("2024-10-15"));
        await plan.AcceptAsync();
        await SaveAsync(Off("2024-10-14"), new CalendarEdit(Day("2024-10-05"), CalendarDayKind.MadeUp, "Làm bù cho ngày 14/10"));

        await WalkAsync("2024-09-10", "2024-10-22");

        Assert.Equal(
            [
                ("T-14", At(2024, 9, 25)), ("T-7", At(2024, 10, 4)), ("T-3", At(2024, 10, 9)), ("T-1", At(2024, 10, 11)), ("T-0", At(2024, 10, 15)),
                ("OVERDUE-1", At(2024, 10, 16)), ("OVERDUE-2", At(2024, 10, 21)),
            ],
            await SaidAsync());
    }

    [Fact]
    public async Task What_was_said_is_not_said_again_when_its_day_comes_a_second_time()
    {
        var plan = await Given.APlanOfAsync(host, agency, Day("2024-10-15"));
        await plan.AcceptAsync();
        await WalkAsync("2024-09-10", "2024-10-10");

        // Thursday the 10th was three days ahead; with the Saturday worked, Friday is.
        await SaveAsync(new CalendarEdit(Day("2024-10-12"), CalendarDayKind.MadeUp, "Làm bù"));
        await WalkAsync("2024-10-11", "2024-10-15");

        Assert.Equal(
            [("T-14", At(2024, 9, 25)), ("T-7", At(2024, 10, 4)), ("T-3", At(2024, 10, 10)), ("T-1", At(2024, 10, 14)), ("T-0", At(2024, 10, 15))],
            await SaidAsync());
    }

    [Fact]
    public async Task A_step_whose_new_day_has_passed_comes_at_once()
    {
        var plan = await Given.APlanOfAsync(host, agency, Day("2024-10-15"));
        await plan.AcceptAsync();
        await WalkAsync("2024-09-10", "2024-10-11");
        host.SetClock(At(2024, 10, 11, 14));

        // This very Friday has become the last working day.
        await SaveAsync(Off("2024-10-14"), Off("2024-10-15"));
        await host.SweepAsync();

        Assert.Equal([("T-3", At(2024, 10, 10)), ("T-0", At(2024, 10, 11, 14))], (await SaidAsync())[2..]);
    }

    [Fact]
    public async Task What_waits_to_be_said_and_has_not_come_any_more_waits_for_its_new_day()
    {
        var plan = await Given.APlanOfAsync(host, agency, Day("2024-10-15"));
        await plan.AcceptAsync();
        await WalkAsync("2024-09-10", "2024-10-09");

        // After office hours of the 10th: planned, and held for the morning of the 11th, which becomes a day off, as does the 14th.
        await host.SweepAtAsync(At(2024, 10, 10, 18));
        await SaveAsync(Off("2024-10-11"), new CalendarEdit(Day("2024-10-12"), CalendarDayKind.MadeUp, "Làm bù"), new CalendarEdit(Day("2024-10-13"), CalendarDayKind.MadeUp, "Làm bù"));
        await WalkAsync("2024-10-11", "2024-10-15");

        Assert.Equal([("T-3", At(2024, 10, 12)), ("T-1", At(2024, 10, 14)), ("T-0", At(2024, 10, 15))], (await SaidAsync())[2..]);
    }

    [Fact]
    public async Task The_last_day_to_answer_moves_and_the_task_says_why()
    {
        var plan = await Given.APlanOfAsync(host, agency, Day("2024-10-15"));
        await SaveAsync(new CalendarEdit(Day("2024-09-10"), CalendarDayKind.SwappedOff, "Nghỉ hoán đổi", Announced: false));

        var view = await host.SendAs(agency.Coordinator, new TaskDetails.Query((await plan.TaskAsync()).Id));

        Assert.Equal((Day("2024-09-12"), Day("2024-09-10")), (view.AcceptBy, view.AnswerRestsOn));
        var told = view.History.Single(item => item.Kind == "task-moved-with-calendar");
        Assert.Equal(
            ("Acceptance", "2024-09-11", "2024-09-12", "2024-09-10 SwappedOff"), (told.Facts["what"], told.Facts["formerDay"], told.Facts["day"], told.Facts["because"]));
        await WalkAsync("2024-09-10", "2024-09-13");
        Assert.Equal([("ACCEPT", At(2024, 9, 12)), ("ACCEPT-LATE", At(2024, 9, 13))], (await SaidAsync()).Distinct());
    }

    [Fact]
    public async Task A_deadline_that_becomes_a_day_off_stays_and_its_last_working_day_moves()
    {
        var plan = await Given.APlanOfAsync(host, agency, Day("2024-10-15"));
        await SaveAsync(Off("2024-10-15"));

        var view = await host.SendAs(agency.Coordinator, new TaskDetails.Query((await plan.TaskAsync()).Id));

        Assert.Equal((Day("2024-10-15"), Day("2024-10-14")), (view.Task.DueOn, view.LastWorkingDay));
        Assert.Equal("LastWorkingDay", view.History.Single(item => item.Kind == "task-moved-with-calendar").Facts["what"]);
    }

    [Fact]
    public async Task The_day_a_report_has_to_leave_moves_with_its_steps()
    {
        var reports = new ReportCase(host, agency);
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", Day("2024-10-31"));

        await SaveAsync(Off("2024-10-31"));

        var report = await reports.OfAsync(Day("2024-10-31"));
        Assert.Equal((Day("2024-10-30"), 1), (report.SendBy, report.DeadlineVersion));
        Assert.Equal(
            report.Steps(Begin, await CalendarAsync(), DeadlinePolicy.Standard).Select(step => (step.Rung.ToString(), step.FireAt)).Order(),
            (await TimersAsync()).Order());
        Assert.Equal(1, await ActivityAsync("report-moved-with-calendar"));
    }

    [Fact]
    public async Task A_preview_tells_what_will_move_from_when_to_when_and_why_and_changes_nothing()
    {
        await Given.APlanOfAsync(host, agency, Day("2024-10-15"), tasks: 2);
        await new ReportCase(host, agency).OweAsync("Phòng Tư pháp", "Sở Tư pháp", Day("2024-10-15"));
        var before = await TimersAsync();

        var preview = await host.SendAs(Administrator, new PreviewCalendar.Query([Off("2024-10-15"), Off("2024-09-10")]));

        Assert.Equal(before, await TimersAsync());
        Assert.Equal(
            [
                (MovedDay.Acceptance, "2024-09-11", "2024-09-12", 2, "2024-09-10"), (MovedDay.LastWorkingDay, "2024-10-15", "2024-10-14", 2, "2024-10-15"),
                (MovedDay.SendBy, "2024-10-15", "2024-10-14", 1, "2024-10-15"),
            ],
            preview.Moved.Where(moved => moved.What is not MovedDay.Reminder).Select(moved => (moved.What, Iso(moved.From), Iso(moved.To), moved.Count, string.Join(' ', moved.Because.Select(Iso)))));
        await SaveAsync(Off("2024-10-15"), Off("2024-09-10"));
        var moved = before.Zip(await TimersAsync()).Count(pair => pair.First != pair.Second);
        Assert.Equal(moved, preview.Moved.Where(group => group.What is MovedDay.Reminder).Sum(group => group.Count));
        Assert.True(moved > 10);
    }

    [Fact]
    public async Task Nothing_of_another_agency_moves()
    {
        var other = await Given.AnAgencyAsync(host);
        await Given.APlanOfAsync(host, other, Day("2024-10-15"));
        var before = await host.SeeAsync(other.Id, db => db.Timers.AsNoTracking().OrderBy(timer => timer.Id).Select(timer => timer.FireAt).ToListAsync());

        await SaveAsync(Off("2024-10-15"));

        Assert.Equal(before, await host.SeeAsync(other.Id, db => db.Timers.AsNoTracking().OrderBy(timer => timer.Id).Select(timer => timer.FireAt).ToListAsync()));
        Assert.Equal(1, (await host.SendAs(other.Actor("quantri"), new CalendarYear.Query())).Latest);
    }

    // Steps are planned a second time from nothing, and have to be where the change put them.
    [Fact]
    public async Task After_any_changes_every_step_ahead_is_where_the_new_calendar_puts_it()
    {
        foreach (var due in new[] { "2024-10-15", "2024-10-20", "2024-11-01" })
        {
            await Given.APlanOfAsync(host, agency, Day(due), tasks: 2);
            await new ReportCase(host, agency).OweAsync("Phòng Tư pháp", "Sở Tư pháp", Day(due));
        }

        await Gen.Select(Gen.Int[0, 60], Gen.Int[0, 2]).Array[1, 6].SampleAsync(
            async drawn =>
            {
                var edits = drawn.Select(draw => Draw(Day("2024-09-10").AddDays(draw.Item1), draw.Item2)).DistinctBy(edit => edit.On).ToList();
                var seen = (await host.SendAs(Administrator, new CalendarYear.Query())).Latest;
                try
                {
                    await host.SendAs(Administrator, new SaveCalendar.Command(seen, edits, Notice));
                }
                catch (RuleBrokenException refused) when (refused.Rules.Contains(CalendarRules.SomethingChanges))
                {
                }

                return await DriftAsync() == 0;
            },
            iter: 25,
            threads: 1);
    }

    [Fact]
    public async Task A_task_that_is_assigned_while_the_calendar_changes_is_reckoned_by_the_one_that_holds()
    {
        var plan = await Given.APlanOfAsync(host, agency, Day("2024-10-15"), tasks: 8);
        for (var round = 0; round < 4; round++)
        {
            var seen = (await host.SendAs(Administrator, new CalendarYear.Query())).Latest;
            var edit = round % 2 == 0 ? Off("2024-10-14") : Taken("2024-10-14");
            await Task.WhenAll([
                .. Enumerable.Range(1, 8).Select(number => plan.AssignAsync(number, round % 2 == 0 ? "Phòng Nội vụ" : "Phòng Tư pháp", Day("2024-10-16").AddDays(round))),
                host.SendAs(Administrator, new SaveCalendar.Command(seen, [edit], Notice)),
            ]);
            Assert.Equal(0, await DriftAsync());
        }
    }

    [Fact]
    public async Task The_calendar_is_read_previewed_saved_and_taken_home_over_the_interface()
    {
        using var client = await host.SignIn(agency.People["quantri"]);
        var year = await client.ReadAsync("/calendar?year=2024");
        var days = year.Body.GetProperty("days").EnumerateArray().Select(day => new { on = day.GetProperty("on").GetString(), kind = day.GetProperty("kind").GetString(), name = day.GetProperty("name").GetString(), announced = true }).ToList();
        days.Add(new { on = (string?)"2024-10-14", kind = (string?)"swappedOff", name = (string?)"Nghỉ hoán đổi", announced = true });

        var preview = await client.PostAsync("/calendar/2024/preview", new { version = 1, days });
        var saved = await client.PutAsync("/calendar/2024", new { version = 1, note = Notice, days });
        var stale = await client.PutAsync("/calendar/2024", new { version = 1, note = Notice, days });
        var malformed = await client.PutAsync("/calendar/2025", new { version = 2, note = Notice, days });
        var versions = await client.ReadAsync("/calendar/versions");
        var file = await client.GetByteArrayAsync(new Uri("/api/v1/calendar/file?year=2024", UriKind.Relative), TestContext.Current.CancellationToken);
        var read = await client.UploadAsync("/calendar/file", "lich.ics", file);
        var repeated = await client.UploadAsync("/calendar/file", "lich.ics", Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\nBEGIN:VEVENT\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR"));
        var proposal = await client.ReadAsync("/calendar/2028/proposal");

        Assert.Equal("2024-10-14", preview.Body.GetProperty("changes")[0].GetProperty("on").GetString());
        Assert.Equal(2, saved.Body.GetProperty("version").GetInt32());
        Assert.Equal((412, 400, 422), ((int)stale.Status, (int)malformed.Status, (int)repeated.Status));
        Assert.Contains("Dòng 3", repeated.Body.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, versions.Body.GetProperty("total").GetInt32());
        Assert.Equal(days.Count, read.Body.GetProperty("days").GetArrayLength());
        Assert.Equal("2028-01-01", proposal.Body.GetProperty("days")[0].GetProperty("on").GetString());
    }

    [Fact]
    public async Task What_a_year_has_already_is_not_proposed_on_other_days()
    {
        await SaveAsync(Taken("2026-04-30"));

        Assert.Equal([Day("2026-04-30")], (await host.SendAs(Administrator, new HolidayProposal.Query(2026))).Select(edit => edit.On));
    }

    private static CalendarEdit Off(string day) => new(Day(day), CalendarDayKind.Holiday, "Nghỉ thêm");

    private static CalendarEdit Taken(string day) => new(Day(day), null);

    private static CalendarEdit Draw(DateOnly on, int kind) => kind switch
    {
        0 => new CalendarEdit(on, null),
        1 => new CalendarEdit(on, CalendarDayKind.Holiday, "Nghỉ thêm"),
        _ => new CalendarEdit(on, WorkCalendar.IsWeekend(on) ? CalendarDayKind.MadeUp : CalendarDayKind.SwappedOff, "Đổi ngày"),
    };

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<int> SaveAsync(params CalendarEdit[] edits) => host.SendAs(Administrator, new SaveCalendar.Command(1, edits, Notice));

    private Task<int> ActivityAsync(string kind) => host.SeeAsync(agency.Id, db => db.Activity.CountAsync(entry => entry.Kind == kind));

    private async Task WalkAsync(string from, string to)
    {
        for (var day = Day(from); day <= Day(to); day = day.AddDays(1))
        {
            await host.SweepAtAsync(At(day.Year, day.Month, day.Day));
        }
    }

    /// <summary>The steps of the reminders that were sent, and when.</summary>
    private async Task<List<(string Rung, DateTimeOffset At)>> SaidAsync() =>
        [.. (await host.RemindersAsync(agency)).Where(reminder => reminder.State == "sent").Select(reminder => (reminder.Rung, reminder.SentAt!.Value))];

    private async Task<WorkCalendar> CalendarAsync() => new(
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh"),
        (await host.SeeAsync(agency.Id, db => db.CalendarDays.AsNoTracking().ToListAsync())).Select(day => new CalendarDay(day.OnDay, day.Kind, day.Name, day.Announced)));

    private async Task<List<(string Rung, DateTimeOffset At)>> TimersAsync() =>
        [.. (await host.SeeAsync(agency.Id, db => db.Timers.AsNoTracking().OrderBy(timer => timer.Id).ToListAsync())).Select(timer => (timer.Rung, timer.FireAt))];

    /// <summary>How many steps ahead are not where planning them anew would put them.</summary>
    private async Task<int> DriftAsync()
    {
        var calendar = await CalendarAsync();
        var reports = await host.SeeAsync(agency.Id, db => db.ReportOccurrences.AsNoTracking().ToListAsync());
        var check = await host.SendAs(agency.Administrator, new CompareTimers.Query());
        return check.Missing + check.Extra + check.Moved + reports.Count(report => report.SendBy != SendBy.Of(report.Due, report.CountsBy, report.Transit, calendar));
    }
}
