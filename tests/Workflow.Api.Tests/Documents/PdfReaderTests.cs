using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using Workflow.Api.Documents;
using Xunit;

namespace Workflow.Api.Tests.Documents;

public sealed class PdfReaderTests
{
    private const double Left = 72;

    [Fact]
    public void A_table_drawn_with_rules_is_read_cell_by_cell_however_tight_its_columns()
    {
        var text = Text((page, write) =>
        {
            foreach (var (left, right, top, bottom) in new[] { (72, 300, 700, 680), (72, 150, 680, 640), (150, 225, 680, 640), (225, 300, 680, 640) })
            {
                page.DrawRectangle(new PdfPoint(left, bottom), right - left, top - bottom);
            }

            write(148, 686, "Merged over all");
            write(76, 664, "First line");
            write(76, 650, "second line");
            write(154, 657, "8,17/13,50");
            write(229, 657, "9,52/13,50");
        });

        Assert.Equal("Merged over all\t\t\nFirst line second line\t8,17/13,50\t9,52/13,50", text);
    }

    [Fact]
    public void A_table_without_rules_is_read_from_its_gaps()
    {
        var text = Text((_, write) =>
        {
            foreach (var (baseline, number, name, points) in new[] { (700, "1", "Field one", "4,5/5"), (680, "2", "Field two", "5/5"), (660, "3", "Field", "7/7") })
            {
                write(Left, baseline, number);
                write(150, baseline, name);
                write(300, baseline, points);
            }

            write(150, 647, "three");
        });

        Assert.Equal("1\tField one\t4,5/5\n2\tField two\t5/5\n3\tField three\t7/7", text);
    }

    [Fact]
    public void A_code_broken_at_its_hyphen_is_whole_and_a_page_number_is_no_text()
    {
        var text = Text((_, write) =>
        {
            write(Left, 700, "The letter that came in last year has the number 3848/UBND-");
            write(Left, 684, "TH and was answered late by some of the units that are named in");
            write(Left, 668, "the annex.");
            write(300, 40, "2");
        });

        Assert.Equal("The letter that came in last year has the number 3848/UBND-TH and was answered late by some of the units that are named in the annex.", text);
    }

    private static string Text(Action<PdfPageBuilder, Action<double, double, string>> draw)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.TimesRoman);
        var page = builder.AddPage(PageSize.A4);
        draw(page, (left, baseline, text) => page.AddText(text, 12, new PdfPoint(left, baseline), font));
        return DocumentReader.Read(builder.Build(), "a.pdf").Text;
    }
}
