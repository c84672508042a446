using System.Globalization;
using System.Text.RegularExpressions;
using Workflow.Domain.Analyses;

namespace Workflow.Domain.Scoring;

/// <summary>
/// Reads a criterion tree (bộ chỉ số) from the tables of a document: a row for each field, criterion and component with its
/// code, name and maximum; rows without a code say how points are given and belong to the row above them.
/// </summary>
public static partial class ScoreSetReader
{
    /// <summary>A province's set has some 100 rows; what is thirty times as long is no score set.</summary>
    private const int MostRows = 3000;

    /// <summary>No table has a column of codes and a column of maxima.</summary>
    public static readonly Rule ATableOfCriteriaIsNeeded = new("score-set.no-table");

    /// <summary>A code stands in two rows.</summary>
    public static readonly Rule ACodeStandsOnce = new("score-set.code-twice");

    /// <summary>A row without components has no maximum.</summary>
    public static readonly Rule ACriterionHasAMaximum = new("score-set.max-missing");

    /// <exception cref="RuleBrokenException">When there is no such table, or it contradicts itself beyond repair.</exception>
    public static IReadOnlyList<CriterionRow> Read(SourceDocument document)
    {
        var rows = new List<Draft>();
        Columns? columns = null;
        foreach (var table in document.Tables)
        {
            var heading = table.Rows.TakeWhile(row => Code(row, 0) is null).ToList();
            columns = Columns.Of(heading) ?? columns;
            if (columns is not null)
            {
                ReadRows(table.Rows, columns, rows);
            }
        }

        return Tree(rows);
    }

    private static void ReadRows(IReadOnlyList<IReadOnlyList<PlacedCell>> tableRows, Columns columns, List<Draft> rows)
    {
        foreach (var row in tableRows)
        {
            var name = Text(row, columns.Name);
            if (Code(row, columns.Code) is { } code && name.Length > 0)
            {
                rows.Add(new Draft(code, name, Numbers.Points(Text(row, columns.Max)), columns.Guidance is { } guidance ? Text(row, guidance) : ""));
            }
            else if (rows.Count > 0 && name.Length > 0 && Text(row, columns.Code).Length == 0 && !Total().IsMatch(name) && Columns.Of([row]) is null)
            {
                var points = Text(row, columns.Max);
                rows[^1].Say(points.Length == 0 ? name : $"{name}: {points}");
            }

            if (rows.Count > MostRows)
            {
                throw new RuleBrokenException(ATableOfCriteriaIsNeeded);
            }
        }
    }

    private static IReadOnlyList<CriterionRow> Tree(List<Draft> drafts)
    {
        if (drafts.Count == 0)
        {
            throw new RuleBrokenException(ATableOfCriteriaIsNeeded);
        }

        var coded = WithWholeCodes(drafts).ToList();
        if (coded.DistinctBy(row => row.Code).Count() < coded.Count)
        {
            throw new RuleBrokenException(ACodeStandsOnce);
        }

        var codes = coded.Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        var parents = coded.Select(row => ParentOf(row.Code, codes)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var maxima = coded.ToDictionary(row => row.Code, row => row.Draft.Max, StringComparer.Ordinal);
        if (coded.Any(row => row.Draft.Max is null && !parents.Contains(row.Code)))
        {
            throw new RuleBrokenException(ACriterionHasAMaximum);
        }

        return
        [
            .. coded.Select((row, at) => new CriterionRow(
                at + 1,
                row.Code,
                ParentOf(row.Code, codes),
                row.Draft.Name,
                row.Draft.Max ?? SumBelow(row.Code, coded, codes, maxima),
                parents.Contains(row.Code) ? null : ScoringRuleWords.KindOf(row.Draft.Name, row.Draft.Guidance),
                row.Draft.Guidance.Length == 0 ? null : row.Draft.Guidance)),
        ];
    }

    private static decimal SumBelow(
        string code, List<(string Code, Draft Draft)> coded, HashSet<string> codes, Dictionary<string, decimal?> maxima) =>
        coded.Where(row => ParentOf(row.Code, codes) == code).Sum(row => maxima[row.Code] ?? SumBelow(row.Code, coded, codes, maxima));

    /// <summary>Under Roman fields criteria may count from 1 in each: "1" below "II" is criterion 2.1.</summary>
    private static IEnumerable<(string Code, Draft Draft)> WithWholeCodes(List<Draft> drafts)
    {
        var romanFields = drafts.Any(draft => RomanCode().IsMatch(draft.Code));
        var countsAnew = romanFields && drafts.Any(draft => !draft.Code.Contains('.', StringComparison.Ordinal) && !RomanCode().IsMatch(draft.Code));
        var field = 0;
        foreach (var draft in drafts)
        {
            if (RomanCode().IsMatch(draft.Code))
            {
                field = Roman(draft.Code);
                yield return (field.ToString(CultureInfo.InvariantCulture), draft);
            }
            else
            {
                yield return (countsAnew ? $"{field.ToString(CultureInfo.InvariantCulture)}.{draft.Code}" : draft.Code, draft);
            }
        }
    }

    private static string? ParentOf(string code, HashSet<string> codes)
    {
        for (var cut = code.LastIndexOf('.'); cut > 0; cut = code.LastIndexOf('.', cut - 1))
        {
            if (codes.Contains(code[..cut]))
            {
                return code[..cut];
            }
        }

        return null;
    }

    private static int Roman(string code)
    {
        var sum = 0;
        for (var at = 0; at < code.Length; at++)
        {
            var value = Digit(code[at]);
            sum += at + 1 < code.Length && value < Digit(code[at + 1]) ? -value : value;
        }

        return sum;
    }

    private static int Digit(char letter) => letter switch { 'I' => 1, 'V' => 5, 'X' => 10, _ => 0 };

    private static string? Code(IReadOnlyList<PlacedCell> row, int column) =>
        RowCode().Match(Text(row, column)) is { Success: true } code ? code.Groups["code"].Value : null;

    private static string Text(IReadOnlyList<PlacedCell> row, int column) => column < row.Count ? row[column].Text.Trim() : "";

    [GeneratedRegex(@"^(?<code>[IVX]{1,5}|\d{1,2}(?:\.(?:\d{1,2}|[a-zđ]))*)\.?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RowCode();

    [GeneratedRegex(@"^[IVX]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RomanCode();

    [GeneratedRegex(@"^(?:tổng|cộng)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Total();

    /// <summary>Which column holds what, by the words above it.</summary>
    private sealed record Columns(int Code, int Name, int Max, int? Guidance)
    {
        public static Columns? Of(IReadOnlyList<IReadOnlyList<PlacedCell>> heading)
        {
            if (heading.Count == 0)
            {
                return null;
            }

            var labels = ColumnLabels.Of(heading);
            int? max = First(labels, "tối đa") ?? First(labels, "điểm chuẩn", "thang điểm");
            int? name = First(labels, "tiêu chí", "lĩnh vực", "nội dung", "chỉ số thành phần");
            int? guidance = First(labels, "cách tính", "hướng dẫn", "cách chấm", "phương pháp", "quy tắc", "ghi chú");
            return max is { } points && name is { } words && points != words ? new Columns(0, words, points, guidance) : null;
        }

        private static int? First(ColumnLabels labels, params string[] words) =>
            labels.About(words).Where(column => column > 0).Select(column => (int?)column).FirstOrDefault();
    }

    private sealed class Draft(string code, string name, decimal? max, string guidance)
    {
        public string Code => code;

        public string Name => name;

        public decimal? Max => max;

        public string Guidance { get; private set; } = guidance;

        public void Say(string more) => Guidance = Guidance.Length == 0 ? more : $"{Guidance}\n{more}";
    }
}

/// <summary>
/// A row of a score set: its whole code (1.2.1), the code it stands under (null for a field), its maximum in points, the kind
/// of its rule as its words suggest it (null where its components carry the points), and how points are given, word for word.
/// </summary>
public sealed record CriterionRow(int Ordinal, string Code, string? ParentCode, string Name, decimal Max, ScoringRuleKind? Rule, string? Guidance);
