using System.Globalization;
using Workflow.Domain.Deadlines;
using Xunit;

namespace Workflow.Domain.Tests.Deadlines;

/// <summary>Moon and sun against the times that almanacs print, in universal time to the minute.</summary>
public sealed class MoonAndSunTests
{
    /// <summary>New moon number 297 after the one of 6 January 2000.</summary>
    private const int JanuaryOf2024 = 297;

    [Theory]
    [InlineData(0, "2024-01-11 11:57")]
    [InlineData(1, "2024-02-09 22:59")]
    [InlineData(2, "2024-03-10 09:00")]
    [InlineData(3, "2024-04-08 18:21")]
    [InlineData(4, "2024-05-08 03:22")]
    [InlineData(5, "2024-06-06 12:38")]
    [InlineData(6, "2024-07-05 22:57")]
    [InlineData(7, "2024-08-04 11:13")]
    [InlineData(8, "2024-09-03 01:56")]
    [InlineData(9, "2024-10-02 18:49")]
    [InlineData(10, "2024-11-01 12:47")]
    [InlineData(11, "2024-12-01 06:21")]
    [InlineData(12, "2024-12-30 22:27")]
    public void The_moon_is_new_within_two_minutes_of_the_time_printed(int months, string printed) =>
        Assert.Equal(Julian(printed), LunarCalendar.NewMoon(JanuaryOf2024 + months), 2.0 / (24 * 60));

    [Theory]
    [InlineData("2024-03-20 03:06", 0)]
    [InlineData("2024-06-20 20:51", 90)]
    [InlineData("2024-09-22 12:44", 180)]
    [InlineData("2024-12-21 09:20", 270)]
    [InlineData("2000-03-20 07:35", 0)]
    public void At_equinox_and_solstice_the_sun_has_gone_a_quarter_of_its_way_to_a_fiftieth_of_a_degree(string printed, double degrees)
    {
        var off = Math.Abs(LunarCalendar.SunLongitude(Julian(printed)) - degrees);

        Assert.InRange(Math.Min(off, 360 - off), 0, 0.02);
    }

    private static double Julian(string moment) =>
        (DateTime.ParseExact(moment, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) - new DateTime(2000, 1, 1, 12, 0, 0)).TotalDays + 2451545.0;
}
