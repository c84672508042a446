using System.Text.Json;

namespace Workflow.Testing.Corpus;

/// <summary>
/// A report of our own wording under tests/corpus, what a careful reader finds in it, and the forms it comes in. The source is
/// a small markup: <c>@</c> a centred title line, <c>#</c> a heading, <c>*</c> an item of an automatic list, <c>|=</c> a heading
/// row and <c>|</c> a row of a table, where <c>&lt;</c> joins a cell to its left neighbour and <c>^</c> to the one above.
/// </summary>
internal sealed record CorpusReport(string Name, string Folder, IReadOnlyList<CorpusBlock> Blocks, Expected Expected)
{
    /// <summary>The same words laid out twice: as offices print them, and with everything that gets in a reader's way.</summary>
    public static readonly IReadOnlyList<string> Layouts = ["plain", "office"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    public static IReadOnlyList<CorpusReport> All { get; } = [.. Directory.GetDirectories(Root()).Order(StringComparer.Ordinal).Select(Load)];

    /// <summary>Each report in every layout and form: its file name and its bytes.</summary>
    public IEnumerable<(string FileName, byte[] Content)> Forms()
    {
        foreach (var layout in Layouts)
        {
            yield return ($"{Name}.{layout}.docx", CorpusWord.Write(this, layout));
            yield return ($"{Name}.{layout}.pdf", File.ReadAllBytes(Path.Combine(Folder, $"{layout}.pdf")));
        }
    }

    /// <summary>tests/corpus of the sources this program was built from: a folder for each report.</summary>
    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Combine(folder.FullName, "tests", "corpus");
            if (Directory.Exists(corpus))
            {
                return corpus;
            }
        }

        throw new DirectoryNotFoundException("tests/corpus is not above this program.");
    }

    private static CorpusReport Load(string folder)
    {
        var expected = JsonSerializer.Deserialize<Expected>(File.ReadAllText(Path.Combine(folder, "expected.json")), Json)
            ?? throw new InvalidDataException(folder);
        return new CorpusReport(Path.GetFileName(folder), folder, [.. Parse(File.ReadAllLines(Path.Combine(folder, "report.md")))], expected);
    }

    private static IEnumerable<CorpusBlock> Parse(IEnumerable<string> lines)
    {
        var rows = new List<CorpusRow>();
        foreach (var line in lines.Append(""))
        {
            if (line.StartsWith('|'))
            {
                var isHeading = line.StartsWith("|=", StringComparison.Ordinal);
                rows.Add(new CorpusRow(isHeading, [.. line[(isHeading ? 2 : 1)..].Split('|', StringSplitOptions.TrimEntries)]));
                continue;
            }

            if (rows.Count > 0)
            {
                yield return new CorpusTable([.. rows]);
                rows.Clear();
            }

            if (line.Length > 0)
            {
                yield return line[0] switch
                {
                    '@' => new CorpusParagraph(CorpusStyle.Title, line[1..].Trim()),
                    '#' => new CorpusParagraph(CorpusStyle.Heading, line[1..].Trim()),
                    '*' => new CorpusParagraph(CorpusStyle.Item, line[1..].Trim()),
                    _ => new CorpusParagraph(CorpusStyle.Body, line),
                };
            }
        }
    }
}

internal abstract record CorpusBlock;

internal sealed record CorpusParagraph(CorpusStyle Style, string Text) : CorpusBlock;

internal sealed record CorpusTable(IReadOnlyList<CorpusRow> Rows) : CorpusBlock;

internal sealed record CorpusRow(bool IsHeading, IReadOnlyList<string> Cells);

internal enum CorpusStyle
{
    Title,
    Heading,
    Body,
    Item,
}
