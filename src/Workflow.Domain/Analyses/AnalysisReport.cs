using System.Globalization;
using Workflow.Domain.Organization;

namespace Workflow.Domain.Analyses;

public enum AnalysisState
{
    /// <summary>Read by the program, not yet by a person.</summary>
    Read,

    /// <summary>A coordinator has compared it with its source.</summary>
    Confirmed,
}

public sealed record AnalysisUploaded(AnalysisId AnalysisId, AgencyId AgencyId, string FileName, PersonId? By, DateTimeOffset At) : IDomainEvent;

public sealed record DeductionCorrected(
    AnalysisId AnalysisId, AgencyId AgencyId, int Ordinal, string Before, string After, PersonId? By, DateTimeOffset At) : IDomainEvent;

public sealed record AnalysisConfirmed(AnalysisId AnalysisId, AgencyId AgencyId, PersonId? By, DateTimeOffset At) : IDomainEvent;

/// <summary>What holds for analyses, each rule a sentence.</summary>
public static class AnalysisRules
{
    public static readonly Rule AConfirmedReadingStaysAsItIs = new("analysis.confirmed");
    public static readonly Rule PointsArePositive = new("analysis.points-out-of-range");
    public static readonly Rule ThereIsSuchADeduction = new("analysis.no-such-deduction");
    public static readonly Rule AnAnalysisHasDeductions = new("analysis.no-deductions");
}

/// <summary>
/// A report as it was read (báo cáo phân tích). Its deductions are entities of their own: people correct them, tasks refer to
/// them; the reading stays as it was.
/// </summary>
public sealed class AnalysisReport : Aggregate
{
    private readonly List<Deduction> deductions = [];

    private AnalysisReport()
    {
    }

    public required AnalysisId Id { get; init; }

    public required string FileName { get; init; }

    /// <summary>Lower-case hex of the file.</summary>
    public required string Sha256 { get; init; }

    public AnalysisState State { get; private set; }

    public required int BaseYear { get; init; }

    /// <summary>As the program read it; never changed.</summary>
    public required AnalysisReading Reading { get; init; }

    public required PersonId UploadedBy { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public PersonId? ConfirmedBy { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public IReadOnlyCollection<Deduction> Deductions => deductions;

    public static AnalysisReport Of(AnalysisReading reading, string fileName, string sha256, Actor actor, DateTimeOffset now)
    {
        var report = new AnalysisReport
        {
            Id = AnalysisId.New(),
            AgencyId = actor.AgencyId,
            FileName = fileName,
            Sha256 = sha256,
            BaseYear = reading.BaseYear,
            Reading = reading,
            UploadedBy = actor.PersonId,
            UploadedAt = now,
        };
        report.deductions.AddRange(reading.Deductions.Select(read => Deduction.Of(read, report.Id, actor.AgencyId)));
        report.Raise(new AnalysisUploaded(report.Id, actor.AgencyId, fileName, actor.PersonId, now));
        return report;
    }

    /// <summary>A person says what the source really says; what is null stays as it is.</summary>
    public void Correct(int ordinal, Correction correction, Actor actor, DateTimeOffset now)
    {
        OpenForChange().Enforce();
        var deduction = deductions.Find(candidate => candidate.Ordinal == ordinal)
            ?? throw new RuleBrokenException(AnalysisRules.ThereIsSuchADeduction);
        if (correction.Points is <= 0 or > 1000)
        {
            throw new RuleBrokenException(AnalysisRules.PointsArePositive);
        }

        var before = deduction.InWords;
        deduction.Take(correction, actor.PersonId, now);
        Raise(new DeductionCorrected(Id, AgencyId, ordinal, before, deduction.InWords, actor.PersonId, now));
    }

    public void Confirm(Actor actor, DateTimeOffset now)
    {
        OpenForChange().Enforce();
        if (deductions.Count == 0)
        {
            throw new RuleBrokenException(AnalysisRules.AnAnalysisHasDeductions);
        }

        State = AnalysisState.Confirmed;
        ConfirmedBy = actor.PersonId;
        ConfirmedAt = now;
        Raise(new AnalysisConfirmed(Id, AgencyId, actor.PersonId, now));
    }

    /// <summary>Points lost in a field for which no deduction gives a reason, by the deductions as they stand now.</summary>
    public decimal RemainderOf(FieldReading field) => field.Lost - ExplainedIn(field.Number);

    public decimal ExplainedIn(int field) => deductions.Where(deduction => deduction.Field == field).Sum(deduction => deduction.Points);

    private Ruling OpenForChange() =>
        State is AnalysisState.Read ? Ruling.Allow() : Ruling.Refuse(AnalysisRules.AConfirmedReadingStaysAsItIs);
}

/// <summary>What a person changes in a deduction that was misread; null leaves a part as it is, an empty criterion takes the code away.</summary>
public sealed record Correction(decimal? Points, string? Criterion, string? Reason, IReadOnlyCollection<string>? Units);

/// <summary>Points taken off and why (khoản trừ điểm): as people have left it, beside what was read.</summary>
public sealed class Deduction
{
    private Deduction()
    {
    }

    public required DeductionId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required AnalysisId AnalysisId { get; init; }

    /// <summary>Counts within the analysis, from 1, in the order of the report.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The number of its field (lĩnh vực).</summary>
    public required int Field { get; init; }

    public string? Criterion { get; private set; }

    public string? CriterionName { get; private init; }

    public decimal Points { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>The units the reason names.</summary>
    public List<string> Units { get; private set; } = [];

    /// <summary>As it was read, figures, dates, documents, shares and suggestions with it.</summary>
    public required DeductionReading Read { get; init; }

    public PersonId? CorrectedBy { get; private set; }

    public DateTimeOffset? CorrectedAt { get; private set; }

    internal string InWords =>
        string.Create(CultureInfo.InvariantCulture, $"{Criterion} | {Points} | {Reason} | {string.Join("; ", Units)}");

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

    internal void Take(Correction correction, PersonId by, DateTimeOffset at)
    {
        Points = correction.Points is { } points ? Scoring.Points.Round(points) : Points;
        Criterion = correction.Criterion is null ? Criterion : NullIfEmpty(correction.Criterion);
        Reason = NullIfEmpty(correction.Reason) ?? Reason;
        Units = correction.Units is null ? Units : [.. correction.Units.Select(unit => unit.Trim()).Where(unit => unit.Length > 0).Distinct()];
        CorrectedBy = by;
        CorrectedAt = at;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
