using System.Text;

namespace Workflow.Api.Documents;

/// <summary>
/// Tells Vietnamese written for the fonts from before Unicode: their files hold Western letters and signs, which only the font
/// shows as Vietnamese. TCVN3 (ABC; fonts like .VnTime) puts signs for letters, VNI (fonts like VNI-Times) an accent after its
/// vowel. Some such letters in a Unicode text, a quotation mark or a trade mark, are none.
/// </summary>
internal sealed class LegacyLetters
{
    private const int Some = 20;

    // A Vietnamese text has one of the letters that exist in Unicode only in every other syllable.
    private const int UnicodeToEach = 4;
    private const string Tcvn3Signs = "¡¢£¤¥¦§¨©ª«¬\u00AD®µ¶·¸¹»¼½¾×÷";
    private const string UnicodeOnly = "ĂăĐđĨĩŨũƠơƯư";

    private static readonly Dictionary<char, string> VniAccents = new()
    {
        ['a'] = "ùøûõïâêáàåãäéèúüë",
        ['e'] = "ùøûõïâáàåãä",
        ['o'] = "ùøûõïâáàåãä",
        ['u'] = "ùøûõï",
        ['y'] = "ùøûõï",
        ['ô'] = "ùøûõï",
        ['ö'] = "ùøûõï",
    };

    private readonly StringBuilder inTcvn3 = new();
    private readonly StringBuilder inVni = new();

    /// <exception cref="UnreadableFileException">The text is written in one of the old codes.</exception>
    public static void Refuse(string text)
    {
        var (tcvn3, vni, unicode) = Count(text);
        var limit = Math.Max(Some, unicode / UnicodeToEach);
        if (Math.Max(tcvn3, vni) >= limit)
        {
            throw tcvn3 >= vni ? UnreadableFileException.Tcvn3() : UnreadableFileException.Vni();
        }
    }

    /// <summary>Takes note of what a document sets in a font.</summary>
    public void Add(string? font, string text)
    {
        // A font in a PDF may stand behind a tag: ABCDEF+.VnTime.
        var name = font.AsSpan()[((font?.IndexOf('+', StringComparison.Ordinal) ?? -1) + 1)..];
        (name.StartsWith(".Vn", StringComparison.OrdinalIgnoreCase) ? inTcvn3
            : name.StartsWith("VNI", StringComparison.OrdinalIgnoreCase) ? inVni
            : null)?.Append(text);
    }

    /// <exception cref="UnreadableFileException">Parts of the document are set in an old font and written for it.</exception>
    public void Refuse()
    {
        Refuse(inTcvn3.ToString());
        Refuse(inVni.ToString());
    }

    private static (int Tcvn3, int Vni, int Unicode) Count(string text)
    {
        var (tcvn3, vni, unicode) = (0, 0, 0);
        var before = ' ';
        foreach (var letter in text.Select(Western))
        {
            tcvn3 += (IsSign(letter) && IsLetter(before)) || (IsSign(before) && IsLetter(letter)) ? 1 : 0;
            vni += VniAccents.TryGetValue(char.ToLowerInvariant(before), out var accents) && accents.Contains(char.ToLowerInvariant(letter), StringComparison.Ordinal) ? 1 : 0;
            unicode += letter is >= 'Ạ' and <= 'ỹ' || UnicodeOnly.Contains(letter, StringComparison.Ordinal) ? 1 : 0;
            before = letter;
        }

        return (tcvn3, vni, unicode);
    }

    /// <summary>Word keeps the letters of some fonts in the private use area.</summary>
    private static char Western(char letter) => letter is >= '\uF020' and <= '\uF0FF' ? (char)(letter - 0xF000) : letter;

    private static bool IsSign(char letter) => Tcvn3Signs.Contains(letter, StringComparison.Ordinal);

    private static bool IsLetter(char letter) => char.IsAsciiLetter(letter) || letter is >= 'À' and <= 'ÿ';
}
