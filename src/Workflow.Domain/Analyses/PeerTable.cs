using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>A body in a table of ranks: its points and its place of one year.</summary>
internal sealed record RankedPeer(PlacedCell Name, decimal Points, PlacedCell PrintedPoints, int Rank, PlacedCell PrintedRank);

/// <summary>
/// A table that ranks bodies (bảng xếp hạng các đơn vị): a row for each, with points and ranks. It is no table of fields, however
/// its rows are numbered.
/// </summary>
internal static partial class PeerTable
{
    public static bool Is(PlacedTable table)
    {
        var labels = ColumnLabels.Of(table.Head);
        return NameColumn(labels) is not null && Ranks(labels).Any();
    }

    /// <summary>The bodies, one list for each column of ranks, each beside the points of its year.</summary>
    public static IEnumerable<IReadOnlyList<RankedPeer>> Read(PlacedTable table)
    {
        var labels = ColumnLabels.Of(table.Head);
        if (NameColumn(labels) is not { } name)
        {
            yield break;
        }

        foreach (var rank in Ranks(labels))
        {
            var points = Enumerable.Range(name + 1, Math.Max(0, labels.Count - name - 1))
                .Where(column => Points().IsMatch(labels[column]) && !Part().IsMatch(labels[column]) && labels.YearOf(column) == labels.YearOf(rank))
                .Cast<int?>().LastOrDefault(column => column < rank);
            if (points is { } scored)
            {
                yield return [.. table.Body.Select(row => Peer(row, name, scored, rank)).OfType<RankedPeer>()];
            }
        }
    }

    private static int? NameColumn(ColumnLabels labels) =>
        Enumerable.Range(0, labels.Count)
            .Where(column => Body().IsMatch(labels[column]) && !Points().IsMatch(labels[column]) && !Rank().IsMatch(labels[column]))
            .Cast<int?>().FirstOrDefault();

    private static IEnumerable<int> Ranks(ColumnLabels labels) => Enumerable.Range(0, labels.Count).Where(column => Rank().IsMatch(labels[column]));

    private static RankedPeer? Peer(IReadOnlyList<PlacedCell> row, int name, int points, int rank) =>
        Math.Max(name, Math.Max(points, rank)) < row.Count
        && row[name].Text.Any(char.IsLetter)
        && Numbers.InCell(row[points].Text.Split('/')[0]) is { } scored
        && Place().Match(row[rank].Text) is { Success: true } place
            ? new RankedPeer(row[name], scored, row[points], int.Parse(place.Groups["rank"].Value, System.Globalization.CultureInfo.InvariantCulture), row[rank])
            : null;

    [GeneratedRegex(@"\b(?:đơn vị|địa phương|cơ quan|huyện|xã,? phường|các xã|sở,? (?:ban|ngành))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Body();

    [GeneratedRegex(@"xếp hạng|thứ hạng|xếp thứ|\bhạng\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Rank();

    [GeneratedRegex(@"điểm|chỉ số|index|kết quả", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Points();

    [GeneratedRegex(@"thẩm định|HĐT[ĐD]|xã hội học|điều tra|khảo sát|tối đa|\btự\b|tăng|giảm|hạng", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"^(?:thứ\s+|hạng\s+)?(?<rank>\d{1,3})(?:\s*/\s*\d{1,3})?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();
}
