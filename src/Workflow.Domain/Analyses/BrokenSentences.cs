namespace Workflow.Domain.Analyses;

/// <summary>Joins paragraphs that a page break, a hard line end or a converter cut in the middle of a sentence.</summary>
internal static class BrokenSentences
{
    private const string SentenceEnds = ".;:!?…";

    public static IEnumerable<SourceBlock> Join(IEnumerable<SourceBlock> blocks)
    {
        Paragraph? open = null;
        foreach (var block in blocks)
        {
            if (block is Paragraph next)
            {
                if (next.Text.Length == 0)
                {
                    continue;
                }

                if (open is not null && Continues(open.Text, next.Text))
                {
                    open = new Paragraph($"{open.Text} {next.Text}");
                    continue;
                }

                if (open is not null)
                {
                    yield return open;
                }

                open = next;
                continue;
            }

            if (open is not null)
            {
                yield return open;
                open = null;
            }

            yield return block;
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private static bool Continues(string before, string after) =>
        !SentenceEnds.Contains(before[^1], StringComparison.Ordinal)
        && char.IsLower(after[0])
        && !IsLetteredItem(after);

    private static bool IsLetteredItem(string text) => text.Length > 1 && text[1] is ')' or '.';
}
