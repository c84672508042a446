using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>The numbered headings of a report and what stands under each: PHẦN THỨ HAI, B., I., 2.1., 3.</summary>
internal static partial class Outline
{
    /// <summary>The depth of "PHẦN THỨ NHẤT" and of "A.".</summary>
    public const int Part = -1;

    /// <summary>The depth of headings without a number, beneath all that have one.</summary>
    public const int Unnumbered = 10;

    private const int LongestHeading = 300;

    /// <summary>The heading a paragraph is, or null where it is running text.</summary>
    public static Heading? HeadingIn(PlacedParagraph paragraph)
    {
        var text = paragraph.Text;
        if (text.Length > LongestHeading || paragraph.StatesALoss)
        {
            return null;
        }

        var part = PartHeading().Match(text);
        if (part.Success)
        {
            return new Heading(Part, null, text[part.Length..]);
        }

        var roman = RomanHeading().Match(text);
        if (roman.Success)
        {
            return new Heading(0, RowLabel.Roman(roman.Groups["number"].Value), text[roman.Groups["title"].Index..]);
        }

        var numbered = NumberedHeading().Match(text);
        if (!numbered.Success)
        {
            return null;
        }

        var numbers = numbered.Groups["number"].Value.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return new Heading(numbers.Length, int.Parse(numbers[^1], CultureInfo.InvariantCulture), text[numbered.Groups["title"].Index..]);
    }

    [GeneratedRegex(@"^(?:(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ)\s+(?:NHẤT|nhất|HAI|hai|BA|ba|TƯ|tư)|[IVX]{1,4}|[1-4A-D])\s*[.:/–-]?\s*|[A-D]\s*[.:/–-]\s*(?=\p{Lu}))", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PartHeading();

    [GeneratedRegex(@"^(?<number>[IVX]{1,5})\s*[.:/–-]\s*(?<title>\p{L})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RomanHeading();

    [GeneratedRegex(@"^(?<number>\d{1,2}\.(?:\d{1,2}\.){0,3}|\d{1,2}(?:\.\d{1,2}){1,3})\s*(?<title>\p{Lu})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NumberedHeading();
}

/// <summary>
/// A heading: its depth (0 for a Roman numeral, otherwise how many numbers it has, less for a part), the last number, its words.
/// </summary>
internal sealed record Heading(int Depth, int? Number, string Title);
