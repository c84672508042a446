namespace Workflow.Domain.Analyses;

/// <summary>A stretch of text with its place; a statement that ends in a colon takes the list after it along.</summary>
internal sealed record Passage(string Text, TextSpan Span)
{
    /// <summary>How many paragraphs after the first it took along.</summary>
    public int Extra { get; private init; }

    public static Passage At(IReadOnlyList<PlacedParagraph> paragraphs, int at)
    {
        var first = paragraphs[at];
        var last = at;
        if (first.Text.EndsWith(':') && Deductions.Mentions(first.Text))
        {
            while (last + 1 < paragraphs.Count && Belongs(paragraphs[last], paragraphs[last + 1]))
            {
                last++;
            }
        }

        var text = string.Join('\n', paragraphs.Skip(at).Take(last - at + 1).Select(paragraph => paragraph.Text));
        return new Passage(text, TextSpan.Between(first.Span.Start, paragraphs[last].Span.End)) { Extra = last - at };
    }

    public Passage Between(int start, int end) => new(Text[start..end], new TextSpan(Span.Start + start, end - start));

    public Passage Trimmed()
    {
        var start = Text.Length - Text.TrimStart().Length;
        return Between(start, Math.Max(start, Text.TrimEnd().Length));
    }

    private static bool Belongs(PlacedParagraph before, PlacedParagraph after) =>
        after.Span.Start == before.Span.End + 1 && IsListItem(after.Text) && !Deductions.Mentions(after.Text);

    private static bool IsListItem(string text) => text.Length > 1 && text[0] is '-' or '+' or '–' or '•';
}
