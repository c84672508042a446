using System.Globalization;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Documents;

/// <summary>
/// Writes a calendar as an iCalendar file (RFC 5545): consecutive days alike are one event. A day not announced yet is TENTATIVE,
/// its kind its category, so that reading the file gives back the same days.
/// </summary>
internal static class CalendarFileWriter
{
    /// <summary>A line is folded after so many bytes.</summary>
    private const int LongestLine = 75;

    public static byte[] Write(string agency, IEnumerable<CalendarDay> days, DateTimeOffset savedAt)
    {
        List<string> lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Workflow//Calendar//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", $"X-WR-CALNAME:{Escape(agency)}"];
        foreach (var run in CalendarChanges.Runs(days))
        {
            lines.AddRange(
            [
                "BEGIN:VEVENT",
                $"UID:{Day(run[0].On)}-{run[0].Kind.ToString().ToLowerInvariant()}@workflow",
                $"DTSTAMP:{savedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}",
                $"DTSTART;VALUE=DATE:{Day(run[0].On)}",
                $"DTEND;VALUE=DATE:{Day(run[^1].On.AddDays(1))}",
                $"SUMMARY:{Escape(run[0].Name)}",
                $"CATEGORIES:{Category(run[0].Kind)}",
                $"STATUS:{(run[0].Announced ? "CONFIRMED" : "TENTATIVE")}",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
            ]);
        }

        lines.Add("END:VCALENDAR");
        using var content = new MemoryStream();
        foreach (var line in lines)
        {
            Fold(line, content);
        }

        return content.ToArray();
    }

    private static string Category(CalendarDayKind kind) => kind switch
    {
        CalendarDayKind.MadeUp => "Làm bù",
        CalendarDayKind.SwappedOff => "Nghỉ hoán đổi",
        _ => "Nghỉ lễ",
    };

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    /// <summary>Never within a letter.</summary>
    private static void Fold(string line, MemoryStream content)
    {
        var length = 0;
        Span<byte> letter = stackalloc byte[4];
        foreach (var rune in line.EnumerateRunes())
        {
            var size = rune.EncodeToUtf8(letter);
            if (length + size > LongestLine)
            {
                content.Write("\r\n "u8);
                length = 1;
            }

            content.Write(letter[..size]);
            length += size;
        }

        content.Write("\r\n"u8);
    }
}
