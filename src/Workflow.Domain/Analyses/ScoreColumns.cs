using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>What a column of a score table prints.</summary>
internal enum ColumnMeaning
{
    Unknown,
    Number,
    Name,
    Max,
    Points,
    Percent,
    Change,
    SelfScored,
    Appraised,
    Survey,
    Lost,
    Reason,
    Rank,
}

/// <summary>What each column of a table prints and of which year, told by its heading and, where that says little, by its cells.</summary>
internal sealed partial class ScoreColumns
{
    private const int SampledRows = 40;

    private readonly ColumnMeaning[] meanings;
    private readonly int?[] years;

    private ScoreColumns(ColumnMeaning[] meanings, int?[] years)
    {
        this.meanings = meanings;
        this.years = years;
    }

    public int Count => meanings.Length;

    /// <summary>No heading tells what the columns are; they were taken by their place.</summary>
    public bool ByPlace { get; private init; }

    public ColumnMeaning this[int column] => meanings[column];

    public int? YearOf(int column) => years[column];

    public bool Have(ColumnMeaning meaning) => meanings.Contains(meaning);

    public int? First(ColumnMeaning meaning) => Array.IndexOf(meanings, meaning) is var at and >= 0 ? at : null;

    public static ScoreColumns Of(PlacedTable table)
    {
        var labels = ColumnLabels.Of(table.Head);
        var width = table.Rows.Max(row => row.Count);
        var sample = table.Body.Take(SampledRows).ToList();
        var name = NameColumn(sample, width);
        var number = NumberColumn(sample, name);
        var meanings = new ColumnMeaning[width];
        var years = new int?[width];
        for (var column = 0; column < width; column++)
        {
            var label = column < labels.Count ? labels[column] : "";
            years[column] = column < labels.Count ? labels.YearOf(column) : null;
            meanings[column] = column == name ? ColumnMeaning.Name
                : column == number ? ColumnMeaning.Number
                : column < name ? ColumnMeaning.Unknown
                : Meaning(label, years[column], IsPercent(sample, column));
        }

        var byPlace = table.Head.Count == 0 && TakeByPlace(meanings, name, sample);
        return new ScoreColumns(meanings, years) { ByPlace = byPlace };
    }

    /// <summary>Two bare columns of figures after the name can only be the maximum and the points, in this order.</summary>
    private static bool TakeByPlace(ColumnMeaning[] meanings, int name, List<IReadOnlyList<PlacedCell>> sample)
    {
        var figures = Enumerable.Range(name + 1, Math.Max(0, meanings.Length - name - 1)).Where(column => IsFigure(sample, column)).ToList();
        if (figures.Count >= 2)
        {
            meanings[figures[0]] = ColumnMeaning.Max;
            meanings[figures[1]] = ColumnMeaning.Points;
        }
        else if (figures.Count == 1)
        {
            meanings[figures[0]] = ColumnMeaning.Points;
        }

        return true;
    }

    /// <summary>The first column whose cells are words.</summary>
    private static int NameColumn(List<IReadOnlyList<PlacedCell>> sample, int width)
    {
        var best = Enumerable.Range(0, Math.Min(width, 4))
            .Where(column => sample.Count(row => column < row.Count && IsWords(row[column].Text)) * 2 >= sample.Count)
            .ToList();
        return best.Count > 0 ? best[0] : Math.Min(1, width - 1);
    }

    /// <summary>The column before the name that holds its number; of a running number and a code the code.</summary>
    private static int NumberColumn(List<IReadOnlyList<PlacedCell>> sample, int name) =>
        Enumerable.Range(0, name)
            .OrderByDescending(column => sample.Count(row => column < row.Count && RowLabel.IsCode(row[column].Text)))
            .ThenByDescending(column => sample.Count(row => column < row.Count && RowLabel.IsNumber(row[column].Text)))
            .DefaultIfEmpty(-1)
            .First();

    private static bool IsWords(string cell) => cell.Count(char.IsLetter) > 5 && !RowLabel.IsNumber(cell);

    private static bool IsPercent(List<IReadOnlyList<PlacedCell>> sample, int column) =>
        sample.Any(row => column < row.Count && row[column].Text.EndsWith('%'))
        && sample.All(row => column >= row.Count || row[column].Text.Length == 0 || row[column].Text.EndsWith('%') || Numbers.InCell(row[column].Text) is not null);

    private static bool IsFigure(List<IReadOnlyList<PlacedCell>> sample, int column) =>
        sample.Any(row => column < row.Count && row[column].Text.Length > 0)
        && sample.All(row => column >= row.Count || row[column].Text.Length == 0 || FieldRow.IsOutOf(row[column].Text) || Numbers.InCell(row[column].Text) is not null);

    private static ColumnMeaning Meaning(string label, int? year, bool isPercent) =>
        label.Length == 0 ? ColumnMeaning.Unknown
        : Reason().IsMatch(label) ? ColumnMeaning.Reason
        : Target().IsMatch(label) ? ColumnMeaning.Unknown
        : Rank().IsMatch(label) ? ColumnMeaning.Rank
        : Lost().IsMatch(label) ? ColumnMeaning.Lost
        : Change().IsMatch(label) ? ColumnMeaning.Change
        : isPercent || label.Contains('%', StringComparison.Ordinal) || Ratio().IsMatch(label) ? ColumnMeaning.Percent
        : Max().IsMatch(label) && !Got().IsMatch(label) ? ColumnMeaning.Max
        : SelfScored().IsMatch(label) ? ColumnMeaning.SelfScored
        : Survey().IsMatch(label) ? ColumnMeaning.Survey
        : Appraised().IsMatch(label) ? ColumnMeaning.Appraised
        : year is not null || Points().IsMatch(label) ? ColumnMeaning.Points
        : ColumnMeaning.Unknown;

    [GeneratedRegex(@"l[ýí] do|nguyên nhân|ghi chú|giải trình|diễn giải|tồn tại|hạn chế", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reason();

    [GeneratedRegex(@"mục tiêu|phấn đấu|dự kiến|kế hoạch|chỉ tiêu giao", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Target();

    [GeneratedRegex(@"xếp hạng|thứ hạng|vị trí|xếp thứ|\bhạng\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Rank();

    [GeneratedRegex(@"(?:bị|giảm|điểm)\s+(?:bị\s+)?(?:trừ|mất)\b|\b(?:trừ|mất)\s+điểm|\bđiểm\s+(?:còn\s+)?thiếu", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Lost();

    [GeneratedRegex(@"tăng|giảm|chênh lệch|so với|so sánh", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Change();

    [GeneratedRegex(@"tỷ lệ|tỉ lệ|phần trăm", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ratio();

    [GeneratedRegex(@"tối đa|điểm chuẩn|thang điểm|điểm quy định|điểm tuyệt đối", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Max();

    [GeneratedRegex(@"\bđạt\b|\bđược\b|/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Got();

    [GeneratedRegex(@"\btự\b|đơn vị chấm", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SelfScored();

    [GeneratedRegex(@"xã hội học|điều tra|khảo sát|\bĐ?T?XHH\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Survey();

    [GeneratedRegex(@"thẩm định|HĐT[ĐD]|hội đồng|(?:tỉnh|huyện|cấp trên|Sở Nội vụ)\s+(?:đánh giá|chấm)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Appraised();

    [GeneratedRegex(@"điểm|kết quả|chỉ số|đạt", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Points();
}
