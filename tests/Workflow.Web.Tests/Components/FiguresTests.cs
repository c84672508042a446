using System.Globalization;
using Workflow.Web.Components;
using Xunit;

namespace Workflow.Web.Tests.Components;

public sealed class FiguresTests
{
    public FiguresTests() => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("vi-VN");

    [Theory]
    [InlineData("78.1191", "78,12")]
    [InlineData("0.125", "0,13")]
    [InlineData("-0.125", "-0,13")]
    [InlineData("0", "0,00")]
    [InlineData("0.0047", "0,0047")]
    public void Points_have_two_decimals_unless_that_would_hide_them(string points, string written) =>
        Assert.Equal(written, Figures.Rounded(decimal.Parse(points, CultureInfo.InvariantCulture)));

    [Fact]
    public void A_drawing_knows_no_decimal_comma() => Assert.Equal("78.119", Figures.Svg(78.1191m));

    [Fact]
    public void Days_are_written_day_first() => Assert.Equal("05/09/2024", Figures.Day(new DateOnly(2024, 9, 5)));
}
