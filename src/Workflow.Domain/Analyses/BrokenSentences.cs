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
                    open = new Paragraph(Joined(open.Text, next.Text));
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

    /// <summary>
    /// A hyphen hanging from the last letter is the line's, not the word's: "thự-" and "c hiện" are one syllable, "báo-" and "cáo" two.
    /// </summary>
    private static string Joined(string before, string after)
    {
        if (before.Length < 2 || before[^1] != '-' || !char.IsLetter(before[^2]))
        {
            return $"{before} {after}";
        }

        var first = before[(before.LastIndexOf(' ') + 1)..^1];
        var second = after.Split(' ', 2)[0].TrimEnd(',', '.', ';', ':', ')');
        return HasVowel(first) && HasVowel(second) ? $"{before[..^1]} {after}" : before[..^1] + after;
    }

    private static bool HasVowel(string syllable) =>
        syllable.Normalize(System.Text.NormalizationForm.FormD).Any(letter => "aeiouyAEIOUYơưƠƯ".Contains(letter, StringComparison.Ordinal));

    /// <summary>Whether the second is the rest of the first's sentence.</summary>
    public static bool Continues(string before, string after) =>
        !SentenceEnds.Contains(before[^1], StringComparison.Ordinal)
        && char.IsLower(after[0])
        && !IsLetteredItem(after);

    private static bool IsLetteredItem(string text) => text.Length > 1 && text[1] is ')' or '.';
}
