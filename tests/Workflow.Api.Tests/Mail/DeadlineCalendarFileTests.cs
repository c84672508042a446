using System.Text;
using Workflow.Api.Documents;
using Xunit;

namespace Workflow.Api.Tests.Mail;

public sealed class DeadlineCalendarFileTests
{
    private static readonly DateTimeOffset Now = new(2024, 9, 9, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public void A_deadline_is_a_whole_day_with_what_lets_a_calendar_follow_it()
    {
        var file = CalendarFile.Write([new CalendarEntry("task-1@x.example", 2, new DateOnly(2024, 12, 31), "Hạn", "Điểm", "https://x.example/tasks/1")], Now);

        Assert.StartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", file, StringComparison.Ordinal);
        Assert.EndsWith("END:VCALENDAR\r\n", file, StringComparison.Ordinal);
        Assert.All(
            new[] { "METHOD:PUBLISH", "UID:task-1@x.example", "SEQUENCE:2", "DTSTAMP:20240909T010000Z", "DTSTART;VALUE=DATE:20241231", "DTEND;VALUE=DATE:20250101", "STATUS:CONFIRMED" },
            line => Assert.Contains($"\r\n{line}\r\n", file, StringComparison.Ordinal));
        Assert.DoesNotContain("\n\n", file.Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_owed_no_more_is_taken_out() => Assert.Contains(
        "STATUS:CANCELLED", CalendarFile.Write([new CalendarEntry("a", 1, new DateOnly(2024, 9, 9), "x", "y", "z", Cancelled: true)], Now), StringComparison.Ordinal);

    [Fact]
    public void Texts_are_escaped_so_that_nobody_writes_lines_of_their_own()
    {
        var file = CalendarFile.Write([new CalendarEntry("a", 1, new DateOnly(2024, 9, 9), "a;b,c\\d\r\nSEQUENCE:99\rx", "y", "z")], Now);

        Assert.Contains("SUMMARY:a\\;b\\,c\\\\d\\nSEQUENCE:99\\nx\r\n", file, StringComparison.Ordinal);
        Assert.DoesNotContain("\nSEQUENCE:99", file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rà soát, cập nhật quy trình nội bộ giải quyết thủ tục hành chính thuộc thẩm quyền của Ủy ban nhân dân huyện và công khai trên Cổng thông tin điện tử")]
    [InlineData("𠀀𠀁𠀂𠀃𠀄𠀅𠀆𠀇𠀈𠀉𠀊𠀋𠀌𠀍𠀎𠀏𠀐𠀑𠀒𠀓𠀔𠀕𠀖𠀗")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Lines_are_folded_at_75_octets_between_letters_and_unfold_to_what_was_written(string title)
    {
        var file = CalendarFile.Write([new CalendarEntry("a", 1, new DateOnly(2024, 9, 9), title, "y", "z")], Now);

        Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\uFFFD', file);
        Assert.Contains($"SUMMARY:{title.Replace(",", "\\,", StringComparison.Ordinal)}\r\n", file.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
