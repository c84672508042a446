using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Workflow.Domain.Analyses;

namespace Workflow.Web.Components;

/// <summary>A place in the source that something else points to.</summary>
/// <param name="Anchor">The id it can be reached by, like <c>source-12</c>.</param>
/// <param name="Back">The id of what was read there.</param>
/// <param name="Label">The word of the link back.</param>
/// <param name="Look">What it is marked as, where that is no row: unread, duty.</param>
public sealed record SourceMark(TextSpan Span, string Anchor, string Back, string Label, string? Look = null);

/// <summary>
/// The text of a report with its places marked. Marks may lie within each other; one that would cross another ends with it,
/// so that the markup nests.
/// </summary>
public static class SourceText
{
    public static IHtmlContent Render(string text, IEnumerable<SourceMark> marks, HtmlEncoder encoder)
    {
        var html = new HtmlContentBuilder();
        Stack<(int End, SourceMark Mark)> open = [];
        var at = 0;
        foreach (var mark in marks
            .Where(mark => mark.Span.Length > 0 && mark.Span.Start >= 0 && mark.Span.Start < text.Length)
            .OrderBy(mark => mark.Span.Start).ThenByDescending(mark => mark.Span.Length))
        {
            CloseUpTo(mark.Span.Start);
            Write(mark.Span.Start);
            var end = Math.Min(mark.Span.Start + mark.Span.Length, open.TryPeek(out var around) ? around.End : text.Length);
            html.AppendHtml($"""<mark id="{encoder.Encode(mark.Anchor)}"{(mark.Look is null ? "" : $" class=\"{mark.Look}\"")}>""");
            open.Push((end, mark));
        }

        CloseUpTo(text.Length);
        Write(text.Length);
        return html;

        void CloseUpTo(int position)
        {
            while (open.TryPeek(out var innermost) && innermost.End <= position)
            {
                Write(innermost.End);
                var (_, mark) = open.Pop();
                html.AppendHtml($"""<a href="#{encoder.Encode(mark.Back)}">[{encoder.Encode(mark.Label)}]</a></mark>""");
            }
        }

        void Write(int end)
        {
            if (end > at)
            {
                html.Append(text[at..end]);
                at = end;
            }
        }
    }
}
