using System.Text.Encodings.Web;
using Workflow.Domain.Analyses;
using Workflow.Web.Components;
using Xunit;

namespace Workflow.Web.Tests.Components;

public sealed class SourceTextTests
{
    [Fact]
    public void A_mark_surrounds_its_place_and_leads_back() => Assert.Equal(
        """ab<mark id="source-1">cd<a href="#row-1">[1]</a></mark>ef""",
        Render("abcdef", Mark(2, 2, 1)));

    [Fact]
    public void Marks_nest() => Assert.Equal(
        """<mark id="source-1">a<mark id="source-2">b<a href="#row-2">[2]</a></mark>c<a href="#row-1">[1]</a></mark>d""",
        Render("abcd", Mark(0, 3, 1), Mark(1, 1, 2)));

    [Fact]
    public void A_mark_that_would_cross_another_ends_with_it() => Assert.Equal(
        """<mark id="source-1">a<mark id="source-2">b<a href="#row-2">[2]</a></mark><a href="#row-1">[1]</a></mark>cd""",
        Render("abcd", Mark(0, 2, 1), Mark(1, 3, 2)));

    [Fact]
    public void A_mark_says_what_it_is_where_it_is_no_row() => Assert.Equal(
        """a<mark id="unread-source-1" class="unread">b<a href="#unread-1">[chưa đọc 1]</a></mark>c""",
        Render("abc", new SourceMark(new TextSpan(1, 1), "unread-source-1", "unread-1", "chưa đọc 1", "unread")).Replace("&#x1B0;", "ư", StringComparison.Ordinal).Replace("&#x111;", "đ", StringComparison.Ordinal).Replace("&#x1ECD;", "ọ", StringComparison.Ordinal));

    [Fact]
    public void The_text_is_never_markup() => Assert.Equal("&lt;b&gt;", Render("<b>"));

    [Fact]
    public void Places_outside_the_text_are_left_out() => Assert.Equal("ab", Render("ab", Mark(5, 2, 1), Mark(0, 0, 2)));

    private static SourceMark Mark(int start, int length, int number) => new(new TextSpan(start, length), $"source-{number}", $"row-{number}", $"{number}");

    private static string Render(string text, params SourceMark[] marks)
    {
        using var written = new StringWriter();
        SourceText.Render(text, marks, HtmlEncoder.Default).WriteTo(written, HtmlEncoder.Default);
        return written.ToString();
    }
}
