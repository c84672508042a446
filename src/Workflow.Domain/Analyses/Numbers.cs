using System.Globalization;

namespace Workflow.Domain.Analyses;

/// <summary>Numbers as Vietnamese officials write them: a comma before decimals, dots between thousands.</summary>
internal static class Numbers
{
    private const int LongestNumber = 18;

    /// <summary>
    /// Points and percentages, where a lone dot can only be a slip for the comma: 13,4753 and 13.4753 alike. Where both signs
    /// stand in one number the last parts the decimals: 1.234,5 and 1,234.5 alike.
    /// </summary>
    public static decimal? Points(string text)
    {
        var bare = Bare(text);
        var (commas, dots) = (bare.Count(letter => letter == ','), bare.Count(letter => letter == '.'));
        return !bare.All(letter => char.IsAsciiDigit(letter) || letter is ',' or '.') ? null
            : commas > 1 || dots > 1 || (commas == 1 && dots == 1)
            ? Parse(WithoutThousands(bare, commas > 0 && dots > 0))
            : Parse(bare.Replace(',', '.'));
    }

    /// <summary>Counts and sums of money, where a dot before three digits parts thousands: 36.370.000.</summary>
    public static decimal? Count(string text)
    {
        var bare = Bare(text);
        return PartsThousands(bare) ? Parse(bare.Replace(".", "", StringComparison.Ordinal)) : Points(bare);
    }

    /// <summary>Points as a cell prints them, with or without their unit: "0,5", "0,5 điểm", "-0,5", "12,5%".</summary>
    public static decimal? InCell(string text)
    {
        var bare = text.TrimEnd(' ', '.', ';', ',');
        foreach (var unit in (string[])["điểm", "đ", "%"])
        {
            if (bare.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                bare = bare[..^unit.Length];
                break;
            }
        }

        return Change(bare.Trim());
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

    private static string WithoutThousands(string bare, bool hasDecimals)
    {
        var last = bare.LastIndexOfAny([',', '.']);
        var whole = hasDecimals ? bare[..last] : bare;
        return string.Concat(whole.Where(char.IsAsciiDigit)) + (hasDecimals ? "." + bare[(last + 1)..] : "");
    }

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
