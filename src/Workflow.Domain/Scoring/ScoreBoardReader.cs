using System.Globalization;
using System.Text.RegularExpressions;
using Workflow.Domain.Analyses;

namespace Workflow.Domain.Scoring;

/// <summary>Reads the points of all peers from a table: a row for each with its name, its two parts, the index and the rank.</summary>
public static partial class ScoreBoardReader
{
    private const int MostPeers = 500;

    /// <summary>No table has a column of names and a column of points.</summary>
    public static readonly Rule ATableOfPeersIsNeeded = new("score-board.no-table");

    /// <summary>The name of the agency is in no row.</summary>
    public static readonly Rule TheAgencyIsAmongItsPeers = new("score-board.own-missing");

    /// <exception cref="RuleBrokenException">When there is no such table.</exception>
    public static IReadOnlyList<PeerRow> Read(SourceDocument document)
    {
        var peers = new List<PeerRow>();
        Columns? columns = null;
        foreach (var table in document.Tables)
        {
            var heading = table.Rows.TakeWhile(row => !row.Any(cell => Numeral().IsMatch(cell.Text))).ToList();
            columns = Columns.Of(heading) ?? columns;
            if (columns is not null)
            {
                peers.AddRange(table.Rows.Skip(heading.Count).Select(row => Peer(row, columns)).OfType<PeerRow>());
            }
        }

        return peers.Count is > 1 and <= MostPeers
            ? [.. peers.Select((peer, at) => peer with { Ordinal = at + 1 })]
            : throw new RuleBrokenException(ATableOfPeersIsNeeded);
    }

    private static PeerRow? Peer(IReadOnlyList<PlacedCell> row, Columns columns)
    {
        var name = Text(row, columns.Name);
        return name.Length > 0 && !Sum().IsMatch(name) && Number(row, columns.Points) is { } points
            ? new PeerRow(0, name, Number(row, columns.Appraised), Number(row, columns.Survey), points, Rank(Text(row, columns.Rank)))
            : null;
    }

    private static decimal? Number(IReadOnlyList<PlacedCell> row, int? column) => Numbers.Points(Text(row, column));

    private static string Text(IReadOnlyList<PlacedCell> row, int? column) => column is { } at && at < row.Count ? row[at].Text.Trim() : "";

    private static int? Rank(string text) =>
        RankText().Match(text) is { Success: true } rank ? int.Parse(rank.Groups["rank"].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^\d+(?:[.,]\d+)*\s*%?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numeral();

    [GeneratedRegex(@"^(?<rank>\d{1,3})(?:\s*/\s*\d{1,3})?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RankText();

    [GeneratedRegex(@"^(?:tổng|cộng|trung bình|bình quân)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sum();

    private sealed record Columns(int Name, int? Appraised, int? Survey, int Points, int? Rank)
    {
        public static Columns? Of(IReadOnlyList<IReadOnlyList<PlacedCell>> heading)
        {
            if (heading.Count == 0)
            {
                return null;
            }

            var labels = ColumnLabels.Of(heading);
            var names = labels.About("đơn vị", "địa phương", "huyện", "tên ", "cơ quan").ToList();
            var ranks = labels.About("xếp hạng", "thứ hạng", "vị trí", "hạng").Except(names).ToList();
            var surveys = labels.About("xã hội học", "điều tra", "khảo sát").Except(names).Except(ranks).ToList();
            var appraised = labels.About("thẩm định", "HĐTĐ", "HĐTD").Except(names).Except(ranks).Except(surveys).ToList();
            var points = labels.About("tổng", "chỉ số", "index", "điểm", "kết quả").Except(names).Except(ranks).Except(surveys).Except(appraised).ToList();
            return names.Count > 0 && points.Count > 0
                ? new Columns(names[0], First(appraised), First(surveys), points[^1], First(ranks))
                : null;
        }

        private static int? First(List<int> columns) => columns.Count > 0 ? columns[0] : null;
    }
}

/// <summary>A peer as a table prints it; points to 4 decimals, the parts and the rank null where there is no such column.</summary>
public sealed record PeerRow(int Ordinal, string Name, decimal? Appraised, decimal? Survey, decimal Points, int? Rank);

/// <summary>Finds the agency among its peers: tables leave out "UBND", and often "huyện" too.</summary>
internal static class PeerNames
{
    private static readonly string[] Titles =
        ["uy ban nhan dan", "ubnd", "huyen", "thanh pho", "tp.", "tp", "thi xa", "tx.", "quan", "xa", "phuong", "thi tran", "dac khu", "tinh"];

    public static PeerRow? Own(IReadOnlyList<PeerRow> peers, string agency) =>
        peers.FirstOrDefault(peer => Searchable.Fold(peer.Name) == Searchable.Fold(agency))
        ?? peers.FirstOrDefault(peer => Bare(peer.Name) == Bare(agency));

    private static string Bare(string name)
    {
        var bare = Searchable.Fold(name).Trim();
        while (Array.Find(Titles, title => bare.StartsWith(title + " ", StringComparison.Ordinal)) is { } found)
        {
            bare = bare[(found.Length + 1)..].Trim();
        }

        return bare;
    }
}
