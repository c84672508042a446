using Workflow.Testing.Corpus;
using Xunit;

namespace Workflow.Api.Tests.Documents;

/// <summary>
/// The reading measured on reports of our own wording, each in several layouts as Word and PDF, against what a careful reader
/// finds in them. From Word everything is read as it stands, from PDF all that the breaking of lines and pages leaves whole.
/// </summary>
public sealed class CorpusTests
{
    private static readonly Lazy<Accuracy> Whole = new(() => Read(""));

    private static readonly Lazy<Accuracy> Word = new(() => Read(".docx"));

    [Fact]
    public void It_is_a_corpus_of_many_reports_in_four_forms_each()
    {
        Assert.True(CorpusReport.All.Count >= 20);
        Assert.Equal(CorpusReport.All.Count * 4, Whole.Value.Tallies["reports"].Right);
    }

    [Fact]
    public void No_deduction_is_missed() => Assert.Equal(0, Whole.Value.Tallies["deductions"].Missing);

    [Fact]
    public void Nothing_wrong_is_shown_as_sure() => Assert.Equal(0, Word.Value.WrongAndSure);

    [Theory]
    [InlineData("years")]
    [InlineData("totals")]
    [InlineData("ranks of fields")]
    [InlineData("criteria")]
    [InlineData("points")]
    [InlineData("criteria of deductions")]
    [InlineData("fields of deductions")]
    [InlineData("figures")]
    [InlineData("percentages")]
    [InlineData("money")]
    [InlineData("late reports")]
    [InlineData("shares")]
    [InlineData("unread passages")]
    [InlineData("due days of directives")]
    [InlineData("coordinating units of directives")]
    [InlineData("root causes")]
    public void Every_value_is_read_as_it_stands(string kind) => IsWhole(Whole.Value, kind);

    [Theory]
    [InlineData("deductions")]
    [InlineData("discrepancies")]
    [InlineData("agency")]
    [InlineData("fields")]
    [InlineData("reasons")]
    [InlineData("dates")]
    [InlineData("documents")]
    [InlineData("units of reasons")]
    [InlineData("directives")]
    [InlineData("units of directives")]
    public void From_Word_the_rest_is_too(string kind) => IsWhole(Word.Value, kind);

    private static void IsWhole(Accuracy accuracy, string kind) =>
        Assert.Equal((0, 0), (accuracy.Tallies[kind].Missing, accuracy.Tallies[kind].Surplus));

    private static Accuracy Read(string extension)
    {
        var accuracy = new Accuracy();
        foreach (var report in CorpusReport.All)
        {
            foreach (var (name, content) in report.Forms().Where(form => form.FileName.EndsWith(extension, StringComparison.Ordinal)))
            {
                accuracy.Read(name, content, report.Expected);
            }
        }

        return accuracy;
    }
}
