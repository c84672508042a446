using System.Text;

namespace Workflow.Domain.Analyses;

/// <summary>One way to write a space or a digit: files differ in tabs, no-break spaces, soft hyphens, decomposed letters and full width.</summary>
internal static class Spacing
{
    private const int Ellipsis = 0x2026;
    private const int NonBreakingHyphen = 0x2011;

    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        // Runes, because normalising throws on half of a surrogate pair and a hostile file may well hold one.
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune))
            {
                continue;
            }

            if (rune.Value == NonBreakingHyphen)
            {
                clean.Append('-');
            }
            else if (rune.Value == Ellipsis)
            {
                // Word turns three dots into one sign as they are typed, other programs do not.
                TrimEnd(clean).Append("...");
            }
            else if (!rune.IsAscii && Rune.IsDigit(rune))
            {
                // Digits of other scripts and of full width count as digits to a search and not to arithmetic.
                clean.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            }
            else if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            {
                clean.Append(rune.ToString());
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }

    private static StringBuilder TrimEnd(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }

        return text;
    }

    private static bool IsInvisible(Rune rune) => rune.Value is 0x00AD or (>= 0x200B and <= 0x200F) or (>= 0x2060 and <= 0x2064) or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF;
}
