using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using Workflow.Api.Documents;
using Workflow.Domain.Analyses;
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
    public void A_font_with_a_letter_composed_of_itself_is_done_without()
    {
        var sample = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Documents", "letter-composed-of-itself.pdf"));

        Assert.Contains(PdfReader.Read(sample).OfType<Paragraph>(), paragraph => paragraph.Text.Contains("cải cách hành chính", StringComparison.Ordinal));
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

    [Fact]
    public void A_head_merged_over_two_rows_has_its_text_in_the_first()
    {
        var text = Text((page, write) =>
        {
            foreach (var (left, right, top, bottom) in new[] { (72, 150, 700, 640), (150, 300, 700, 670), (150, 225, 670, 640), (225, 300, 670, 640), (72, 150, 640, 610), (150, 225, 640, 610), (225, 300, 640, 610) })
            {
                page.DrawRectangle(new PdfPoint(left, bottom), right - left, top - bottom);
            }

            write(76, 685, "Field of");
            write(76, 655, "reform");
            write(154, 680, "Points");
            write(154, 655, "2022");
            write(229, 655, "2023");
            write(76, 620, "Policy");
            write(154, 620, "4,5");
            write(229, 620, "5");
        });

        Assert.Equal("Field of reform\tPoints\t\n\t2022\t2023\nPolicy\t4,5\t5", text);
    }

    [Fact]
    public void Two_tables_of_other_columns_that_touch_are_two()
    {
        var blocks = Blocks((page, write) =>
        {
            foreach (var (left, right, top, bottom) in new[] { (72, 150, 700, 680), (150, 300, 700, 680), (72, 150, 680, 660), (150, 300, 680, 660), (72, 110, 660, 640), (110, 300, 660, 640), (72, 110, 640, 620), (110, 300, 640, 620) })
            {
                page.DrawRectangle(new PdfPoint(left, bottom), right - left, top - bottom);
            }

            foreach (var (left, baseline, words) in new[] { (76, 686, "Year"), (154, 686, "Index"), (76, 666, "2023"), (154, 666, "78,11"), (76, 646, "No"), (114, 646, "Field"), (76, 626, "1"), (114, 626, "Policy") })
            {
                write(left, baseline, words);
            }
        });

        Assert.Equal(
            ["Year|Index / 2023|78,11", "No|Field / 1|Policy"],
            blocks.Cast<Table>().Select(table => string.Join(" / ", table.Rows.Select(row => string.Join('|', row)))));
    }

    [Fact]
    public void A_letter_of_another_font_does_not_cut_its_word_in_two()
    {
        var text = Text((_, write) =>
        {
            write(Left, 700, "points lost b");
            write(Left + 60.2, 700, "i the units that were late");
        });

        Assert.Equal("points lost bi the units that were late", text);
    }

    [Fact]
    public void A_table_goes_on_over_a_page_that_ends_within_a_row()
    {
        static void Grid(PdfPageBuilder page, int rows, Action<double, double, string> write, string head)
        {
            for (var row = 0; row < rows; row++)
            {
                page.DrawRectangle(new PdfPoint(72, 680 - (row * 20)), 40, 20);
                page.DrawRectangle(new PdfPoint(112, 680 - (row * 20)), 120, 20);
            }

            write(76, 686, "No");
            write(116, 686, "Field");
            write(72, 800, head);
            write(72, 30, "Report of the district");
        }

        var blocks = Blocks(
            (page, write) =>
            {
                Grid(page, 2, write, "1");
                write(76, 666, "1");
                write(116, 666, "Direction of all the");
            },
            (page, write) =>
            {
                Grid(page, 3, write, "2");
                write(116, 666, "reform");
                write(76, 646, "2");
                write(116, 646, "Institutions");
            });

        var table = Assert.IsType<Table>(Assert.Single(blocks));
        Assert.Equal(["No|Field", "1|Direction of all the reform", "2|Institutions"], table.Rows.Select(row => string.Join('|', row)));
    }

    [Fact]
    public void A_line_that_comes_again_inside_the_text_stays()
    {
        var text = Text(
            (_, write) =>
            {
                write(Left, 760, "First.");
                write(Left, 700, "All points were given.");
                write(Left, 640, "Second, and this is the longest of the lines on the two pages.");
                write(Left, 580, "Third.");
                write(Left, 520, "Fourth.");
                write(Left, 460, "Fifth.");
                write(Left, 400, "Sixth.");
            },
            (_, write) =>
            {
                write(Left, 760, "Seventh.");
                write(Left, 700, "All points were given.");
            });

        Assert.Equal(2, text.Split('\n').Count(line => line == "All points were given."));
    }

    private static string Text(params Action<PdfPageBuilder, Action<double, double, string>>[] pages) => DocumentReader.Read(Written(pages), "a.pdf").Text;

    private static IReadOnlyList<SourceBlock> Blocks(params Action<PdfPageBuilder, Action<double, double, string>>[] pages) => DocumentReader.ReadBlocks(Written(pages));

    private static byte[] Written(Action<PdfPageBuilder, Action<double, double, string>>[] pages)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.TimesRoman);
        foreach (var draw in pages)
        {
            var page = builder.AddPage(PageSize.A4);
            draw(page, (left, baseline, text) => page.AddText(text, 12, new PdfPoint(left, baseline), font));
        }

        return builder.Build();
    }
}
