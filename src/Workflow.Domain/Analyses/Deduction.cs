using System.Globalization;
using Workflow.Domain.Organization;

namespace Workflow.Domain.Analyses;

/// <summary>What a person changes in a deduction that was misread; null leaves a part as it is, an empty criterion takes the code away.</summary>
public sealed record Correction(decimal? Points, string? Criterion, string? Reason, IReadOnlyCollection<string>? Units, int? Field = null);

/// <summary>A deduction as a person states it, with its place in the text.</summary>
public sealed record StatedDeduction(
    TextSpan Source, int Field, string? Criterion, decimal Points, string Reason, IReadOnlyCollection<string>? Units = null);

/// <summary>One of the deductions a row is split into; a reason or criterion left out is the row's.</summary>
public sealed record DeductionPart(decimal Points, string? Reason = null, string? Criterion = null);

/// <summary>Why a row no longer stands. It is kept, and undoing brings it back.</summary>
public enum Removal
{
    NoDeduction,

    /// <summary>It went into another row.</summary>
    Merged,

    /// <summary>Several rows took its place.</summary>
    Split,
}

/// <summary>Points taken off and why (khoản trừ điểm): as people have left it, beside what was read.</summary>
public sealed class Deduction
{
    private Deduction()
    {
    }

    public required DeductionId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required AnalysisId AnalysisId { get; init; }

    /// <summary>Counts within the analysis, from 1, in the order of the report; rows that people add follow.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The number of its field (lĩnh vực).</summary>
    public int Field { get; private set; }

    public string? Criterion { get; private set; }

    public string? CriterionName { get; private init; }

    public decimal Points { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>The units the reason names.</summary>
    public List<string> Units { get; private set; } = [];

    /// <summary>As it was read, figures, dates, documents, shares and suggestions with it.</summary>
    public required DeductionReading Read { get; init; }

    /// <summary>The rows it was merged or split from.</summary>
    public List<int> MadeOf { get; private init; } = [];

    /// <summary>Who added it, or made it of other rows; null where the program read it.</summary>
    public PersonId? AddedBy { get; private init; }

    public DateTimeOffset? AddedAt { get; private init; }

    public PersonId? CorrectedBy { get; private set; }

    public DateTimeOffset? CorrectedAt { get; private set; }

    /// <summary>Who has compared it with its source; whoever corrects or adds a row has.</summary>
    public PersonId? AcceptedBy { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public Removal? Removal { get; private set; }

    public PersonId? RemovedBy { get; private set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    public bool Stands => Removal is null;

    public bool Reviewed => AcceptedAt is not null;

    /// <summary>A value of it may be wrong, and nobody has looked yet.</summary>
    public bool IsUnsure => !Reviewed && Read.Doubts.Count > 0;

    internal string InWords =>
        string.Create(CultureInfo.InvariantCulture, $"{Criterion} | {Points:0.####} | {Reason} | {string.Join("; ", Units)}");

    internal static Deduction Of(DeductionReading read, AnalysisId analysis, AgencyId agency) => new()
    {
        Id = DeductionId.New(),
        AgencyId = agency,
        AnalysisId = analysis,
        Ordinal = read.Ordinal,
        Field = read.Field,
        Criterion = read.Criterion,
        CriterionName = read.CriterionName,
        Points = read.Points,
        Reason = read.Reason,
        Units = [.. read.Units],
        Read = read,
    };

    /// <summary>A row that a person puts there.</summary>
    internal static Deduction Of(DeductionReading read, IEnumerable<int> madeOf, AnalysisReport analysis, PersonId by, DateTimeOffset at) => new()
    {
        Id = DeductionId.New(),
        AgencyId = analysis.AgencyId,
        AnalysisId = analysis.Id,
        Ordinal = read.Ordinal,
        Field = read.Field,
        Criterion = read.Criterion,
        CriterionName = read.CriterionName,
        Points = read.Points,
        Reason = read.Reason,
        Units = [.. read.Units],
        Read = read,
        MadeOf = [.. madeOf],
        AddedBy = by,
        AddedAt = at,
        AcceptedBy = by,
        AcceptedAt = at,
    };

    /// <summary>Everything an act can change, as it is now.</summary>
    public RowState State() => new(
        Ordinal, Field, Criterion, Points, Reason, [.. Units], CorrectedBy, CorrectedAt, AcceptedBy, AcceptedAt, Removal, RemovedBy, RemovedAt);

    internal void Return(RowState before)
    {
        (Field, Criterion, Points, Reason, Units) = (before.Field, before.Criterion, before.Points, before.Reason, [.. before.Units]);
        (CorrectedBy, CorrectedAt) = (before.CorrectedBy, before.CorrectedAt);
        (AcceptedBy, AcceptedAt) = (before.AcceptedBy, before.AcceptedAt);
        (Removal, RemovedBy, RemovedAt) = (before.Removal, before.RemovedBy, before.RemovedAt);
    }

    internal void Take(Correction correction, PersonId by, DateTimeOffset at)
    {
        Field = correction.Field ?? Field;
        Points = correction.Points is { } points ? Scoring.Points.Round(points) : Points;
        Criterion = correction.Criterion is null ? Criterion : NullIfEmpty(correction.Criterion);
        Reason = NullIfEmpty(correction.Reason) ?? Reason;
        Units = correction.Units is null ? Units : [.. correction.Units.Select(unit => unit.Trim()).Where(unit => unit.Length > 0).Distinct()];
        (CorrectedBy, CorrectedAt) = (by, at);
        Accept(by, at);
    }

    internal void Accept(PersonId by, DateTimeOffset at) => (AcceptedBy, AcceptedAt) = (by, at);

    internal void Remove(Removal why, PersonId by, DateTimeOffset at) => (Removal, RemovedBy, RemovedAt) = (why, by, at);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
