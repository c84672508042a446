namespace Workflow.Domain.Deadlines;

/// <summary>What a day shall be: an exception of some kind, or again what its weekday says where <paramref name="Kind"/> is null.</summary>
public sealed record CalendarEdit(DateOnly On, CalendarDayKind? Kind, string Name = "", bool Announced = true)
{
    public static CalendarEdit Of(CalendarDay day) => new(day.On, day.Kind, day.Name, day.Announced);

    /// <summary>What is entered for the day after it; null where its weekday says all.</summary>
    public CalendarDay? Day => Kind is { } kind ? new CalendarDay(On, kind, Name.Trim(), Announced) : null;
}

/// <summary>A day that two versions of a calendar tell differently.</summary>
public sealed record CalendarChange(DateOnly On, CalendarDay? Before, CalendarDay? After)
{
    /// <summary>Whether it is worked changes, and not only its name or whether it is announced.</summary>
    public bool MovesWork => Worked(Before) != Worked(After);

    private bool Worked(CalendarDay? day) => day?.IsWorked ?? !WorkCalendar.IsWeekend(On);
}

/// <summary>Changing a calendar: pure functions over its days.</summary>
public static class CalendarChanges
{
    /// <summary>Days of an agency's calendar lie between these years.</summary>
    public const int FirstYear = 2000;
    public const int LastYear = 2100;

    /// <summary>So many days are changed at once.</summary>
    public const int Most = 1_000;

    /// <summary>A holiday or an event of a file is no longer than this.</summary>
    public const int LongestRange = 31;

    public const int LongestName = 200;

    /// <summary>The calendar after some edits, in the order of its days.</summary>
    /// <exception cref="RuleBrokenException">A day that cannot be.</exception>
    public static IReadOnlyList<CalendarDay> Apply(IEnumerable<CalendarDay> days, IReadOnlyCollection<CalendarEdit> edits)
    {
        Check(edits).Enforce();
        var result = days.ToDictionary(day => day.On);
        foreach (var edit in edits)
        {
            result.Remove(edit.On);
            if (edit.Day is { } day)
            {
                result[day.On] = day;
            }
        }

        return [.. result.Values.OrderBy(day => day.On)];
    }

    /// <summary>In the order of the days.</summary>
    public static IReadOnlyList<CalendarChange> Between(IEnumerable<CalendarDay> before, IEnumerable<CalendarDay> after)
    {
        var (former, latter) = (before.ToDictionary(day => day.On), after.ToDictionary(day => day.On));
        return
        [
            .. former.Keys.Union(latter.Keys)
                .Order()
                .Select(on => new CalendarChange(on, former.GetValueOrDefault(on), latter.GetValueOrDefault(on)))
                .Where(change => change.Before != change.After),
        ];
    }

    /// <summary>One edit for each day of a range, ends included.</summary>
    /// <exception cref="RuleBrokenException">The range ends before it begins, or is too long.</exception>
    public static IReadOnlyList<CalendarEdit> Range(DateOnly first, DateOnly last, CalendarDayKind? kind, string name, bool announced)
    {
        var length = last.DayNumber - first.DayNumber + 1;
        if (length < 1)
        {
            throw new RuleBrokenException(CalendarRules.ARangeEndsAfterItBegins);
        }

        if (length > LongestRange)
        {
            throw new RuleBrokenException(CalendarRules.ARangeIsShort.With(LongestRange));
        }

        return [.. Enumerable.Range(0, length).Select(first.AddDays).Select(day => new CalendarEdit(day, kind, name.Trim(), announced))];
    }

    /// <summary>Days that follow each other and differ in nothing else, together.</summary>
    /// <param name="days">In their order.</param>
    public static IReadOnlyList<IReadOnlyList<CalendarDay>> Runs(IEnumerable<CalendarDay> days)
    {
        List<List<CalendarDay>> runs = [];
        foreach (var day in days)
        {
            if (runs.Count > 0 && runs[^1] is var run && run.Count < LongestRange && run[^1] with { On = day.On } == day && run[^1].On.AddDays(1) == day.On)
            {
                run.Add(day);
            }
            else
            {
                runs.Add([day]);
            }
        }

        return runs;
    }

    /// <summary>The later of two edits of a day holds.</summary>
    public static IReadOnlyList<CalendarEdit> Join(IEnumerable<CalendarEdit> earlier, IEnumerable<CalendarEdit> later) =>
        [.. earlier.Concat(later).GroupBy(edit => edit.On).Select(edits => edits.Last()).OrderBy(edit => edit.On)];

    private static Ruling Check(IReadOnlyCollection<CalendarEdit> edits)
    {
        if (edits.Count > Most)
        {
            return Ruling.Refuse(CalendarRules.ChangesAreFew.With(Most));
        }

        List<Rule> broken = [];
        foreach (var edit in edits)
        {
            Rule? rule = edit switch
            {
                { On.Year: < FirstYear or > LastYear } => CalendarRules.ADayLiesInOurTime,
                { Kind: null } => null,
                _ when string.IsNullOrWhiteSpace(edit.Name) || edit.Name.Trim().Length > LongestName => CalendarRules.ADayHasAName,
                { Kind: CalendarDayKind.MadeUp } when !WorkCalendar.IsWeekend(edit.On) => CalendarRules.AMadeUpDayIsOfAWeekend,
                { Kind: CalendarDayKind.SwappedOff } when WorkCalendar.IsWeekend(edit.On) => CalendarRules.ASwappedDayIsNotOfAWeekend,
                _ => null,
            };
            if (rule is not null && !broken.Contains(rule))
            {
                broken.Add(rule.With(edit.On.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)));
            }
        }

        if (edits.DistinctBy(edit => edit.On).Count() < edits.Count)
        {
            broken.Add(CalendarRules.ADayStandsOnce);
        }

        return Ruling.From(broken);
    }
}

public static class CalendarRules
{
    public static readonly Rule AChangeSaysWhy = new("calendar.note-missing");
    public static readonly Rule SomethingChanges = new("calendar.nothing-changed");
    public static readonly Rule ADayHasAName = new("calendar.name-missing");
    public static readonly Rule AMadeUpDayIsOfAWeekend = new("calendar.made-up-on-weekday");
    public static readonly Rule ASwappedDayIsNotOfAWeekend = new("calendar.swapped-on-weekend");
    public static readonly Rule ADayLiesInOurTime = new("calendar.day-out-of-range");
    public static readonly Rule ADayStandsOnce = new("calendar.day-twice");
    public static readonly Rule ChangesAreFew = new("calendar.too-many-days");
    public static readonly Rule ARangeEndsAfterItBegins = new("calendar.range-reversed");
    public static readonly Rule ARangeIsShort = new("calendar.range-too-long");
}
