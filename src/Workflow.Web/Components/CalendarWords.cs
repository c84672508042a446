using System.Globalization;
using Microsoft.Extensions.Localization;
using Workflow.Domain.Deadlines;

namespace Workflow.Web.Components;

/// <summary>Words days of the calendar, and what becomes of them.</summary>
public sealed class CalendarWords(IStringLocalizer<Interface> text)
{
    private const int Named = 3;

    /// <summary>A span as people write it: one day, or the first and the last.</summary>
    public static string Span(DateOnly first, DateOnly last) => first == last ? Figures.Day(first) : $"{Figures.Day(first)} – {Figures.Day(last)}";

    /// <summary>What a day becomes: the answer to why a deadline moved.</summary>
    public string Became(DateOnly day, CalendarDayKind? kind) => text[$"became.{kind?.ToString() ?? (WorkCalendar.IsWeekend(day) ? "Weekend" : "Weekday")}", Figures.Day(day)];

    /// <summary>The days that made a deadline move, as history keeps them: <c>2026-01-02 SwappedOff;2026-01-10 MadeUp</c>.</summary>
    public string Because(string kept) => Because(kept.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(day => day.Split(' ')).Select(day => Became(
        DateOnly.ParseExact(day[0], "O", CultureInfo.InvariantCulture), Enum.TryParse<CalendarDayKind>(day[^1], out var kind) ? kind : null)));

    /// <summary>The first few, and how many others.</summary>
    public string Because(IEnumerable<string> became)
    {
        var all = became.ToList();
        var named = string.Join(", ", all.Take(Named));
        return all.Count > Named ? text["became.others", named, all.Count - Named] : named;
    }
}
