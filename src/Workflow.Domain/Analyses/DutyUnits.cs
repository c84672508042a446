using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>Who leads a duty and who helps, as its own words say; where they name nobody, those its heading addresses lead.</summary>
internal sealed partial record DutyUnits(IReadOnlyList<string> Leads, IReadOnlyList<string> Helpers, IReadOnlyList<Doubt> Doubts)
{
    public static DutyUnits Of(string duty, IReadOnlyList<string> addressed, string? agency)
    {
        var named = UnitFinder.Find(duty);
        var helping = Helping().Matches(duty).Select(match => (Start: match.Index + match.Length, End: ClauseEnd(duty, match.Index + match.Length))).ToList();
        var helpers = named.Where(unit => (unit.BelongsTo(agency) || unit.Standing is UnitStanding.Collective) && helping.Exists(clause => unit.Index >= clause.Start && unit.Index < clause.End)).ToList();
        var leads = Leading(duty, named, helpers, agency);
        IReadOnlyList<string> names = leads.Count > 0 ? Names(leads) : addressed;
        var standing = Names(helpers).Where(helper => !names.Any(lead => UnitNames.Same(lead, helper))).ToList();
        return new DutyUnits(names, standing, names.Count == 0 ? [new Doubt(ReadValue.Units, Doubt.NobodyNamed)] : []);
    }

    /// <summary>The units a duty is given to: those after "Giao", before "chủ trì", or at its very beginning.</summary>
    private static List<NamedUnit> Leading(string duty, IReadOnlyList<NamedUnit> named, List<NamedUnit> helpers, string? agency)
    {
        var own = named.Where(unit => (unit.BelongsTo(agency) || unit.Standing is UnitStanding.Collective) && !helpers.Contains(unit)).ToList();
        var label = Label().Match(duty);
        var given = label.Success ? label : Given().Match(duty);
        if (given.Success)
        {
            var end = given.Index + given.Length;
            return Row(duty, own, end) is { Count: > 0 } row ? row
                : Everybody().Match(duty, end) is { Success: true } all ? [new NamedUnit(UnitNames.Full(all.Value.Trim()), UnitStanding.Collective, all.Index, all.Length)]
                : [];
        }

        var leader = own.FirstOrDefault(unit => Chairs().IsMatch(duty, unit.Index + unit.Length));
        return leader is not null ? [leader]
            : own is [{ Index: 0 } first, ..] ? Row(duty, own, first.Index)
            : [];
    }

    /// <summary>The units that stand one after another from a place on, with nothing but joints between.</summary>
    private static List<NamedUnit> Row(string duty, List<NamedUnit> own, int from)
    {
        var row = new List<NamedUnit>();
        foreach (var unit in own.Where(unit => unit.Index >= from))
        {
            if (!Joint().IsMatch(duty[from..unit.Index]))
            {
                break;
            }

            row.Add(unit);
            from = unit.Index + unit.Length;
        }

        return row;
    }

    private static IReadOnlyList<string> Names(IEnumerable<NamedUnit> units) => [.. units.Select(unit => unit.Name).DistinctBy(UnitNames.Key)];

    private static int ClauseEnd(string text, int from) => End().Match(text, from) is { Success: true } end ? end.Index : text.Length;

    [GeneratedRegex(@"\b(?:cơ quan |đơn vị )?phối hợp(?:\s+(?:với|cùng|chặt chẽ|thực hiện))*\s*:?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Helping();

    [GeneratedRegex(@"\b(?:cơ quan|đơn vị)\s+(?:chủ trì|thực hiện|đầu mối)\s*:\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@"(?<!được )(?<!\p{L})(?:[Gg]iao(?: cho| trách nhiệm cho)?|[Đđ]ề nghị|[Yy]êu cầu|[Pp]hân công)\s+(?=các\s|(?:Thủ trưởng\s+|Trưởng\s+|Giám đốc\s+|Chủ tịch\s+)?\p{Lu})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Given();

    [GeneratedRegex(@"\G\s*các\s+[^.;:]{3,80}?(?=\s+(?:thực hiện|triển khai|tổ chức|tiếp tục|chủ động|tăng cường|khắc phục|nghiêm túc|rà soát|căn cứ|phối hợp|có trách nhiệm|quán triệt|nâng cao|đẩy mạnh)\b)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Everybody();

    [GeneratedRegex(@"\G\s*(?:là\s+(?:cơ quan|đơn vị)\s+)?(?:chủ trì|tham mưu|làm đầu mối|chịu trách nhiệm)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Chairs();

    [GeneratedRegex(@"^\s*(?:(?:,|;|và|cùng|Thủ trưởng|Trưởng|Giám đốc|Chủ tịch|đơn vị|cơ quan)\s*)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Joint();

    [GeneratedRegex(@"[.;:)](?:\s|$)|\b(?:tổ chức|thực hiện|triển khai|rà soát|xây dựng|kiểm tra|tham mưu|đôn đốc|hướng dẫn|theo dõi|tổng hợp|giải quyết|nâng cao|tuyên truyền)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex End();
}
