using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>A duty addressed to nobody: outside every group, naming no unit.</summary>
internal sealed record UnreadDuty(string Text, TextSpan Source);

/// <summary>The directives of a report, in order, and the duties addressed to nobody.</summary>
internal sealed record FoundDirectives(IReadOnlyList<DirectiveReading> Directives, IReadOnlyList<UnreadDuty> Unread);

/// <summary>
/// Finds the duties of section II under headings that name whom they are given to or what they are about: as dashes, letters,
/// numbers, plain paragraphs or rows of a table.
/// </summary>
internal sealed partial class DirectiveFinder
{
    private const int LongestGroup = 250;

    private readonly int year;
    private readonly string? agency;
    private readonly List<DirectiveReading> found = [];
    private readonly List<UnreadDuty> unread = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private string? group;
    private IReadOnlyList<string> units = [];

    private DirectiveFinder(int year, string? agency)
    {
        this.year = year;
        this.agency = agency;
    }

    /// <summary>Reads the duties; a day given without its year is one of <paramref name="year"/>.</summary>
    public static FoundDirectives Find(SourceDocument document, IReadOnlyList<DutyPart> parts, int year, string? agency)
    {
        var finder = new DirectiveFinder(year, agency);
        foreach (var part in parts)
        {
            finder.Read(part);
        }

        var inside = parts.SelectMany(part => part.Blocks).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var table in document.Tables.Where(table => DirectiveTable.Is(table) && !inside.Contains(table)))
        {
            (finder.group, finder.units) = (null, []);
            finder.Read(table, Title(document, table));
        }

        return new FoundDirectives([.. finder.found.OrderBy(directive => directive.Source.Start)], finder.unread);
    }

    /// <summary>The words above a table, or what it is: a table of duties.</summary>
    private static string Title(SourceDocument document, PlacedTable table) =>
        document.Paragraphs.LastOrDefault(paragraph => paragraph.Span.End < table.Span.Start)?.Text.TrimEnd(':', '.', ' ') is { Length: > 0 and <= LongestGroup } above ? above : table.Head[0][0].Text;

    private void Read(DutyPart part)
    {
        (group, units) = (null, []);
        for (var at = 0; at < part.Blocks.Count; at++)
        {
            if (part.Blocks[at] is PlacedTable table)
            {
                if (DirectiveTable.Is(table))
                {
                    Read(table, part.Heading.Title.TrimEnd(':', '.', ' '));
                }

                continue;
            }

            var item = DutyItem.Of(part.Blocks, at);
            if (item.IsHeading)
            {
                group = item.Text.TrimEnd(':', '.', ' ');
                units = item.Addresses ? UnitFinder.Addressed(group) : [];
            }
            else if (!item.Introduces)
            {
                Add(item, part.Heading);
            }
        }
    }

    private void Add(DutyItem item, Heading heading)
    {
        var named = DutyUnits.Of(item.Text, units, agency);
        if (group is null && named.Leads.Count == 0 && !NamesPeople().IsMatch(item.Text))
        {
            if (item.IsListed || LooksLikeADuty().IsMatch(item.Text))
            {
                unread.Add(new UnreadDuty(item.Text, item.Source));
            }

            return;
        }

        var due = DueDays.In(item.Text, year);
        Add(new DirectiveReading(group ?? heading.Title.TrimEnd(':', '.', ' '), named.Leads, 0, item.Text, item.Source)
        {
            Coordinating = named.Helpers,
            DueOn = due?.On,
            DueKind = due?.Kind,
            Doubts = [.. named.Doubts, .. due is { YearSupplied: true } ? [new Doubt(ReadValue.DueOn, Doubt.YearSupplied)] : Array.Empty<Doubt>()],
        });
    }

    private void Read(PlacedTable table, string title)
    {
        foreach (var (row, under) in DirectiveTable.Rows(table, year))
        {
            var directive = row with { Group = under ?? group ?? title };
            Add(row.Units.Count > 0 || units.Count == 0
                ? directive
                : directive with { Units = units, Doubts = [.. row.Doubts.Where(doubt => doubt.Why != Doubt.NobodyNamed)] });
        }
    }

    private void Add(DirectiveReading directive)
    {
        var ordinal = counts[directive.Group] = counts.GetValueOrDefault(directive.Group) + 1;
        found.Add(directive with { Ordinal = ordinal });
    }

    /// <summary>A small body gives its duties to people: they are addressed, though no unit is.</summary>
    [GeneratedRegex(@"^(?:(?:Toàn thể|Toàn bộ|Các)\s+)?(?:[Cc]án bộ|[Cc]ông chức|[Vv]iên chức)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamesPeople();

    [GeneratedRegex(@"^(?:Giao|Đề nghị|Yêu cầu|Tiếp tục|Tăng cường|Đẩy mạnh|Nâng cao|Tập trung|Thực hiện|Chủ động|Chủ trì|Tham mưu|Rà soát|Tổ chức|Triển khai|Xây dựng|Ban hành|Kiểm tra|Khắc phục|Đôn đốc|Hoàn thành|Bố trí|Phối hợp)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LooksLikeADuty();
}
