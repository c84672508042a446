using System.Text.Json.Serialization;

namespace Workflow.Domain.Scoring;

/// <summary>
/// How the points of one criterion are given (cách tính điểm): a kind of rule with its parameters. Pure: what is seen and the
/// maximum go in, the points and how they came come out. Points are decimal, to 4 digits, rounded half up.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "rule")]
[JsonDerivedType(typeof(BinaryTerms), "binary")]
[JsonDerivedType(typeof(DeadlineTerms), "deadline")]
[JsonDerivedType(typeof(ChecklistTerms), "checklist")]
[JsonDerivedType(typeof(RatioTerms), "ratio")]
[JsonDerivedType(typeof(TiersTerms), "tiers")]
[JsonDerivedType(typeof(PenaltyTerms), "penalty")]
[JsonDerivedType(typeof(GrowthTerms), "growth")]
[JsonDerivedType(typeof(SurveyTerms), "survey")]
[JsonDerivedType(typeof(BonusTerms), "bonus")]
[JsonDerivedType(typeof(ManualTerms), "manual")]
public abstract record ScoringTerms
{
    [JsonIgnore]
    public abstract ScoringRuleKind Kind { get; }

    /// <summary>The rule in words, built from its parameters: one sentence or more, in order.</summary>
    public abstract IReadOnlyList<Said> InWords(decimal max);

    /// <summary>What is wrong with the parameters under this maximum; empty where the rule can be used.</summary>
    public virtual IReadOnlyList<Rule> Faults(decimal max) => max < 0 ? [ScoringTermsRules.AMaximumIsNotNegative] : [];

    /// <summary>
    /// The points for what is seen, and how they came. A criterion that does not apply is left out of the maximum as well; one of
    /// which nothing is seen yet has no points.
    /// </summary>
    /// <exception cref="RuleBrokenException">The parameters are at fault.</exception>
    public Scored Score(decimal max, Observation seen)
    {
        if (Faults(max) is { Count: > 0 } faults)
        {
            throw new RuleBrokenException([.. faults]);
        }

        return seen.NotApplicable ? new Scored(0, 0, [Said.Of("not-applicable")]) : Judge(max, seen) ?? new Scored(0, max, [Said.Of("nothing-seen")]);
    }

    /// <summary>Null where nothing that this rule asks for is seen.</summary>
    private protected abstract Scored? Judge(decimal max, Observation seen);

    private protected static Scored Within(decimal points, decimal max, params IReadOnlyList<Said> because) =>
        new(Points.Round(Math.Clamp(points, 0, max)), max, because);
}

/// <summary>Points given, out of how many, and how they came, sentence by sentence.</summary>
public sealed record Scored(decimal Points, decimal Max, IReadOnlyList<Said> Because)
{
    [JsonIgnore]
    public decimal Lost => Max - Points;
}

/// <summary>A sentence as facts: the wording of <c>scoring.{Code}</c> is filled with them, in order. Numbers are written with a decimal comma.</summary>
public sealed record Said(string Code, IReadOnlyList<string> Facts)
{
    internal static Said Of(string code, params IReadOnlyList<object> facts) =>
        new(code, [.. facts.Select(fact => fact is decimal number ? Analyses.Numbers.Words(number) : Convert.ToString(fact, System.Globalization.CultureInfo.InvariantCulture) ?? "")]);
}

/// <summary>What is known of a criterion when it is scored; a rule takes what it asks for and leaves the rest.</summary>
public sealed record Observation
{
    /// <summary>The criterion does not concern the agency this year (không áp dụng).</summary>
    public bool NotApplicable { get; init; }

    /// <summary>Whether the one thing asked for is there.</summary>
    public bool? Met { get; init; }

    /// <summary>Calendar days after the deadline, 0 where in time; null where not known.</summary>
    public int? DaysLate { get; init; }

    /// <summary>Which things of a checklist are there, by their place from 0; null where nobody has looked.</summary>
    public IReadOnlySet<int>? Present { get; init; }

    /// <summary>So many …</summary>
    public decimal? Part { get; init; }

    /// <summary>… of so many.</summary>
    public decimal? Whole { get; init; }

    /// <summary>Events of each grade of a penalty, or of what a bonus is given for.</summary>
    public IReadOnlyList<int>? Events { get; init; }

    /// <summary>The figure of the year scored.</summary>
    public decimal? ThisYear { get; init; }

    /// <summary>The figure of the year before.</summary>
    public decimal? LastYear { get; init; }

    /// <summary>Points given by people: a survey, a council.</summary>
    public decimal? Given { get; init; }
}

/// <summary>What holds for the parameters of scoring rules, each a sentence.</summary>
public static class ScoringTermsRules
{
    public static readonly Rule AMaximumIsNotNegative = new("scoring.max-negative");
    public static readonly Rule BandsFallWithDelay = new("scoring.late-bands-out-of-order");
    public static readonly Rule AChecklistAddsUpToTheMaximum = new("scoring.checklist-sum");
    public static readonly Rule ATargetIsAShare = new("scoring.target-out-of-range");
    public static readonly Rule TiersFallFromTheTop = new("scoring.tiers-out-of-order");
    public static readonly Rule PenaltiesArePositive = new("scoring.penalty-out-of-range");
    public static readonly Rule ABonusIsPositive = new("scoring.bonus-out-of-range");
    public static readonly Rule PointsLieWithinTheMaximum = new("scoring.points-out-of-range");
}
