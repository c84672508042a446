using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Workflow.Domain.Deadlines;

namespace Workflow.Domain.Analyses;

/// <summary>
/// What was read in the analysis of a year's index: nothing in it is invented, everything has its place in
/// <see cref="Text"/>, and what the report leaves unsaid is shown as such. A proposal until a person confirms it.
/// </summary>
public sealed record AnalysisReading
{
    /// <summary>The body whose index is analysed, as the title names it; null where the text names none.</summary>
    public required string? Agency { get; init; }

    /// <summary>The year compared with; null in a report of one year only.</summary>
    public required int? PreviousYear { get; init; }

    /// <summary>The year whose points were lost.</summary>
    public required int BaseYear { get; init; }

    /// <summary>The year in which they are to be won back.</summary>
    public required int TargetYear { get; init; }

    public required IReadOnlyList<YearTotal> Totals { get; init; }

    public required IReadOnlyList<FieldReading> Fields { get; init; }

    public required IReadOnlyList<DeductionReading> Deductions { get; init; }

    public required IReadOnlyList<DirectiveReading> Directives { get; init; }

    public required IReadOnlyList<Discrepancy> Discrepancies { get; init; }

    /// <summary>Every unit named anywhere, in order of appearance, each once and under its full name.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    /// <summary>The rows below the fields, where the report prints a whole score table; otherwise empty.</summary>
    public IReadOnlyList<CriterionReading> Criteria { get; init; } = [];

    /// <summary>What looks like a deduction or a directive but could not be read whole, in order of the text.</summary>
    public IReadOnlyList<UnreadPassage> Unread { get; init; } = [];

    /// <summary>Causes that seem to have cost points in several places.</summary>
    public IReadOnlyList<RootCauseReading> RootCauses { get; init; } = [];

    /// <summary>The canonical text all places count in.</summary>
    public required string Text { get; init; }
}

/// <summary>The index of a year: the appraisal council's part, the survey's part, the whole, and the place among peers.</summary>
public sealed record YearTotal(int Year, decimal? Appraised, decimal? Survey, decimal Index, int? Rank, int? RankOf, TextSpan Source)
{
    public IReadOnlyList<Doubt> Doubts { get; init; } = [];
}

/// <summary>
/// One field of the score set. What was lost (the maximum less the points of the base year) = what the deductions found
/// in it explain + the remainder with no stated reason, to the last digit. The remainder is negative where the deductions
/// exceed the loss.
/// </summary>
public sealed record FieldReading(
    int Number,
    string Name,
    decimal Max,
    IReadOnlyList<FieldResult> Results,
    int? Rank,
    decimal Lost,
    decimal Explained,
    decimal Remainder,
    TextSpan Source)
{
    public IReadOnlyList<Doubt> Doubts { get; init; } = [];
}

/// <summary>
/// A row of a whole score table (tiêu chí, tiêu chí thành phần): its code as printed without a final dot, its name, and what
/// the columns say; null where the table has no such column or leaves it empty. Points, to 4 decimals.
/// </summary>
public sealed record CriterionReading(
    int Field,
    string Code,
    string Name,
    decimal? Max,
    decimal? SelfScored,
    decimal? Appraised,
    decimal? Survey,
    decimal? Lost,
    TextSpan Source)
{
    public IReadOnlyList<Doubt> Doubts { get; init; } = [];
}

/// <summary>A field's points in a year, and the percentage as printed.</summary>
public sealed record FieldResult(int Year, decimal Points, decimal? Percent);

/// <summary>
/// One statement that points were deducted, with the facts its reason gives. The criterion is the code printed (1.2.1), or
/// null where the report gives none; the reason is word for word. The source is the whole statement, from the code to the
/// end of the reason; the units are those the reason names.
/// </summary>
public sealed record DeductionReading(
    int Ordinal,
    int Field,
    string? Criterion,
    decimal Points,
    string? CriterionName,
    string Reason,
    TextSpan Source,
    TextSpan ReasonSource,
    decimal? Numerator,
    decimal? Denominator,
    decimal? Percent,
    IReadOnlyList<DatedFact> Dates,
    IReadOnlyList<string> Documents,
    IReadOnlyList<string> Units,
    IReadOnlyList<UnitShare> Shares)
{
    /// <summary>Who should lead the remedy; null where no rule justifies a name.</summary>
    public string? SuggestedLead { get; init; }

    public IReadOnlyList<string> SuggestedCoordinating { get; init; } = [];

    /// <summary>Why each suggested unit is suggested, the lead first.</summary>
    public IReadOnlyList<UnitSuggestion> Suggestions { get; init; } = [];

    /// <summary>The directives of section II that answer this deduction.</summary>
    public IReadOnlyList<DirectiveReference> AnsweredBy { get; init; } = [];

    /// <summary>Why a value of the row may be wrong; empty where everything in it is sure.</summary>
    public IReadOnlyList<Doubt> Doubts { get; init; } = [];

    /// <summary>The documents the reason cites, taken apart.</summary>
    public IReadOnlyList<DocumentReading> Cited { get; init; } = [];

    /// <summary>The sums of money the reason gives.</summary>
    public IReadOnlyList<MoneyReading> Money { get; init; } = [];

    /// <summary>The reports the reason says came late, one by one.</summary>
    public IReadOnlyList<LateReport> LateReports { get; init; } = [];
}

/// <summary>A document by its kind ("Công văn"), number ("2451/STC-TCHCSN"), issuer and day, each null where not given.</summary>
public sealed record DocumentReading(string Text, string? Kind, string Number, string? Issuer, DateOnly? IssuedOn, TextSpan Source);

/// <summary>A sum in đồng, and the unit the words lay it to; null where they name none.</summary>
public sealed record MoneyReading(decimal Dong, string? Unit, TextSpan Source);

/// <summary>
/// A report that came late: what was due when, when it was signed, sent and received, and by how many calendar days it was late
/// by the day that counts — received where that is given, else sent, else signed.
/// </summary>
public sealed record LateReport(
    string Report,
    DateOnly DueOn,
    DueKind DueKind,
    DateOnly? SignedOn,
    DateOnly? SentOn,
    DateOnly? ReceivedOn,
    DateMeaning CountsBy,
    int DaysLate,
    TextSpan Source);

/// <summary>
/// A day the reason gives, and what happened or was to happen on it; of a due day also whether the day itself still counts.
/// </summary>
public sealed record DatedFact(DateOnly On, DateMeaning Means, DueKind? DueKind, TextSpan Source);

/// <summary>What a date in a reason says. A report is signed, then sent, then received, and it is often judged by the last.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DateMeaning>))]
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "A report is signed by hand, not by two's complement.")]
public enum DateMeaning
{
    [JsonStringEnumMemberName("due")]
    Due,

    [JsonStringEnumMemberName("signed")]
    Signed,

    [JsonStringEnumMemberName("sent")]
    Sent,

    [JsonStringEnumMemberName("received")]
    Received,

    /// <summary>The day of a document the reason cites.</summary>
    [JsonStringEnumMemberName("issued")]
    Issued,
}

/// <summary>How many of the counted faults the reason lays at a unit's door.</summary>
public sealed record UnitShare(string Unit, int Count);

/// <summary>A unit proposed for a deduction, and the rule that proposed it.</summary>
public sealed record UnitSuggestion(string Unit, SuggestionReason Why);

/// <summary>Why a unit is proposed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SuggestionReason>))]
public enum SuggestionReason
{
    [JsonStringEnumMemberName("named-in-reason")]
    NamedInReason,

    [JsonStringEnumMemberName("answered-by-directive")]
    AnsweredByDirective,

    /// <summary>The unit that answers for the field, or for the subject by the functions of its office.</summary>
    [JsonStringEnumMemberName("field-owner")]
    FieldOwner,
}

/// <summary>A directive by its group and its place in it.</summary>
public sealed record DirectiveReference(string Group, int Ordinal);

/// <summary>
/// One duty of section II, word for word: the heading it stands under, the units that heading addresses, and its place
/// within the group, from 1.
/// </summary>
public sealed record DirectiveReading(string Group, IReadOnlyList<string> Units, int Ordinal, string Text, TextSpan Source)
{
    /// <summary>The units that help (phối hợp), where the directive or its table names them.</summary>
    public IReadOnlyList<string> Coordinating { get; init; } = [];

    /// <summary>The day it is due, where it gives one.</summary>
    public DateOnly? DueOn { get; init; }

    public DueKind? DueKind { get; init; }

    /// <summary>What is to come of it (sản phẩm), where a table says.</summary>
    public string? Product { get; init; }

    public IReadOnlyList<Doubt> Doubts { get; init; } = [];
}

/// <summary>
/// Two statements of the report that do not agree, or a loss it leaves unexplained. Facts only: they are what the wording
/// of <c>discrepancy.{Code}</c> is filled with, in order. The other source is the statement contradicted, where there is one.
/// </summary>
public sealed record Discrepancy(string Code, int? Field, IReadOnlyList<string> Facts, TextSpan Source, TextSpan? OtherSource = null)
{
    /// <summary>Prose and table give different figures or directions.</summary>
    public const string ProseContradictsTable = "prose-contradicts-table";

    /// <summary>Parts do not add up to the whole printed beside them.</summary>
    public const string SumMismatch = "sum-mismatch";

    /// <summary>The fields do not add up to the index printed.</summary>
    public const string FieldsMismatch = "fields-mismatch";

    /// <summary>A printed percentage is not what its figures give.</summary>
    public const string PercentMismatch = "percent-mismatch";

    /// <summary>More points were lost than the deductions explain.</summary>
    public const string UnexplainedLoss = "unexplained-loss";

    /// <summary>The deductions add up to more than was lost.</summary>
    public const string DeductionsExceedLoss = "deductions-exceed-loss";

    /// <summary>Two places give the body or a field different ranks.</summary>
    public const string RankMismatch = "rank-mismatch";

    /// <summary>A rank is greater than the number of those ranked.</summary>
    public const string RankBeyond = "rank-beyond";

    /// <summary>A field has all its points and another rank than the first.</summary>
    public const string RankBelowFull = "rank-below-full";

    /// <summary>A rank is not one more than the number of bodies said to be ahead.</summary>
    public const string RankAhead = "rank-ahead";

    /// <summary>Ranks of two years do not differ by as much as is said.</summary>
    public const string RankChange = "rank-change";

    /// <summary>A table ranks bodies otherwise than their points do: more points behind fewer, or equal points apart.</summary>
    public const string RankOrder = "rank-order";

    /// <summary>Maxima do not add up to the maximum printed above them.</summary>
    public const string MaxMismatch = "max-mismatch";

    /// <summary>Criteria do not add up to what their criterion or field prints.</summary>
    public const string CriteriaMismatch = "criteria-mismatch";

    /// <summary>The same criterion is deducted in two places.</summary>
    public const string CriterionTwice = "criterion-twice";

    /// <summary>A cited document is dated after the report.</summary>
    public const string DocumentAfterReport = "document-after-report";

    /// <summary>The plan for a year speaks of another year's plan.</summary>
    public const string WrongYear = "wrong-year";
}
