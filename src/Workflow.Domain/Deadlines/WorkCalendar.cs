namespace Workflow.Domain.Deadlines;

/// <summary>What an exceptional day is: everything else follows from the day of the week.</summary>
public enum CalendarDayKind
{
    /// <summary>Nghỉ lễ, Tết.</summary>
    Holiday,

    /// <summary>Nghỉ hoán đổi: off, because another day is worked in its place.</summary>
    SwappedOff,

    /// <summary>Làm bù: a Saturday or Sunday that is worked.</summary>
    MadeUp,
}

/// <summary>A day of the agency's calendar that its weekday does not tell.</summary>
public sealed record CalendarDay(DateOnly On, CalendarDayKind Kind, string Name, bool Announced = true)
{
    public bool IsWorked => Kind is CalendarDayKind.MadeUp;
}

/// <summary>
/// The agency's working days. The only place that knows in which zone a day begins and ends, and which days count.
/// Saturday and Sunday are off (QĐ 188/1999/QĐ-TTg) unless made up; holidays and swapped days are off.
/// </summary>
public sealed class WorkCalendar(TimeZoneInfo zone, IEnumerable<CalendarDay> days)
{
    private readonly Dictionary<DateOnly, CalendarDay> exceptions = days.ToDictionary(day => day.On);

    /// <summary>Every day its weekday does not tell, in their order.</summary>
    public IEnumerable<CalendarDay> Days => exceptions.Values.OrderBy(day => day.On);

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>The calendar of the same zone with other days.</summary>
    public WorkCalendar With(IEnumerable<CalendarDay> others) => new(zone, others);

    /// <summary>The day it is at this instant, in the agency's zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The time on the wall at this instant, in the agency's zone.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    /// <summary>The instant of a time of day on a day, in UTC.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>A day ends at 24:00 (BLDS 2015, Điều 148): this is the first instant that is no longer in it.</summary>
    public DateTimeOffset EndOf(DateOnly day) => At(day.AddDays(1), TimeOnly.MinValue);

    public bool IsWorkingDay(DateOnly day) => exceptions.TryGetValue(day, out var exception)
        ? exception.IsWorked
        : !IsWeekend(day);

    /// <summary>Why a day is not what its weekday says; null when nothing is entered for it.</summary>
    public CalendarDay? Exception(DateOnly day) => exceptions.GetValueOrDefault(day);

    /// <summary>The day itself when it is worked, else the next that is.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The day itself when it is worked, else the last that was.</summary>
    public DateOnly OnOrBefore(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>
    /// The nth working day after a day (or before it, when negative). The day itself is not counted
    /// (BLDS 2015, Điều 147); zero gives the day itself, worked or not.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        var step = Math.Sign(count);
        while (count != 0)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day))
            {
                count -= step;
            }
        }

        return day;
    }

    /// <summary>How far off a last good day is.</summary>
    public DaysLeft Left(DateOnly today, DateOnly last) => new(WorkingDaysBetween(today, last), last.DayNumber - today.DayNumber, NotAnnounced(OnOrBefore(last), last));

    /// <summary>The first day of a span, ends included, that is entered and not announced yet; null where there is none.</summary>
    public CalendarDay? NotAnnounced(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (Exception(day) is { Announced: false } unsure)
            {
                return unsure;
            }
        }

        return null;
    }

    /// <summary>How many working days lie after <paramref name="from"/> up to and with <paramref name="to"/>; negative when it lies before. Outside the model it is asked for by <see cref="Left"/> alone.</summary>
    internal int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -WorkingDaysBetween(to, from);
        }

        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }
}
