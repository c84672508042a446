using System.Globalization;
using System.Text;

namespace Workflow.Api.Documents;

/// <summary>A deadline as a day of somebody's calendar.</summary>
/// <param name="Uid">The same in every file that tells of it, so that a calendar has it once.</param>
/// <param name="Sequence">Higher wherever the day has moved, so that a calendar follows.</param>
/// <param name="Cancelled">It is owed no more; calendars take it out.</param>
internal sealed record CalendarEntry(string Uid, int Sequence, DateOnly On, string Title, string Text, string Url, bool Cancelled = false);

/// <summary>
/// Writes deadlines as an iCalendar file (RFC 5545): each a whole day, which has no time and so no zone to be mistaken in. Lines end in CR LF
/// and are folded at 75 octets, never within a letter (3.1); texts are escaped (3.3.11).
/// </summary>
internal static class CalendarFile
{
    private const int MostOctets = 75;

    /// <summary>What a calendar is to do with the file (RFC 5546, 3.2): take the entries over, or take all of them out.</summary>
    public static string MethodOf(IReadOnlyCollection<CalendarEntry> entries) => entries.Count > 0 && entries.All(entry => entry.Cancelled) ? "CANCEL" : "PUBLISH";

    public static string Write(IReadOnlyCollection<CalendarEntry> entries, DateTimeOffset now, string? name = null)
    {
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//Workflow//CCHC//VI");
        Line(file, "CALSCALE:GREGORIAN");
        Line(file, $"METHOD:{MethodOf(entries)}");
        if (name is not null)
        {
            Line(file, $"X-WR-CALNAME:{Escape(name)}");
        }

        foreach (var entry in entries)
        {
            Line(file, "BEGIN:VEVENT");
            Line(file, $"UID:{entry.Uid}");
            Line(file, $"DTSTAMP:{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
            Line(file, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{entry.Sequence}"));
            Line(file, $"DTSTART;VALUE=DATE:{Day(entry.On)}");
            Line(file, $"DTEND;VALUE=DATE:{Day(entry.On.AddDays(1))}");
            Line(file, $"SUMMARY:{Escape(entry.Title)}");
            Line(file, $"DESCRIPTION:{Escape(entry.Text)}");
            Line(file, $"URL:{entry.Url}");
            Line(file, entry.Cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
            Line(file, "TRANSP:TRANSPARENT");
            Line(file, "END:VEVENT");
        }

        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace('\r', '\n')
        .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>The blank that begins a folded line counts among its octets.</summary>
    private static void Line(StringBuilder file, string content)
    {
        var (written, at, octets) = (0, 0, 0);
        foreach (var letter in content.EnumerateRunes())
        {
            if (octets + letter.Utf8SequenceLength > MostOctets)
            {
                file.Append(content, written, at - written).Append("\r\n ");
                (written, octets) = (at, 1);
            }

            at += letter.Utf16SequenceLength;
            octets += letter.Utf8SequenceLength;
        }

        file.Append(content, written, content.Length - written);
        file.Append("\r\n");
    }
}
