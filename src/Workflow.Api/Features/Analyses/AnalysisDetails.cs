using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Activity;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Analyses;

/// <summary>What was read in a report, with what people have made of it since.</summary>
[Requires(Permission.ReadAnalyses)]
public static class AnalysisDetails
{
    private const int LatestActs = 30;

    public sealed record Query(AnalysisId AnalysisId) : IRequest<AnalysisView>;

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, AnalysisView>
    {
        public async Task<AnalysisView> Handle(Query query, CancellationToken cancellationToken)
        {
            var analysis = await db.LoadAnalysisAsync(query.AnalysisId, seenVersion: null, cancellationToken);
            var people = await NamesAsync(analysis, cancellationToken);
            var plan = await db.Plans.Where(plan => plan.AnalysisId == analysis.Id).OrderByDescending(plan => plan.TargetYear)
                .Select(plan => (Guid?)plan.Id.Value).FirstOrDefaultAsync(cancellationToken);
            var units = new UnitDirectory(await db.Units.AsNoTracking().ToListAsync(cancellationToken));
            var history = await ActivityLog.ToItems(
                db.Activity.AsNoTracking().Where(entry => entry.SubjectId == analysis.Id.Value)
                    .OrderByDescending(entry => entry.OccurredAt).ThenByDescending(entry => entry.Id).Take(LatestActs),
                db,
                cancellationToken);

            var reading = analysis.Reading;
            List<Deduction> standing = [.. analysis.Standing.OrderBy(row => row.Ordinal)];
            return new AnalysisView(
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
                [.. standing.Select(row => Show(row, analysis, people))],
                reading.Directives,
                [.. reading.Discrepancies.Select(Show)],
                reading.Units,
                reading.Text,
                people[analysis.UploadedBy],
                analysis.UploadedAt,
                analysis.ConfirmedBy is { } confirmer ? people[confirmer] : null,
                analysis.ConfirmedAt,
                plan)
            {
                Criteria = reading.Criteria,
                Unread = [.. reading.Unread.Select(passage => Show(passage, analysis, people))],
                RootCauses = [.. reading.RootCauses.Select((cause, at) => Show(cause, at + 1, analysis, people))],
                Removed = [.. analysis.Deductions.Where(row => !row.Stands).OrderBy(row => row.Ordinal).Select(row => ShowRemoved(row, analysis, people))],
                Progress = new ReviewProgress(standing.Count, standing.Count(row => row.Reviewed), analysis.UnsureRows, analysis.OpenPassages.Count()),
                LastAct = analysis.LastAct is { } act ? new LastAct(act.Kind, act.About, people[act.By], act.At) : null,
                UnitMatches = [.. NamesOfUnits(standing, reading).Select(name => Match(name, units, reading.Agency))],
                History = [.. history.OrderByDescending(item => item.At).ThenByDescending(item => item.Id)],
            };
        }

        private async Task<Dictionary<PersonId, string>> NamesAsync(AnalysisReport analysis, CancellationToken cancellationToken)
        {
            var ids = analysis.Deductions.SelectMany(row => new[] { row.AddedBy, row.AcceptedBy, row.CorrectedBy, row.RemovedBy })
                .Concat(analysis.Decisions.Passages.Select(decision => (PersonId?)decision.By))
                .Concat(analysis.Decisions.RootCauses.Select(decision => (PersonId?)decision.By))
                .Concat([analysis.UploadedBy, analysis.ConfirmedBy, analysis.LastAct?.By])
                .OfType<PersonId>()
                .Distinct()
                .ToList();
            return await db.People.Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.FullName, cancellationToken);
        }

        private static DeductionView Show(Deduction deduction, AnalysisReport analysis, Dictionary<PersonId, string> people)
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
                corrected ? new OriginalReading(read.Criterion, read.Points, read.Reason, read.Units, read.Field) : null)
            {
                Doubts = read.Doubts,
                Cited = read.Cited,
                Money = read.Money,
                LateReports = read.LateReports,
                Accepted = Sign(deduction.AcceptedBy, deduction.AcceptedAt, people),
                Added = Sign(deduction.AddedBy, deduction.AddedAt, people),
                MadeOf = deduction.MadeOf,
                Places = [.. PlacesOf(deduction, analysis).Where(place => place.Length > 0).Distinct()],
            };
        }

        /// <summary>A row merged of others stands wherever they stood.</summary>
        private static IEnumerable<TextSpan> PlacesOf(Deduction deduction, AnalysisReport analysis)
        {
            var former = analysis.Deductions.Where(row => row.Removal is Removal.Merged && deduction.MadeOf.Contains(row.Ordinal));
            return former.SelectMany(row => PlacesOf(row, analysis)).Prepend(deduction.Read.Source);
        }

        private static DiscrepancyView Show(Discrepancy found) => new(
            found.Code,
            found.Field,
            Wording.In(CultureInfo.CurrentUICulture, $"discrepancy.{found.Code}", [.. found.Facts]),
            found.Source,
            found.OtherSource);

        private static UnreadView Show(UnreadPassage passage, AnalysisReport analysis, Dictionary<PersonId, string> people)
        {
            var decision = analysis.Decisions.Passages.FirstOrDefault(decision => decision.Passage == passage.Ordinal);
            return new UnreadView(
                passage.Ordinal, passage.Kind, passage.Field, passage.Text, passage.Source, passage.Why, Wording.Of($"unread.{passage.Why}"),
                Sign(decision?.By, decision?.At, people), decision?.Row, decision?.Reason);
        }

        private static RootCauseView Show(RootCauseReading cause, int number, AnalysisReport analysis, Dictionary<PersonId, string> people)
        {
            var decision = analysis.Decisions.RootCauses.FirstOrDefault(decision => decision.Number == number);
            return new RootCauseView(number, RowsNow(cause.Deductions, analysis), cause.Why, cause.Fact, decision?.Confirmed, Sign(decision?.By, decision?.At, people));
        }

        /// <summary>Where rows were merged or split since, those that came of them.</summary>
        private static List<int> RowsNow(IReadOnlyList<int> ordinals, AnalysisReport analysis)
        {
            var known = ordinals.ToHashSet();
            foreach (var row in analysis.Deductions.Where(row => row.MadeOf.Exists(known.Contains)).OrderBy(row => row.Ordinal))
            {
                known.Add(row.Ordinal);
            }

            return [.. analysis.Standing.Select(row => row.Ordinal).Where(known.Contains).Order()];
        }

        private static RemovedView ShowRemoved(Deduction row, AnalysisReport analysis, Dictionary<PersonId, string> people) => new(
            row.Ordinal, row.Field, row.Criterion, row.Points, row.Reason, row.Read.Source, row.Removal!.Value,
            [.. analysis.Deductions.Where(later => later.MadeOf.Contains(row.Ordinal)).Select(later => later.Ordinal).Order()],
            Sign(row.RemovedBy, row.RemovedAt, people)!);

        private static Signature? Sign(PersonId? by, DateTimeOffset? at, Dictionary<PersonId, string> people) =>
            by is { } person && at is { } moment ? new Signature(people[person], moment) : null;

        private static IEnumerable<string> NamesOfUnits(IEnumerable<Deduction> standing, AnalysisReading reading) => standing
            .SelectMany(row => row.Units.Concat(row.Read.Suggestions.Select(suggestion => suggestion.Unit)))
            .Concat(reading.Directives.SelectMany(directive => directive.Units.Concat(directive.Coordinating)))
            .Distinct();

        private static UnitMatch Match(string name, UnitDirectory units, string? agency)
        {
            var known = units.Find(name);
            return new UnitMatch(name, known?.Id.Value, known?.Name, known is null ? UnitStandings.Of(name, agency) : UnitStanding.Own);
        }
    }
}
