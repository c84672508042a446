using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>The numbered headings of a report and what stands under each: I., 2.1., 3.</summary>
internal static partial class Outline
{
    private const int LongestHeading = 300;

    /// <summary>The heading a paragraph is, or null where it is running text.</summary>
    public static Heading? HeadingIn(PlacedParagraph paragraph)
    {
        if (paragraph.Text.Length > LongestHeading || Deductions.Mentions(paragraph.Text))
        {
            return null;
        }

        var roman = RomanHeading().Match(paragraph.Text);
        if (roman.Success)
        {
            return new Heading(0, null, paragraph.Text[roman.Groups["title"].Index..]);
        }

        var numbered = NumberedHeading().Match(paragraph.Text);
        if (!numbered.Success)
        {
            return null;
        }

        var numbers = numbered.Groups["number"].Value.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return new Heading(numbers.Length, int.Parse(numbers[^1], System.Globalization.CultureInfo.InvariantCulture), paragraph.Text[numbered.Groups["title"].Index..]);
    }

    [GeneratedRegex(@"^(?:(?:PHẦN|Phần)\s+)?[IVX]{1,5}\s*[.:/-]\s*(?<title>\p{L})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RomanHeading();

    [GeneratedRegex(@"^(?<number>\d{1,2}\.(?:\d{1,2}\.){0,3}|\d{1,2}(?:\.\d{1,2}){1,3})\s+(?<title>\p{Lu})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NumberedHeading();
}

/// <summary>A heading: its depth (0 for a Roman numeral, otherwise how many numbers it has), the last number, its words.</summary>
internal sealed record Heading(int Depth, int? Number, string Title);
