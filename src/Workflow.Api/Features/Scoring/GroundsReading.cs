using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Domain.Analyses;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>A deduction of a plan: its criterion and the points lost.</summary>
internal sealed record DeductedPoints(DeductionId Id, string? Criterion, decimal Points);

/// <summary>The years of a plan, and the day its rows are reckoned for.</summary>
internal sealed record PlanDay(PlanId PlanId, int BaseYear, int TargetYear, DateOnly Day);

/// <summary>
/// Reads what stakes are reckoned from besides the tasks. The day is the plan's and not the clock's: what is worked out for one
/// event and what is worked out for all tasks at once rest on the same grounds.
/// </summary>
internal sealed class GroundsReading(WorkflowDbContext db, Calendars calendars, TimeProvider clock)
{
    private LikelihoodTable? table;

    /// <summary>The table of the latest edition, else the program's own; asked once a scope.</summary>
    public async Task<LikelihoodTable> TableAsync(CancellationToken cancellationToken) => table ??=
        (await db.LikelihoodEditions.AsNoTracking().OrderByDescending(edition => edition.Edition).FirstOrDefaultAsync(cancellationToken))?.Likelihoods
        ?? LikelihoodTable.Standard;

    /// <summary>What is reckoned from here on rests on this table: one that is tried, or that was just said.</summary>
    public void Suppose(LikelihoodTable supposed) => table = supposed;

    /// <summary>The day each plan is reckoned for; today for one that no day is kept for yet.</summary>
    public async Task<IReadOnlyDictionary<PlanId, PlanDay>> DaysAsync(IReadOnlyCollection<PlanId> plans, CancellationToken cancellationToken)
    {
        var today = (await calendars.OwnAsync(cancellationToken)).DayOf(clock.GetUtcNow());
        return await db.Reckonings.AsNoTracking()
            .Where(row => plans.Contains(row.PlanId))
            .Join(db.Plans, row => row.PlanId, plan => plan.Id, (row, plan) => new { plan.Id, plan.BaseYear, plan.TargetYear, row.ReckonedOn })
            .ToDictionaryAsync(plan => plan.Id, plan => new PlanDay(plan.Id, plan.BaseYear, plan.TargetYear, plan.ReckonedOn ?? today), cancellationToken);
    }

    /// <summary>The same of one whose row was read already.</summary>
    public async Task<PlanDay> DayAsync(PlanId plan, int baseYear, int targetYear, DateOnly? reckonedOn, CancellationToken cancellationToken) =>
        new(plan, baseYear, targetYear, reckonedOn ?? (await calendars.OwnAsync(cancellationToken)).DayOf(clock.GetUtcNow()));

    public async Task<Grounds> Of(
        PlanDay plan, IReadOnlyCollection<DeductedPoints> deductions, IReadOnlyCollection<RemediationTask> tasks, CancellationToken cancellationToken)
    {
        var codes = deductions.Select(deduction => deduction.Criterion).OfType<string>().Distinct().ToList();
        var rules = codes.Count == 0 ? [] : await RulesAsync(plan, codes, cancellationToken);
        var late = codes.Count > 0 && tasks.Any(task => task.Kind is TaskKind.Reporting) ? await DaysLateAsync(plan.TargetYear, codes, cancellationToken) : [];
        return new Grounds(plan.Day, plan.TargetYear, await calendars.OwnAsync(cancellationToken), await TableAsync(cancellationToken))
        {
            Deductions = deductions.ToDictionary(deduction => deduction.Id, deduction => new Deducted(
                deduction.Points, rules.GetValueOrDefault(deduction.Criterion ?? ""), late.GetValueOrDefault(deduction.Criterion ?? ""))),
            Records = await RecordsAsync([.. tasks.Select(task => task.LeadUnitId).OfType<UnitId>().Distinct()], plan.Day, cancellationToken),
        };
    }

    /// <summary>
    /// The rules said for criteria in the editions in force; that of the target year before that of the base year. The table of
    /// likelihoods comes along in the same query: both are asked for with every event.
    /// </summary>
    private async Task<Dictionary<string, SaidRule>> RulesAsync(PlanDay plan, List<string> codes, CancellationToken cancellationToken)
    {
        int[] years = [plan.BaseYear, plan.TargetYear];
        var said = await db.Agencies
            .Select(_ => new
            {
                Likelihoods = db.LikelihoodEditions.OrderByDescending(edition => edition.Edition).Select(edition => edition.Likelihoods).FirstOrDefault(),
                Criteria = db.Criteria
                    .Where(criterion => codes.Contains(criterion.Code))
                    .Join(
                        db.ScoreSets.Where(set => years.Contains(set.Year) && !db.ScoreSets.Any(newer => newer.Year == set.Year && newer.Edition > set.Edition)),
                        criterion => criterion.ScoreSetId,
                        set => set.Id,
                        (criterion, set) => new { set.Year, criterion.Code, criterion.Max, criterion.Terms })
                    .ToList(),
            })
            .AsNoTracking()
            .AsSingleQuery()
            .SingleAsync(cancellationToken);
        table ??= said.Likelihoods ?? LikelihoodTable.Standard;
        return said.Criteria
            .Where(criterion => criterion.Terms is not null)
            .GroupBy(criterion => criterion.Code)
            .Select(years => years.MaxBy(criterion => criterion.Year)!)
            .ToDictionary(criterion => criterion.Code, criterion => new SaidRule(criterion.Max, criterion.Terms!));
    }

    /// <summary>By how many days the latest of a criterion's reports of a year came late, by the day that counts. What is recorded at this moment is seen as well.</summary>
    private async Task<Dictionary<string, int>> DaysLateAsync(int year, List<string> codes, CancellationToken cancellationToken)
    {
        var reports = await db.ReportOccurrences
            .Where(report => report.Year == year)
            .Join(db.ReportObligations.Where(obligation => codes.Contains(obligation.Criterion!)), report => report.ObligationId, obligation => obligation.Id, (report, obligation) => new { Report = report, Criterion = obligation.Criterion! })
            .ToListAsync(cancellationToken);
        return reports
            .Where(owed => owed.Report.CountedOn is not null)
            .GroupBy(owed => owed.Criterion)
            .ToDictionary(owed => owed.Key, owed => owed.Max(one => one.Report.DaysLate(one.Report.CountedOn!.Value)));
    }

    /// <summary>The last row of each unit before the day: one look-up a unit, however many tasks it ever had.</summary>
    private async Task<Dictionary<UnitId, UnitRecord>> RecordsAsync(UnitId[] units, DateOnly day, CancellationToken cancellationToken)
    {
        var ids = units.Select(unit => unit.Value).ToArray();
        var rows = ids.Length == 0 ? [] : await db.Database
            .SqlQuery<RecordOfUnit>(
                $"""
                select unit.id, record.completed, record.in_time
                from unnest({ids}) as unit(id)
                cross join lateral (
                    select completed, in_time from unit_record where unit_id = unit.id and on_day < {day} order by on_day desc limit 1) as record
                """)
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(row => new UnitId(row.Id), row => new UnitRecord(row.Completed, row.InTime));
    }

    private sealed record RecordOfUnit(Guid Id, int Completed, int InTime);
}
