namespace Workflow.Domain.Deadlines;

/// <summary>
/// The days of the Vietnamese lunisolar calendar, reckoned for the meridian of UTC+7 (QĐ 121/CP, 8/8/1967): a month begins on
/// the day of its new moon, the eleventh month holds the winter solstice, and of thirteen months between two solstices the first
/// without a principal term is the leap month. Moon and sun after J. Meeus, Astronomical Algorithms, chapters 49 and 25: right to
/// a few minutes over this century.
/// </summary>
public static class LunarCalendar
{
    private const double DaysOfAMonth = 29.530588861;

    /// <summary>New moon number 0: 6 January 2000.</summary>
    private const double FirstNewMoon = 2451550.09766;

    /// <summary>Julian date at which day number 0 of <see cref="DateOnly"/> began in UTC+7.</summary>
    private const double DayZero = 1721425.5 - (7.0 / 24);

    /// <summary>Earth time runs ahead of universal time by about this in the years of 2000 to 2050.</summary>
    private const double DeltaT = 75.0 / 86400;

    /// <summary>The first day of the lunar year that begins in this year: mùng 1 Tết.</summary>
    public static DateOnly NewYear(int year) => On(year, month: 1, day: 1);

    /// <summary>A day of a month, which is not the leap month, of the lunar year that begins in <paramref name="year"/>.</summary>
    public static DateOnly On(int year, int month, int day)
    {
        var (former, own) = (EleventhMonth(year - 1), EleventhMonth(year));
        var count = month + 1;
        if (own - former == 13 && LeapAfter(former) <= count)
        {
            count++;
        }

        return DateOnly.FromDayNumber(FirstDay(former + count) + day - 1);
    }

    /// <summary>How many months after the eleventh the leap month comes: the first in which the sun enters no new sign.</summary>
    private static int LeapAfter(int eleventh)
    {
        var months = 1;
        while (Sign(FirstDay(eleventh + months)) != Sign(FirstDay(eleventh + months + 1)))
        {
            months++;
        }

        return months;
    }

    /// <summary>The number of the new moon that begins the month of this year's winter solstice.</summary>
    private static int EleventhMonth(int year)
    {
        var lastDay = new DateOnly(year, 12, 31).DayNumber;
        var moon = (int)Math.Ceiling((lastDay + DayZero - FirstNewMoon) / DaysOfAMonth) + 1;
        while (FirstDay(moon) > lastDay)
        {
            moon--;
        }

        return Sign(FirstDay(moon)) >= 9 ? moon - 1 : moon;
    }

    private static int FirstDay(int moon) => (int)Math.Floor(NewMoon(moon) - DayZero);

    /// <summary>In which twelfth of its way the sun stands when a day begins; 9 begins at the winter solstice.</summary>
    private static int Sign(int day) => (int)Math.Floor(SunLongitude(day + DayZero) / 30);

    /// <summary>When it is new moon: a Julian date in universal time.</summary>
    internal static double NewMoon(int moon)
    {
        double k = moon, t = k / 1236.85, e = 1 - (0.002516 * t) - (0.0000074 * t * t);
        var sun = Radians(2.5534 + (29.10535670 * k) - (0.0000014 * t * t));
        var anomaly = Radians(201.5643 + (385.81693528 * k) + (0.0107582 * t * t));
        var latitude = Radians(160.7108 + (390.67050284 * k) - (0.0016118 * t * t));
        var node = Radians(124.7746 - (1.56375588 * k) + (0.0020672 * t * t));
        return FirstNewMoon + (DaysOfAMonth * k) + (0.00015437 * t * t) - DeltaT
            - (0.40720 * Math.Sin(anomaly)) + (0.17241 * e * Math.Sin(sun)) + (0.01608 * Math.Sin(2 * anomaly))
            + (0.01039 * Math.Sin(2 * latitude)) + (0.00739 * e * Math.Sin(anomaly - sun)) - (0.00514 * e * Math.Sin(anomaly + sun))
            + (0.00208 * e * e * Math.Sin(2 * sun)) - (0.00111 * Math.Sin(anomaly - (2 * latitude))) - (0.00057 * Math.Sin(anomaly + (2 * latitude)))
            + (0.00056 * e * Math.Sin((2 * anomaly) + sun)) - (0.00042 * Math.Sin(3 * anomaly)) + (0.00042 * e * Math.Sin(sun + (2 * latitude)))
            + (0.00038 * e * Math.Sin(sun - (2 * latitude))) - (0.00024 * e * Math.Sin((2 * anomaly) - sun)) - (0.00017 * Math.Sin(node));
    }

    /// <summary>The apparent longitude of the sun in degrees, 0 to 360.</summary>
    internal static double SunLongitude(double julian)
    {
        var t = (julian + DeltaT - 2451545.0) / 36525;
        var anomaly = Radians(357.52911 + (35999.05029 * t) - (0.0001537 * t * t));
        var centre = ((1.914602 - (0.004817 * t) - (0.000014 * t * t)) * Math.Sin(anomaly))
            + ((0.019993 - (0.000101 * t)) * Math.Sin(2 * anomaly)) + (0.000289 * Math.Sin(3 * anomaly));
        var longitude = 280.46646 + (36000.76983 * t) + (0.0003032 * t * t) + centre
            - 0.00569 - (0.00478 * Math.Sin(Radians(125.04 - (1934.136 * t))));
        return longitude - (360 * Math.Floor(longitude / 360));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
