using System.Globalization;
using System.Text;
using Workflow.Domain;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Documents;

/// <summary>
/// Reads days off and made-up days from an iCalendar file (RFC 5545): events of whole days, each day of an event one edit. What
/// it cannot read as such it refuses and names the line; nothing is guessed, and no file makes it work for long.
/// </summary>
internal static class CalendarFileReader
{
    public const int MostBytes = 512 * 1024;

    private const int MostEvents = 1_000;
    private const int LongestLine = 4_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="RuleBrokenException">The file is refused; the rule says why and in which line.</exception>
    /// <exception cref="UnreadableFileException">The file is empty or too large.</exception>
    public static IReadOnlyList<CalendarEdit> Read(byte[] content)
    {
        if (content.Length == 0)
        {
            throw UnreadableFileException.Empty();
        }

        if (content.Length > MostBytes)
        {
            throw UnreadableFileException.TooLarge();
        }

        var lines = Unfold(content);
        if (lines.Count == 0 || !lines[0].Is("BEGIN", "VCALENDAR"))
        {
            throw new RuleBrokenException(CalendarFileRules.AFileIsACalendar);
        }

        Dictionary<DateOnly, CalendarEdit> days = [];
        foreach (var (happening, number) in Events(lines).Select((happening, number) => (happening, number)))
        {
            if (number >= MostEvents)
            {
                throw new RuleBrokenException(CalendarFileRules.EventsAreFew.With(MostEvents));
            }

            foreach (var edit in happening.ToEdits())
            {
                if (days.TryGetValue(edit.On, out var present) && present.Day!.IsWorked != edit.Day!.IsWorked)
                {
                    throw new RuleBrokenException(CalendarFileRules.ADayIsOffOrWorked.With(happening.Line, Day(edit.On)));
                }

                days.TryAdd(edit.On, edit);
            }
        }

        return days.Count > 0 ? [.. days.Values.OrderBy(edit => edit.On)] : throw new RuleBrokenException(CalendarFileRules.AFileHasEvents);
    }

    /// <summary>The events of the calendar; what else a calendar holds is passed over, alarms of events included.</summary>
    private static IEnumerable<Event> Events(List<Line> lines)
    {
        Stack<(string Name, int Line)> open = new();
        Event? current = null;
        foreach (var line in lines)
        {
            if (line.Name == "BEGIN")
            {
                var inside = line.Value.Trim().ToUpperInvariant();
                open.Push((inside, line.Number));
                current = open.Count == 2 && inside == "VEVENT" ? new Event(line.Number) : current;
            }
            else if (line.Name == "END")
            {
                if (!open.TryPop(out var began) || !line.Is("END", began.Name))
                {
                    throw new RuleBrokenException(CalendarFileRules.PartsEndAsTheyBegin.With(line.Number));
                }

                if (open.Count == 1 && current is not null)
                {
                    yield return current;
                    current = null;
                }
            }
            else if (open.Count == 2 && current is not null)
            {
                current.Take(line);
            }
        }

        if (open.Count > 0)
        {
            throw new RuleBrokenException(CalendarFileRules.PartsEndAsTheyBegin.With(open.Peek().Line));
        }
    }

    /// <summary>
    /// Lines as they were before they were folded: a line break and the blank after it are taken out, in bytes, for a fold may
    /// fall into the middle of a letter.
    /// </summary>
    private static List<Line> Unfold(byte[] content)
    {
        List<Line> lines = [];
        List<byte> unfolded = [];
        var (number, beganAt) = (0, 1);
        var rest = content.AsSpan(content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
        while (!rest.IsEmpty)
        {
            number++;
            var end = rest.IndexOf((byte)'\n');
            var physical = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (!physical.IsEmpty && physical[0] is (byte)' ' or (byte)'\t' && unfolded.Count > 0)
            {
                unfolded.AddRange(physical[1..]);
            }
            else
            {
                Finish();
                beganAt = number;
                unfolded.AddRange(physical);
            }

            if (unfolded.Count > LongestLine)
            {
                throw new RuleBrokenException(CalendarFileRules.ALineIsShort.With(beganAt, LongestLine));
            }
        }

        Finish();
        return lines;

        void Finish()
        {
            if (unfolded.Count > 0)
            {
                lines.Add(Line.Parse(Decode([.. unfolded], beganAt), beganAt));
                unfolded.Clear();
            }
        }
    }

    private static string Decode(byte[] line, int number)
    {
        try
        {
            return Utf8.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            throw new RuleBrokenException(CalendarFileRules.TheTextIsUtf8.With(number));
        }
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A content line: name, parameters, value.</summary>
    private sealed record Line(int Number, string Name, string Value)
    {
        public bool Is(string name, string value) => Name == name && Value.Trim().Equals(value, StringComparison.OrdinalIgnoreCase);

        /// <summary>The value begins after the first colon that is not within quotation marks.</summary>
        public static Line Parse(string text, int number)
        {
            var quoted = false;
            for (var at = 0; at < text.Length; at++)
            {
                quoted ^= text[at] == '"';
                if (text[at] == ':' && !quoted)
                {
                    var name = text.AsSpan(0, at);
                    var parameters = name.IndexOf(';');
                    return new Line(number, (parameters < 0 ? name : name[..parameters]).ToString().ToUpperInvariant(), text[(at + 1)..]);
                }
            }

            throw new RuleBrokenException(CalendarFileRules.ALineHasAValue.With(number));
        }
    }

    /// <summary>What is said of one event.</summary>
    private sealed class Event(int line)
    {
        private Line? start;
        private Line? end;
        private Line? duration;
        private string summary = "";
        private string categories = "";
        private bool cancelled;
        private bool tentative;

        public int Line { get; } = line;

        public void Take(Line property)
        {
            switch (property.Name)
            {
                case "DTSTART":
                    start = property;
                    break;
                case "DTEND":
                    end = property;
                    break;
                case "DURATION":
                    duration = property;
                    break;
                case "SUMMARY":
                    summary = Unescape(property.Value);
                    break;
                case "CATEGORIES":
                    categories = Unescape(property.Value);
                    break;
                case "STATUS":
                    cancelled = property.Is("STATUS", "CANCELLED");
                    tentative = property.Is("STATUS", "TENTATIVE");
                    break;
                case "RRULE" or "RDATE":
                    throw new RuleBrokenException(CalendarFileRules.AnEventHappensOnce.With(property.Number));
            }
        }

        public IReadOnlyList<CalendarEdit> ToEdits()
        {
            if (cancelled)
            {
                return [];
            }

            var first = DayOf(start ?? throw new RuleBrokenException(CalendarFileRules.AnEventHasADay.With(Line)));
            var last = end is not null ? DayOf(end).AddDays(-1) : duration is not null ? first.AddDays(Days(duration) - 1) : first;
            if (last < first)
            {
                throw new RuleBrokenException(CalendarFileRules.AnEventEndsAfterItBegins.With((end ?? duration)!.Number));
            }

            if (last.DayNumber - first.DayNumber >= CalendarChanges.LongestRange)
            {
                throw new RuleBrokenException(CalendarFileRules.AnEventIsShort.With(Line, CalendarChanges.LongestRange));
            }

            var name = summary.Trim();
            if (name.Length is 0 or > CalendarChanges.LongestName)
            {
                throw new RuleBrokenException(CalendarFileRules.AnEventHasAName.With(Line, CalendarChanges.LongestName));
            }

            return CalendarChanges.Range(first, last, Kind(), name, announced: !tentative);
        }

        /// <summary>By its category where the file came from here, else by the words of its summary.</summary>
        private CalendarDayKind Kind()
        {
            var words = Searchable.Fold($"{categories} {summary}");
            return words.Contains("lam bu", StringComparison.Ordinal) ? CalendarDayKind.MadeUp
                : words.Contains("hoan doi", StringComparison.Ordinal) ? CalendarDayKind.SwappedOff
                : CalendarDayKind.Holiday;
        }

        private static DateOnly DayOf(Line line)
        {
            var value = line.Value.Trim();
            if (value.Length > 8 && value[8] == 'T')
            {
                throw new RuleBrokenException(CalendarFileRules.AnEventLastsWholeDays.With(line.Number));
            }

            return DateOnly.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day.Year is >= CalendarChanges.FirstYear and <= CalendarChanges.LastYear
                ? day
                : throw new RuleBrokenException(CalendarFileRules.ADayIsADay.With(line.Number, Shown(value)));
        }

        /// <summary>Whole days or weeks: P1D, P2W.</summary>
        private static int Days(Line line)
        {
            var value = line.Value.Trim();
            return value is ['P', .. var number, 'D' or 'W'] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= CalendarChanges.LongestRange
                ? value[^1] == 'W' ? count * 7 : count
                : throw new RuleBrokenException(CalendarFileRules.ADayIsADay.With(line.Number, Shown(value)));
        }

        private static string Shown(string value) => value.Length > 40 ? $"{value[..40]}…" : value;

        private static string Unescape(string value)
        {
            var text = new StringBuilder(value.Length);
            for (var at = 0; at < value.Length; at++)
            {
                text.Append(value[at] == '\\' && at + 1 < value.Length
                    ? value[++at] is 'n' or 'N' ? ' ' : value[at]
                    : char.IsControl(value[at]) ? ' ' : value[at]);
            }

            return text.ToString();
        }
    }
}

public static class CalendarFileRules
{
    public static readonly Rule AFileIsACalendar = new("calendar-file.not-a-calendar");
    public static readonly Rule AFileHasEvents = new("calendar-file.no-event");
    public static readonly Rule EventsAreFew = new("calendar-file.too-many-events");
    public static readonly Rule ALineIsShort = new("calendar-file.line-too-long");
    public static readonly Rule ALineHasAValue = new("calendar-file.line-without-value");
    public static readonly Rule TheTextIsUtf8 = new("calendar-file.not-utf8");
    public static readonly Rule PartsEndAsTheyBegin = new("calendar-file.part-not-closed");
    public static readonly Rule AnEventHappensOnce = new("calendar-file.repeats");
    public static readonly Rule AnEventHasADay = new("calendar-file.day-missing");
    public static readonly Rule AnEventLastsWholeDays = new("calendar-file.not-all-day");
    public static readonly Rule ADayIsADay = new("calendar-file.no-day");
    public static readonly Rule AnEventEndsAfterItBegins = new("calendar-file.ends-before-it-begins");
    public static readonly Rule AnEventIsShort = new("calendar-file.event-too-long");
    public static readonly Rule AnEventHasAName = new("calendar-file.name-missing");
    public static readonly Rule ADayIsOffOrWorked = new("calendar-file.off-and-worked");
}
