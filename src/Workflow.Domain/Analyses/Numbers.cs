using System.Globalization;

namespace Workflow.Domain.Analyses;

/// <summary>Numbers as Vietnamese officials write them: a comma before decimals, dots between thousands.</summary>
internal static class Numbers
{
    private const int LongestNumber = 18;

    /// <summary>Points and percentages, where a lone dot can only be a slip for the comma: 13,4753 and 13.4753 alike.</summary>
    public static decimal? Points(string text)
    {
        var bare = Bare(text);
        return bare.Contains(',', StringComparison.Ordinal)
            ? Parse(bare.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'))
            : Parse(bare);
    }

    /// <summary>Counts and sums of money, where a dot before three digits parts thousands: 36.370.000.</summary>
    public static decimal? Count(string text)
    {
        var bare = Bare(text);
        return bare.Contains(',', StringComparison.Ordinal) || PartsThousands(bare)
            ? Parse(bare.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'))
            : Parse(bare);
    }

    /// <summary>A change, with the sign often set apart from its digits: "- 0,69".</summary>
    public static decimal? Change(string text)
    {
        var bare = Bare(text);
        return bare.Length == 0 ? null
            : IsMinus(bare[0]) ? -Points(bare[1..])
            : Points(bare.TrimStart('+'));
    }

    /// <summary>As people read it here: a comma before the decimals, no closing zeros beyond those asked for.</summary>
    public static string Words(decimal number, int decimals = 0)
    {
        var digits = number.ToString("0.####", CultureInfo.InvariantCulture);
        var have = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return (have < decimals ? number.ToString($"F{decimals}", CultureInfo.InvariantCulture) : digits).Replace('.', ',');
    }

    /// <summary>How many decimals a printed number shows.</summary>
    public static int Decimals(decimal printed) => printed.Scale;

    private static string Bare(string text) =>
        string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter != '%'));

    private static bool PartsThousands(string bare)
    {
        var groups = bare.Split('.');
        return groups.Length > 1 && groups.Skip(1).All(group => group.Length == 3);
    }

    private static bool IsMinus(char letter) => letter is '-' or '–' or '−';

    private static decimal? Parse(string digits) =>
        digits.Length is > 0 and <= LongestNumber
        && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
