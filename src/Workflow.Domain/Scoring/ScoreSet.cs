using Workflow.Domain.Organization;

namespace Workflow.Domain.Scoring;

public sealed record ScoreSetImported(ScoreSetId ScoreSetId, AgencyId AgencyId, int Year, int Edition, string FileName, PersonId? By, DateTimeOffset At) : IDomainEvent;

public sealed record CriterionRuleSaid(
    ScoreSetId ScoreSetId, AgencyId AgencyId, string Code, ScoringRuleKind? Before, ScoringRuleKind After, PersonId? By, DateTimeOffset At) : IDomainEvent;

/// <summary>What holds for score sets and score boards, each rule a sentence.</summary>
public static class ScoreSetRules
{
    public static readonly Rule AScoreSetHasAYear = new("score-set.year-out-of-range");
    public static readonly Rule ThereIsSuchACriterion = new("score-set.no-such-criterion");
    public static readonly Rule ComponentsCarryTheRules = new("score-set.rule-of-parent");
}

/// <summary>
/// The criteria of a year with their maxima and rules (bộ chỉ số). Imported anew, it is a new edition of the year; earlier
/// editions stay as they were.
/// </summary>
public sealed class ScoreSet : Aggregate
{
    private readonly List<Criterion> criteria = [];

    private ScoreSet()
    {
    }

    public required ScoreSetId Id { get; init; }

    /// <summary>The year whose index is reckoned by it.</summary>
    public required int Year { get; init; }

    /// <summary>Counts the imports of a year, from 1; the latest is in force.</summary>
    public required int Edition { get; init; }

    public required string FileName { get; init; }

    /// <summary>Lower-case hex of the file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The sum of the fields' maxima, in points.</summary>
    public required decimal Max { get; init; }

    public required PersonId ImportedBy { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }

    public IReadOnlyCollection<Criterion> Criteria => criteria;

    /// <exception cref="RuleBrokenException">The year is none.</exception>
    public static ScoreSet Of(IReadOnlyList<CriterionRow> rows, int year, int edition, string fileName, string sha256, Actor actor, DateTimeOffset now)
    {
        if (year is < 2012 or > 2100)
        {
            throw new RuleBrokenException(ScoreSetRules.AScoreSetHasAYear);
        }

        var set = new ScoreSet
        {
            Id = ScoreSetId.New(),
            AgencyId = actor.AgencyId,
            Year = year,
            Edition = edition,
            FileName = fileName,
            Sha256 = sha256,
            Max = rows.Where(row => row.ParentCode is null).Sum(row => row.Max),
            ImportedBy = actor.PersonId,
            ImportedAt = now,
        };
        set.criteria.AddRange(rows.Select(row => Criterion.Of(row, set.Id, actor.AgencyId)));
        set.Raise(new ScoreSetImported(set.Id, actor.AgencyId, year, edition, fileName, actor.PersonId, now));
        return set;
    }

    /// <summary>A person says by which rule a criterion is scored; from then on it is no longer supposed.</summary>
    /// <exception cref="RuleBrokenException">There is no such criterion, its components carry the points, or the rule is at fault.</exception>
    public void SayRule(string code, ScoringTerms terms, Actor actor, DateTimeOffset now)
    {
        var criterion = CriterionOf(code);
        if (criteria.Exists(known => known.ParentCode == code))
        {
            throw new RuleBrokenException(ScoreSetRules.ComponentsCarryTheRules);
        }

        if (terms.Faults(criterion.Max) is { Count: > 0 } faults)
        {
            throw new RuleBrokenException([.. faults]);
        }

        var before = criterion.Rule;
        criterion.Say(terms);
        Raise(new CriterionRuleSaid(Id, AgencyId, code, before, terms.Kind, actor.PersonId, now));
    }

    /// <exception cref="RuleBrokenException">There is no such criterion.</exception>
    public Criterion CriterionOf(string code) =>
        criteria.Find(known => known.Code == code) ?? throw new RuleBrokenException(ScoreSetRules.ThereIsSuchACriterion);

    /// <summary>Every row whose components do not add up to its maximum: its code, the maximum printed and their sum.</summary>
    public IReadOnlyList<(string Code, decimal Max, decimal Sum)> MaximaThatDoNotAddUp() =>
    [
        .. criteria.Where(row => row.ParentCode is not null && row.Rule is not ScoringRuleKind.Bonus)
            .GroupBy(row => row.ParentCode!)
            .Select(below => (Code: below.Key, criteria.Find(row => row.Code == below.Key)!.Max, Sum: below.Sum(row => row.Max)))
            .Where(row => row.Max != row.Sum),
    ];
}

/// <summary>A field, criterion or component of a score set (lĩnh vực, tiêu chí, tiêu chí thành phần).</summary>
public sealed class Criterion
{
    private Criterion()
    {
    }

    public required CriterionId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required ScoreSetId ScoreSetId { get; init; }

    /// <summary>Its place in the set, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>1, 1.2, 1.2.1.</summary>
    public required string Code { get; init; }

    /// <summary>Null for a field.</summary>
    public string? ParentCode { get; private init; }

    public required string Name { get; init; }

    /// <summary>In points, to 4 decimals.</summary>
    public required decimal Max { get; init; }

    /// <summary>Null where its components carry the points.</summary>
    public ScoringRuleKind? Rule { get; private set; }

    /// <summary>The rule with its parameters as a person said it; null while the words of the set only suggest its kind ("chưa xác nhận").</summary>
    public ScoringTerms? Terms { get; private set; }

    /// <summary>How points are given, as the set words it.</summary>
    public string? Guidance { get; private init; }

    internal static Criterion Of(CriterionRow row, ScoreSetId set, AgencyId agency) => new()
    {
        Id = CriterionId.New(),
        AgencyId = agency,
        ScoreSetId = set,
        Ordinal = row.Ordinal,
        Code = row.Code,
        ParentCode = row.ParentCode,
        Name = row.Name,
        Max = Points.Round(row.Max),
        Rule = row.Rule,
        Guidance = row.Guidance,
    };

    internal void Say(ScoringTerms terms)
    {
        Rule = terms.Kind;
        Terms = terms;
    }
}
