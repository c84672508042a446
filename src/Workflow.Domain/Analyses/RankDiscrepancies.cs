using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>
/// Holds ranks against the points they stand for and against each other. Bodies of equal points share a rank (đồng hạng), as
/// three bodies at 5/5 are all first in the reference report; so full points are rank 1, and one that comes after three named
/// bodies is fourth unless some of these share a rank.
/// </summary>
internal static partial class RankDiscrepancies
{
    private const int WordsBefore = 120;

    public static IEnumerable<Discrepancy> Find(HeldTogether report, IReadOnlyList<FieldSection> sections, IEnumerable<PlacedTable> tables) =>
    [
        .. report.Totals.Where(total => total.Rank > total.RankOf).Select(total => Beyond(null, total.Rank!.Value, total.RankOf!.Value, total.Source)),
        .. report.Rows.SelectMany(row => BelowFull(row, report)),
        .. from section in sections from paragraph in section.Paragraphs from found in InWords(section.Field, paragraph, report) select found,
        .. tables.SelectMany(PeerTable.Read).SelectMany(OutOfOrder),
    ];

    private static Discrepancy Beyond(int? field, int rank, int of, TextSpan source) => new(Discrepancy.RankBeyond, field, [Whole(rank), Whole(of)], source);

    private static IEnumerable<Discrepancy> BelowFull(FieldRow row, HeldTogether report)
    {
        var said = report.Prose.GetValueOrDefault(row.Number)?.Rank;
        var (rank, place) = said is not null ? (said.Value, said.Span) : row.Rank is { } printed ? (printed.Value, printed.Span) : (1, row.Source);
        if (rank > 1 && row.Points.TryGetValue(report.BaseYear, out var points) && points.Value == row.Max)
        {
            yield return new Discrepancy(Discrepancy.RankBelowFull, row.Number, [Numbers.Words(points.Value), Numbers.Words(rank)], place, points.Span);
        }
    }

    private static IEnumerable<Discrepancy> InWords(int? field, PlacedParagraph paragraph, HeldTogether report)
    {
        foreach (Match match in OutOf().Matches(paragraph.Text))
        {
            if (Number(match.Groups["rank"]) is var rank && Number(match.Groups["of"]) is var of && rank > of)
            {
                yield return Beyond(field, rank, of, paragraph.Inside(match.Index, match.Length));
            }
        }

        foreach (Match match in After().Matches(paragraph.Text))
        {
            if (Ahead(match.Groups["names"].Value) is { } ahead && Number(match.Groups["rank"]) is var rank && !CanBe(rank, ahead, paragraph.Text))
            {
                yield return new Discrepancy(
                    Discrepancy.RankAhead, field, [Whole(rank), Whole(ahead), match.Groups["names"].Value.Trim()], paragraph.Inside(match.Index, match.Length));
            }
        }

        if (field is { } number && report.Rows.FirstOrDefault(row => row.Number == number) is { } row
            && Tied().Match(paragraph.Text) is { Success: true } tied && Numbers.Points(tied.Groups["value"].Value) is { } shared
            && row.Points.TryGetValue(report.BaseYear, out var scored) && !DiscrepancyFinder.Agree(shared, scored.Value))
        {
            yield return new Discrepancy(
                Discrepancy.ProseContradictsTable, number, [tied.Value, scored.Text], paragraph.Inside(tied.Index, tied.Length), scored.Span);
        }

        if (field is null)
        {
            foreach (var found in Moved(paragraph, report))
            {
                yield return found;
            }
        }
    }

    /// <summary>Those ahead may share ranks, which a sentence that speaks of ties leaves open.</summary>
    private static bool CanBe(int rank, int ahead, string text) => rank == ahead + 1 || (rank <= ahead && SpeaksOfTies().IsMatch(text));

    /// <summary>How many bodies are named, null where a part of the list is no name.</summary>
    private static int? Ahead(string names)
    {
        var parts = Between().Split(names.Trim()).Where(part => part.Length > 0).ToList();
        return parts.TrueForAll(part => Name().IsMatch(part)) ? parts.Count : null;
    }

    /// <summary>"giảm 1 hạng so với năm 2022", against the ranks of both years.</summary>
    private static IEnumerable<Discrepancy> Moved(PlacedParagraph paragraph, HeldTogether report)
    {
        foreach (Match match in Change().Matches(paragraph.Text))
        {
            var year = Number(match.Groups["year"]);
            var before = report.Totals.FirstOrDefault(total => total.Year == year);
            var now = report.Totals.FirstOrDefault(total => total.Year == report.BaseYear);
            if (year < report.BaseYear && before?.Rank is { } was && now?.Rank is { } isNow && was - isNow != Steps(match)
                && !OfAField().IsMatch(paragraph.Text[Math.Max(0, match.Index - WordsBefore)..match.Index]))
            {
                yield return new Discrepancy(
                    Discrepancy.RankChange, null, [match.Value, Whole(year), Whole(was), Whole(report.BaseYear), Whole(isNow)],
                    paragraph.Inside(match.Index, match.Length), now.Source);
            }
        }
    }

    /// <summary>How many places up; a rank that rises falls in number.</summary>
    private static int Steps(Match match) =>
        !match.Groups["steps"].Success ? 0 : match.Groups["up"].Success ? Number(match.Groups["steps"]) : -Number(match.Groups["steps"]);

    private static IEnumerable<Discrepancy> OutOfOrder(IReadOnlyList<RankedPeer> peers)
    {
        var byPoints = peers.OrderByDescending(peer => peer.Points).ThenBy(peer => peer.Rank).ToList();
        foreach (var (upper, lower) in byPoints.Zip(byPoints.Skip(1)))
        {
            if (upper.Points == lower.Points ? upper.Rank != lower.Rank : upper.Rank >= lower.Rank)
            {
                yield return new Discrepancy(
                    Discrepancy.RankOrder, null,
                    [upper.Name.Text, upper.PrintedPoints.Text, Whole(upper.Rank), lower.Name.Text, lower.PrintedPoints.Text, Whole(lower.Rank)],
                    upper.PrintedRank.Span, lower.PrintedRank.Span);
            }
        }
    }

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private const string Place = @"\bxếp\s+(?:(?:hạng|vị trí|thứ hạng|thứ|số|ở)\s+)*(?<rank>\d{1,3})";

    [GeneratedRegex(Place + @"\s*/\s*(?<of>\d{1,3})(?![\d/.,]\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OutOf();

    [GeneratedRegex(Place + @"(?:\s*/\s*\d{1,3}(?:\s+(?:huyện|thành phố|thị xã|đơn vị|xã|phường|sở|ngành|tỉnh|,)+){0,4})?,?\s+(?:chỉ\s+|đứng\s+)?sau\s+(?<names>(?:TP\.|TX\.|TT\.|[^.;:()\n\d]){2,300})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex After();

    [GeneratedRegex(@"\s*(?:,|;|\bvà\b)\s*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"^(?:(?:các|UBND|huyện|thành phố|thị xã|thị trấn|quận|xã|phường|tỉnh|TP\.?|TX\.?|TT\.?)\s+)*(?:\p{Lu}[\p{L}'’-]*)(?:\s+\p{Lu}[\p{L}'’-]*)*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\bcùng\b|đồng hạng|bằng nhau|bằng điểm", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SpeaksOfTies();

    [GeneratedRegex(@"\bđiểm\s+bằng\s+nhau\s+(?:là\s+|cùng\s+)?(?<value>\d{1,3}(?:[.,]\d{1,4})?)(?:\s*/\s*\d{1,3}(?:[.,]\d{1,4})?)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tied();

    [GeneratedRegex(@"\b(?:(?:(?<up>tăng|lên)|giảm|tụt|xuống)\s+(?<steps>\d{1,2})\s+(?:thứ\s+)?(?:hạng|bậc)|giữ nguyên\s+(?:thứ\s+|vị trí\s+)?(?:hạng|xếp hạng))\s+so với\s+năm\s+(?<year>20\d\d)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Change();

    [GeneratedRegex(@"(?:lĩnh vực|thành phần|tiêu chí)[^.;]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfAField();
}
