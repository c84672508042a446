using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>A table of duties: what, who leads, who helps, until when, what is to come of it.</summary>
internal static partial class DirectiveTable
{
    /// <summary>Whether the head of a table speaks of duties and of whoever carries them out.</summary>
    public static bool Is(PlacedTable table)
    {
        var labels = ColumnLabels.Of(table.Head);
        return Column(labels, Task()) is not null && Column(labels, Lead()) is not null;
    }

    /// <summary>A directive for each row; its group is the row that parts the table above it, otherwise left empty.</summary>
    public static IEnumerable<(DirectiveReading Row, string? Group)> Rows(PlacedTable table, int year)
    {
        var labels = ColumnLabels.Of(table.Head);
        var lead = Column(labels, Lead())!.Value;
        var helper = Column(labels, Helper());
        var task = Enumerable.Range(0, labels.Count).First(column => Task().IsMatch(labels[column]) && column != lead && column != helper);
        var due = Column(labels, Due());
        var product = Column(labels, Product());
        string? group = null;
        IReadOnlyList<string> above = [];
        foreach (var row in table.Body)
        {
            if (task >= row.Count || row[task].Text.Length == 0 || IsGroup(row, task))
            {
                group = row.FirstOrDefault(cell => cell.Text.Count(char.IsLetter) > 5)?.Text ?? group;
                continue;
            }

            var led = Text(row, lead);
            var units = led is null ? above : UnitFinder.Listed(led);
            var term = Text(row, due) is { } cell ? DueDays.InCell(cell, year) : DueDays.In(row[task].Text, year);
            var doubts = new List<Doubt>();
            if (units.Count == 0)
            {
                doubts.Add(new Doubt(ReadValue.Units, Doubt.NobodyNamed));
            }
            else if (led is null)
            {
                doubts.Add(new Doubt(ReadValue.Units, Doubt.FromAbove));
            }

            if (term is { YearSupplied: true })
            {
                doubts.Add(new Doubt(ReadValue.DueOn, Doubt.YearSupplied));
            }

            yield return (new DirectiveReading("", units, 0, row[task].Text, row[task].Span)
            {
                Coordinating = Text(row, helper) is { } helpers ? UnitFinder.Listed(helpers) : [],
                DueOn = term?.On,
                DueKind = term?.Kind,
                Product = Text(row, product),
                Doubts = doubts,
            }, group);
            above = units;
        }
    }

    private static bool IsGroup(IReadOnlyList<PlacedCell> row, int task) =>
        row.Count(cell => cell.Text.Length > 0) is var filled && (filled == 1 || (filled == 2 && row[0].Text.Length > 0 && task != 0 && RowLabel.IsRoman(row[0].Text)));

    private static int? Column(ColumnLabels labels, Regex about) =>
        Enumerable.Range(0, labels.Count).Where(column => about.IsMatch(labels[column])).Select(column => (int?)column).FirstOrDefault();

    private static string? Text(IReadOnlyList<PlacedCell> row, int? column) =>
        column is { } at && at < row.Count && row[at].Text.Any(char.IsLetterOrDigit) ? row[at].Text : null;

    [GeneratedRegex(@"nhiệm vụ|giải pháp|nội dung|công việc|biện pháp", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Task();

    [GeneratedRegex(@"chủ trì|đầu mối|(?:cơ quan|đơn vị)\s+(?:thực hiện|chịu trách nhiệm|tham mưu)|(?:thực hiện|chịu trách nhiệm)\s+chính", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Lead();

    [GeneratedRegex(@"phối hợp", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Helper();

    [GeneratedRegex(@"thời hạn|thời gian|hạn|tiến độ|hoàn thành", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Due();

    [GeneratedRegex(@"sản phẩm|kết quả", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Product();
}
