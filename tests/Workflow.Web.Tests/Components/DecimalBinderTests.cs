using System.Globalization;
using Workflow.Web.Components;
using Xunit;

namespace Workflow.Web.Tests.Components;

public sealed class DecimalBinderTests
{
    [Theory]
    [InlineData("0,5", "0.5")]
    [InlineData("0.5", "0.5")]
    [InlineData("0.125", "0.125")]
    [InlineData("12,3456", "12.3456")]
    [InlineData("1.339", "1339")]
    [InlineData("1.234,5", "1234.5")]
    [InlineData("1 339", "1339")]
    [InlineData("46", "46")]
    [InlineData("-1,5", "-1.5")]
    public void Figures_are_read_as_people_here_type_them(string typed, string meant) =>
        Assert.Equal(decimal.Parse(meant, CultureInfo.InvariantCulture), DecimalBinder.Read(typed));

    [Theory]
    [InlineData("nửa")]
    [InlineData("1,2,3")]
    [InlineData("12%")]
    public void What_is_no_figure_is_not_guessed(string typed) => Assert.Null(DecimalBinder.Read(typed));
}
