using System.Text;

namespace Workflow.Domain.Analyses;

/// <summary>The syllables of a text in lower case, with the abbreviations of administrative prose written out.</summary>
internal static class Words
{
    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.Ordinal)
    {
        ["bql"] = "ban quản lý",
        ["cchc"] = "cải cách hành chính",
        ["cntt"] = "công nghệ thông tin",
        ["đvsncl"] = "đơn vị sự nghiệp công lập",
        ["dvc"] = "dịch vụ công",
        ["htx"] = "hợp tác xã",
        ["kl"] = "kết luận",
        ["ktxh"] = "kinh tế xã hội",
        ["pakn"] = "phản ánh kiến nghị",
        ["qppl"] = "quy phạm pháp luật",
        ["sncl"] = "sự nghiệp công lập",
        ["tthc"] = "thủ tục hành chính",
        ["vbqppl"] = "văn bản quy phạm pháp luật",
    };

    /// <summary>Syllables in order; an empty one marks where punctuation parts the sentence.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
                continue;
            }

            Close(word, words);
            if (!char.IsWhiteSpace(letter) && words.Count > 0 && words[^1].Length > 0)
            {
                words.Add("");
            }
        }

        Close(word, words);
        return words;
    }

    /// <summary>How much of <paramref name="part"/> stands in <paramref name="whole"/>, from 0 to 1.</summary>
    public static double Contained(string part, string whole)
    {
        var wanted = Of(part).Where(word => word.Length > 0).ToHashSet(StringComparer.Ordinal);
        if (wanted.Count == 0)
        {
            return 0;
        }

        var present = Of(whole).ToHashSet(StringComparer.Ordinal);
        return (double)wanted.Count(present.Contains) / wanted.Count;
    }

    private static void Close(StringBuilder word, List<string> words)
    {
        if (word.Length == 0)
        {
            return;
        }

        var written = word.ToString();
        word.Clear();
        if (Abbreviations.TryGetValue(written, out var full))
        {
            words.AddRange(full.Split(' '));
        }
        else
        {
            words.Add(Spelling(written));
        }
    }

    // Two spellings are current, and reports mix them.
    private static string Spelling(string word) => word switch
    {
        "tỉ" => "tỷ",
        "kĩ" => "kỹ",
        "lí" => "lý",
        _ => OldTones.TryGetValue(word[Math.Max(0, word.Length - 2)..], out var old) && !word.StartsWith('q') ? word[..^2] + old : word,
    };

    // The tone stands on the first or on the second vowel: hòa or hoà, ủy or uỷ.
    private static readonly Dictionary<string, string> OldTones = new(StringComparer.Ordinal)
    {
        ["oà"] = "òa",
        ["oá"] = "óa",
        ["oả"] = "ỏa",
        ["oã"] = "õa",
        ["oạ"] = "ọa",
        ["oè"] = "òe",
        ["oé"] = "óe",
        ["oẻ"] = "ỏe",
        ["oẽ"] = "õe",
        ["oẹ"] = "ọe",
        ["uỳ"] = "ùy",
        ["uý"] = "úy",
        ["uỷ"] = "ủy",
        ["uỹ"] = "ũy",
        ["uỵ"] = "ụy",
    };
}
