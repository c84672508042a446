using System.Globalization;
using System.Text;
using CsCheck;
using Workflow.Api.Deadlines;
using Workflow.Api.Documents;
using Workflow.Domain;
using Workflow.Domain.Deadlines;
using Xunit;

namespace Workflow.Api.Tests.Documents;

public sealed class CalendarFileTests
{
    private static readonly Gen<string> AName = Gen.String[Gen.Char["aăâđêôơưếộ,;\\:\"\n Ngày"], 1, 90].Where(name => name.Trim().Length > 0);

    private static readonly Gen<IReadOnlyList<CalendarDay>> Days = Gen.Select(Gen.Int[0, 400], Gen.Bool, AName, Gen.Bool).List[1, 40].Select(drawn => (IReadOnlyList<CalendarDay>)
    [
        .. drawn
            .DistinctBy(day => day.Item1)
            .Select(day => (On: Day("2026-01-01").AddDays(day.Item1), day.Item2, Name: string.Join(' ', day.Item3.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), day.Item4))
            .Where(day => day.Name.Length > 0)
            .Select(day => new CalendarDay(day.On, WorkCalendar.IsWeekend(day.On) ? CalendarDayKind.MadeUp : day.Item2 ? CalendarDayKind.Holiday : CalendarDayKind.SwappedOff, day.Name, day.Item4))
            .OrderBy(day => day.On),
    ]);

    [Fact]
    public void What_is_written_is_read_again() => Days.Where(days => days.Count > 0).Sample(
        days => CalendarFileReader.Read(CalendarFileWriter.Write("UBND huyện", days, DateTimeOffset.UnixEpoch)).Select(edit => edit.Day).SequenceEqual(days));

    [Fact]
    public void The_calendar_an_agency_begins_with_is_written_in_folded_lines_and_read_again()
    {
        var days = VietnameseCalendar.Days().OrderBy(day => day.On).ToList();

        var file = CalendarFileWriter.Write("Ủy ban nhân dân huyện Tam Đường, tỉnh Lai Châu; bộ phận thường trực cải cách hành chính", days, DateTimeOffset.UnixEpoch);

        Assert.Equal(days, CalendarFileReader.Read(file).Select(edit => edit.Day));
        Assert.All(Encoding.UTF8.GetString(file).Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75));
    }

    [Fact]
    public void Whatever_bytes_a_file_holds_it_is_read_or_refused_by_a_rule() => Gen.Select(Gen.Int[0, 5000], Gen.Byte).Array[1, 30].Sample(flips =>
    {
        var file = CalendarFileWriter.Write("UBND", VietnameseCalendar.Days().OrderBy(day => day.On), DateTimeOffset.UnixEpoch);
        foreach (var (at, value) in flips)
        {
            file[at % file.Length] = value;
        }

        try
        {
            return CalendarFileReader.Read(file).Count > 0;
        }
        catch (RuleBrokenException refused)
        {
            return refused.Rules.Count > 0;
        }
    });

    [Fact]
    public void Folded_and_escaped_text_is_read_as_it_was_meant()
    {
        // The fold falls into the middle of the letter ị.
        byte[] name = [.. "SUMMARY:Ngh"u8, 0xE1, 0xBB, (byte)'\r', (byte)'\n', (byte)' ', 0x8B, .. " hoán đổi\\, thay\\; th\\\\Bảy\\nlàm"u8];
        var read = Read("DTSTART;VALUE=DATE:20260102", Encoding.Latin1.GetString(name));

        Assert.Equal(new CalendarEdit(Day("2026-01-02"), CalendarDayKind.SwappedOff, "Nghị hoán đổi, thay; th\\Bảy làm"), read.Single());
    }

    [Theory]
    [InlineData("Nghỉ Tết Nguyên đán", "2026-02-16", CalendarDayKind.Holiday)]
    [InlineData("Nghỉ hoán đổi", "2026-01-02", CalendarDayKind.SwappedOff)]
    [InlineData("LÀM BÙ cho ngày nghỉ hoán đổi 02/01", "2026-01-10", CalendarDayKind.MadeUp)]
    public void The_words_of_a_name_tell_the_kind(string name, string day, CalendarDayKind kind) =>
        Assert.Equal(kind, Read($"DTSTART;VALUE=DATE:{day.Replace("-", "", StringComparison.Ordinal)}", $"SUMMARY:{name}").Single().Kind);

    [Theory]
    [InlineData("DTEND;VALUE=DATE:20260218", 2)]
    [InlineData("DURATION:P3D", 3)]
    [InlineData("DURATION:P1W", 7)]
    [InlineData("X-OTHER:1", 1)]
    public void An_happeninglasts_until_the_day_before_its_end(string end, int days) =>
        Assert.Equal(days, Read("DTSTART;VALUE=DATE:20260216", end, "SUMMARY:Tết").Count);

    [Fact]
    public void A_tentative_happeningis_not_announced_and_a_cancelled_one_is_none()
    {
        Assert.False(Read("DTSTART:20260216", "SUMMARY:Tết", "STATUS:TENTATIVE").Single().Announced);
        Assert.Equal(CalendarFileRules.AFileHasEvents, Refused("DTSTART:20260216", "SUMMARY:Tết", "STATUS:CANCELLED").Rules.Single());
    }

    [Fact]
    public void What_else_a_calendar_holds_is_passed_over()
    {
        var read = CalendarFileReader.Read(Encoding.UTF8.GetBytes(
            "\uFEFFBEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:19700101T000000\nRRULE:FREQ=YEARLY\nEND:STANDARD\nEND:VTIMEZONE\n"
            + "BEGIN:VEVENT\nDTSTART;X=\"a:b;c\";VALUE=DATE:20260101\nSUMMARY;LANGUAGE=vi:Tết Dương lịch\nBEGIN:VALARM\nSUMMARY:Chuông\nDURATION:PT15M\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR"));

        Assert.Equal(new CalendarEdit(Day("2026-01-01"), CalendarDayKind.Holiday, "Tết Dương lịch"), read.Single());
    }

    // The event begins in line 2.
    [Theory]
    [InlineData("calendar-file.repeats", 4, "DTSTART:20260101", "RRULE:FREQ=YEARLY", "SUMMARY:Tết")]
    [InlineData("calendar-file.not-all-day", 3, "DTSTART:20260101T080000Z", "SUMMARY:Họp")]
    [InlineData("calendar-file.no-day", 3, "DTSTART:20261301", "SUMMARY:Tết")]
    [InlineData("calendar-file.no-day", 3, "DTSTART:19991231", "SUMMARY:Tết")]
    [InlineData("calendar-file.no-day", 4, "DTSTART:20260101", "DURATION:PT8H", "SUMMARY:Tết")]
    [InlineData("calendar-file.ends-before-it-begins", 4, "DTSTART:20260102", "DTEND:20260102", "SUMMARY:Tết")]
    [InlineData("calendar-file.event-too-long", 2, "DTSTART:20260101", "DTEND:20260202", "SUMMARY:Tết")]
    [InlineData("calendar-file.name-missing", 2, "DTSTART:20260101")]
    [InlineData("calendar-file.day-missing", 2, "SUMMARY:Tết")]
    [InlineData("calendar-file.line-without-value", 3, "DTSTART", "SUMMARY:Tết")]
    [InlineData("calendar-file.part-not-closed", 4, "DTSTART:20260101", "END:VALARM")]
    public void What_cannot_be_read_is_refused_and_its_line_named(string code, int line, params string[] lines)
    {
        var rule = Refused(lines).Rules.Single();

        Assert.Equal((code, line), (rule.Code, rule.Facts[0]));
    }

    [Fact]
    public void A_day_is_not_off_and_worked() => Assert.Equal(
        CalendarFileRules.ADayIsOffOrWorked,
        Assert.Throws<RuleBrokenException>(() => CalendarFileReader.Read(File("DTSTART:20260110\nSUMMARY:Làm bù\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20260110\nSUMMARY:Nghỉ"))).Rules.Single());

    [Theory]
    [InlineData("")]
    [InlineData("Ngày nghỉ: 01/01")]
    [InlineData("BEGIN:VEVENT\nEND:VEVENT")]
    public void What_is_no_calendar_is_refused(string text) => Assert.ThrowsAny<Exception>(() => CalendarFileReader.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Text_in_another_encoding_an_endless_line_and_too_many_events_are_refused()
    {
        Assert.Equal(CalendarFileRules.TheTextIsUtf8, Assert.Throws<RuleBrokenException>(() => CalendarFileReader.Read([.. File("DTSTART:20260101\nSUMMARY:"), 0xC3, 0x28])).Rules.Single());
        Assert.Equal(CalendarFileRules.ALineIsShort, Refused($"SUMMARY:{new string('a', 5000)}").Rules.Single());
        var events = string.Concat(Enumerable.Repeat("BEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:a\nEND:VEVENT\n", 1001));
        Assert.Equal(
            CalendarFileRules.EventsAreFew,
            Assert.Throws<RuleBrokenException>(() => CalendarFileReader.Read(Encoding.UTF8.GetBytes($"BEGIN:VCALENDAR\n{events}END:VCALENDAR"))).Rules.Single());
        Assert.Equal("file.too-large", Assert.Throws<UnreadableFileException>(() => CalendarFileReader.Read(new byte[CalendarFileReader.MostBytes + 1])).Code);
    }

    private static IReadOnlyList<CalendarEdit> Read(params string[] lines) => CalendarFileReader.Read(File(string.Join('\n', lines)));

    private static RuleBrokenException Refused(params string[] lines) => Assert.Throws<RuleBrokenException>(() => Read(lines));

    /// <summary>Latin-1 lines are bytes as they stand, every other letter is UTF-8.</summary>
    private static byte[] File(string happening)
    {
        var bytes = happening.All(letter => letter < 256) ? Encoding.Latin1.GetBytes(happening) : Encoding.UTF8.GetBytes(happening);
        return [.. "BEGIN:VCALENDAR\nBEGIN:VEVENT\n"u8, .. bytes, .. "\nEND:VEVENT\nEND:VCALENDAR\n"u8];
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
