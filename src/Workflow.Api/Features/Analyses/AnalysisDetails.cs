using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>What was read in a report, with what people have corrected since.</summary>
[Requires(Permission.ReadAnalyses)]
public static class AnalysisDetails
{
    public sealed record Query(AnalysisId AnalysisId) : IRequest<View>;

    public sealed record View(
        Guid Id,
        uint Version,
        AnalysisState State,
        string FileName,
        string? Agency,
        int? PreviousYear,
        int BaseYear,
        int TargetYear,
        IReadOnlyList<YearTotal> Totals,
        IReadOnlyList<FieldReading> Fields,
        IReadOnlyList<DeductionView> Deductions,
        IReadOnlyList<DirectiveReading> Directives,
        IReadOnlyList<DiscrepancyView> Discrepancies,
        IReadOnlyList<string> Units,
        string Text,
        string UploadedBy,
        DateTimeOffset UploadedAt,
        string? ConfirmedBy,
        DateTimeOffset? ConfirmedAt,
        Guid? PlanId);

    /// <param name="Corrected">A person has changed it; <paramref name="Original"/> is what was read.</param>
    public sealed record DeductionView(
        int Ordinal,
        int Field,
        string? Criterion,
        decimal Points,
        string? CriterionName,
        string Reason,
        TextSpan Source,
        decimal? Numerator,
        decimal? Denominator,
        decimal? Percent,
        IReadOnlyList<DatedFact> Dates,
        IReadOnlyList<string> Documents,
        IReadOnlyList<string> Units,
        IReadOnlyList<UnitShare> Shares,
        string? SuggestedLead,
        IReadOnlyList<string> SuggestedCoordinating,
        IReadOnlyList<UnitSuggestion> Suggestions,
        IReadOnlyList<DirectiveReference> AnsweredBy,
        bool Corrected,
        OriginalReading? Original);

    /// <summary>What stood in a row before a person corrected it.</summary>
    public sealed record OriginalReading(string? Criterion, decimal Points, string Reason, IReadOnlyList<string> Units);

    public sealed record DiscrepancyView(string Code, int? Field, string Message, TextSpan Source, TextSpan? OtherSource);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var analysis = await db.LoadAnalysisAsync(query.AnalysisId, seenVersion: null, cancellationToken);
            var names = await db.People
                .Where(person => person.Id == analysis.UploadedBy || person.Id == analysis.ConfirmedBy)
                .ToDictionaryAsync(person => person.Id, person => person.FullName, cancellationToken);
            var plan = await db.Plans.Where(plan => plan.AnalysisId == analysis.Id).OrderByDescending(plan => plan.TargetYear)
                .Select(plan => (Guid?)plan.Id.Value).FirstOrDefaultAsync(cancellationToken);
            var reading = analysis.Reading;
            return new View(
                analysis.Id.Value,
                analysis.Version,
                analysis.State,
                analysis.FileName,
                reading.Agency,
                reading.PreviousYear,
                reading.BaseYear,
                reading.TargetYear,
                reading.Totals,
                [.. reading.Fields.Select(field => field with { Explained = analysis.ExplainedIn(field.Number), Remainder = analysis.RemainderOf(field) })],
                [.. analysis.Deductions.OrderBy(deduction => deduction.Ordinal).Select(Show)],
                reading.Directives,
                [.. reading.Discrepancies.Select(Show)],
                reading.Units,
                reading.Text,
                names[analysis.UploadedBy],
                analysis.UploadedAt,
                analysis.ConfirmedBy is { } confirmer ? names[confirmer] : null,
                analysis.ConfirmedAt,
                plan);
        }

        private static DeductionView Show(Deduction deduction)
        {
            var read = deduction.Read;
            var corrected = deduction.CorrectedAt is not null;
            return new DeductionView(
                deduction.Ordinal,
                deduction.Field,
                deduction.Criterion,
                deduction.Points,
                deduction.CriterionName,
                deduction.Reason,
                read.Source,
                read.Numerator,
                read.Denominator,
                read.Percent,
                read.Dates,
                read.Documents,
                deduction.Units,
                read.Shares,
                read.SuggestedLead,
                read.SuggestedCoordinating,
                read.Suggestions,
                read.AnsweredBy,
                corrected,
                corrected ? new OriginalReading(read.Criterion, read.Points, read.Reason, read.Units) : null);
        }

        private static DiscrepancyView Show(Discrepancy found) => new(
            found.Code,
            found.Field,
            Wording.In(CultureInfo.CurrentUICulture, $"discrepancy.{found.Code}", [.. found.Facts]),
            found.Source,
            found.OtherSource);
    }
}
