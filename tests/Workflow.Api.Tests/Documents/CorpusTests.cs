using Workflow.Testing.Corpus;
using Xunit;

namespace Workflow.Api.Tests.Documents;

/// <summary>
/// The reading measured on reports of our own wording, each in several layouts as Word and PDF, against what a careful reader
/// finds in them. No deduction may be missed, nothing wrong may be shown as sure; the rest may get better, never worse.
/// </summary>
public sealed class CorpusTests
{
    private static readonly Lazy<Accuracy> Whole = new(() =>
    {
        var accuracy = new Accuracy();
        foreach (var report in CorpusReport.All)
        {
            foreach (var (name, content) in report.Forms())
            {
                accuracy.Read(name, content, report.Expected);
            }
        }

        return accuracy;
    });

    [Fact]
    public void It_is_a_corpus_of_many_reports_in_four_forms_each()
    {
        Assert.True(CorpusReport.All.Count >= 20);
        Assert.Equal(CorpusReport.All.Count * 4, Of("reports").Right);
    }

    [Fact]
    public void No_deduction_is_missed_and_none_is_invented() => Assert.Equal((0, 0), (Of("deductions").Missing, Of("deductions").Surplus));

    [Fact]
    public void Nothing_wrong_is_shown_as_sure() => Assert.Equal(0, Whole.Value.WrongAndSure);

    [Fact]
    public void No_discrepancy_is_missed_and_none_is_false() => Assert.Equal((0, 0), (Of("discrepancies").Missing, Of("discrepancies").Surplus));

    [Fact]
    public void What_cannot_be_read_whole_is_listed_and_nothing_else() => Assert.Equal((0, 0), (Of("unread passages").Missing, Of("unread passages").Surplus));

    [Theory]
    [InlineData("agency")]
    [InlineData("years")]
    [InlineData("totals")]
    [InlineData("fields")]
    [InlineData("ranks of fields")]
    [InlineData("criteria")]
    [InlineData("points")]
    [InlineData("criteria of deductions")]
    [InlineData("fields of deductions")]
    [InlineData("reasons")]
    [InlineData("figures")]
    [InlineData("percentages")]
    [InlineData("dates")]
    [InlineData("money")]
    [InlineData("documents")]
    [InlineData("late reports")]
    [InlineData("shares")]
    [InlineData("units of reasons")]
    [InlineData("directives")]
    [InlineData("due days of directives")]
    [InlineData("units of directives")]
    [InlineData("coordinating units of directives")]
    [InlineData("root causes")]
    public void Every_value_is_read_as_it_stands(string kind) => Assert.Equal((0, 0), (Of(kind).Missing, Of(kind).Surplus));

    private static Tally Of(string kind) => Whole.Value.Tallies[kind];
}
