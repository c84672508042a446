using System.Text.RegularExpressions;

namespace Workflow.Api.Documents;

/// <summary>Takes the marks of Markdown off a line and leaves its words.</summary>
internal static partial class Markdown
{
    // A letter of the private use area keeps an escaped asterisk from being taken for a mark.
    private const char EscapedAsterisk = '\uE000';

    public static string Strip(string line)
    {
        var bare = Heading().Replace(line, "").Replace("\\*", EscapedAsterisk.ToString(), StringComparison.Ordinal);
        bare = bare.Replace("***", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal).Replace("__", "", StringComparison.Ordinal);
        bare = Emphasis().Replace(bare, "${words}");
        bare = Escape().Replace(bare, "${letter}").Replace(EscapedAsterisk, '*');
        return OtherBullet().Replace(bare, "- ");
    }

    [GeneratedRegex(@"^\s{0,3}#{1,6}\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\*(?<words>[^\s*][^*]{0,2000})\*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\\(?<letter>[\\_#`>\-+.!()\[\]{}|])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Escape();

    [GeneratedRegex(@"^\s*[•–]\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OtherBullet();
}
