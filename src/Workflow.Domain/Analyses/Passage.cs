namespace Workflow.Domain.Analyses;

/// <summary>A stretch of text with its place; a statement that ends in a colon, or without its reason, takes along what belongs to it.</summary>
internal sealed record Passage(string Text, TextSpan Span)
{
    /// <summary>How many paragraphs after the first it took along.</summary>
    public int Extra { get; private init; }

    public bool EndsInColon => Text.EndsWith(':');

    /// <summary>The paragraph at a place, with the list that its closing colon announces or the reason that the next paragraph gives.</summary>
    /// <param name="blocks">The blocks it stands among.</param>
    /// <param name="at">Its place among them.</param>
    /// <param name="speaksOfLoss">Whether a text speaks of a loss; what does stands for itself.</param>
    public static Passage At(IReadOnlyList<PlacedBlock> blocks, int at, Func<string, bool> speaksOfLoss)
    {
        var first = (PlacedParagraph)blocks[at];
        var paragraphs = new List<PlacedParagraph> { first };
        if (first.Text.EndsWith(':') || !HasReason(first.Text))
        {
            var takesList = first.Text.EndsWith(':');
            while (at + paragraphs.Count < blocks.Count
                && blocks[at + paragraphs.Count] is PlacedParagraph next
                && next.Span.Start == paragraphs[^1].Span.End + 1
                && !CriterionCodes.StartsLine(next.Text)
                && (takesList && IsListItem(next.Text) || Reasons.IsReason(next.Text) && paragraphs.Count == 1 && !HasReason(first.Text))
                && !speaksOfLoss(next.Text))
            {
                paragraphs.Add(next);
                takesList |= next.Text.EndsWith(':');
            }
        }

        var text = string.Join('\n', paragraphs.Select(paragraph => paragraph.Text));
        return new Passage(text, TextSpan.Between(first.Span.Start, paragraphs[^1].Span.End)) { Extra = paragraphs.Count - 1 };
    }

    public Passage Between(int start, int end) => new(Text[start..end], new TextSpan(Span.Start + start, end - start));

    public Passage Trimmed()
    {
        var start = Text.Length - Text.TrimStart().Length;
        return Between(start, Math.Max(start, Text.TrimEnd().Length));
    }

    private static bool HasReason(string text) => text.TrimEnd(' ', '.', ';', ')', ':') is var bare
        && !bare.EndsWith("điểm", StringComparison.OrdinalIgnoreCase) && !bare.EndsWith('đ') && !char.IsDigit(bare.DefaultIfEmpty(' ').Last());

    private static bool IsListItem(string text) => text.Length > 1 && (text[0] is '-' or '+' or '–' or '•' || (text[1] is ')' && !text.StartsWith('(')));
}
