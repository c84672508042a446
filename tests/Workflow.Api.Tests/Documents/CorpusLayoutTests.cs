using System.Text.RegularExpressions;
using Workflow.Api.Documents;
using Workflow.Testing.Corpus;
using Xunit;

namespace Workflow.Api.Tests.Documents;

/// <summary>
/// However a report is laid out and printed, its paragraphs and cells are those of the plain Word file. Two things may differ: the
/// mark before an item, which a PDF's reader writes as a dash whatever was drawn; and the cells a row lacks, for a row shorter than
/// its table is printed with its last cell drawn out to the edge, as a merged cell is.
/// </summary>
public sealed partial class CorpusLayoutTests
{
    public static TheoryData<string, string> Forms() => new(
        from report in CorpusReport.All
        from form in new[] { "plain.pdf", "office.docx", "office.pdf" }
        select (report.Name, form));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_of_a_report_has_the_same_paragraphs_and_cells(string name, string form)
    {
        var report = CorpusReport.All.Single(report => report.Name == name);

        Assert.Equal(Lines(report, "plain.docx"), Lines(report, form));
    }

    private static string[] Lines(CorpusReport report, string form) =>
        Mark().Replace(CellsMissing().Replace(DocumentReader.Read(report.Forms().Single(one => one.FileName.EndsWith(form, StringComparison.Ordinal)).Content).Text, ""), "- ").Split('\n');

    [GeneratedRegex(@"\t+$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CellsMissing();

    [GeneratedRegex("^• ", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mark();
}
