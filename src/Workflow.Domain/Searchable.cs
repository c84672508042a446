using System.Globalization;
using System.Text;

namespace Workflow.Domain;

/// <summary>Text as people search it: lower case, without Vietnamese diacritics, đ as d.</summary>
public static class Searchable
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
            {
                folded.Append(letter is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(letter));
            }
        }

        return folded.ToString();
    }
}
