using System.Globalization;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Reports;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;
using Workflow.Domain.Reports;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Activity;

/// <summary>Something that happened: its kind and facts, to be worded where it is shown.</summary>
/// <param name="Title">The name of what it happened to: a task's title, a report's file; left out where the page is about that thing.</param>
/// <param name="By">The name of who acted; null when the clock did.</param>
/// <param name="Position">The position of who acted.</param>
public sealed record ActivityItem(
    Guid Id, string SubjectKind, Guid SubjectId, string? Title, string Kind, string? By, string? Position, DateTimeOffset At, IReadOnlyDictionary<string, string> Facts);

/// <summary>Who did what, the latest first; of one subject, or of everything.</summary>
[Requires(Permission.ReadActivity)]
public static class ActivityLog
{
    public sealed record Query(Guid? Subject = null, int Page = 1, int PageSize = 50) : IRequest<Page<ActivityItem>>;

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, Page<ActivityItem>>
    {
        public async Task<Page<ActivityItem>> Handle(Query query, CancellationToken cancellationToken)
        {
            var entries = db.Activity.AsNoTracking().Where(entry => query.Subject == null || entry.SubjectId == query.Subject);
            var size = Math.Clamp(query.PageSize, 1, 200);
            var number = Math.Max(1, query.Page);
            var total = await entries.CountAsync(cancellationToken);
            var items = await ToItems(
                entries.OrderByDescending(entry => entry.OccurredAt).ThenByDescending(entry => entry.Id).Skip((number - 1) * size).Take(size),
                db,
                cancellationToken);
            var titles = await Titles([.. items.Select(item => item.SubjectId).Distinct()], db, cancellationToken);
            return new Page<ActivityItem>([.. items.Select(item => item with { Title = titles.GetValueOrDefault(item.SubjectId) })], total, number, size);
        }
    }

    internal static async Task<IReadOnlyList<ActivityItem>> ToItems(IQueryable<ActivityEntry> entries, WorkflowDbContext db, CancellationToken cancellationToken)
    {
        var rows = await entries
            .GroupJoin(db.People, entry => entry.PersonId, person => (Domain.Organization.PersonId?)person.Id, (entry, people) => new { entry, people })
            .SelectMany(pair => pair.people.DefaultIfEmpty(), (pair, person) => new { pair.entry, person!.FullName, person.Position })
            .ToListAsync(cancellationToken);
        var facts = rows.ConvertAll(row => JsonSerializer.Deserialize<Dictionary<string, string>>(row.entry.Facts)!);
        await NamePeopleAsync(facts, db, cancellationToken);
        return
        [
            .. rows.Zip(facts, (row, said) => new ActivityItem(
                row.entry.Id,
                row.entry.SubjectKind,
                row.entry.SubjectId,
                null,
                row.entry.Kind,
                row.FullName,
                row.Position,
                row.entry.OccurredAt,
                said)),
        ];
    }

    /// <summary>People stand in the facts by their ids; whoever reads wants their names.</summary>
    private static async Task NamePeopleAsync(List<Dictionary<string, string>> facts, WorkflowDbContext db, CancellationToken cancellationToken)
    {
        string[] people = ["onBehalfOf", "officer"];
        var named = facts.SelectMany(said => people.Where(said.ContainsKey).Select(fact => (Said: said, Fact: fact, Person: new Domain.Organization.PersonId(Guid.Parse(said[fact]))))).ToList();
        if (named.Count > 0)
        {
            var ids = named.Select(name => name.Person).Distinct().ToList();
            var names = await db.People.Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.FullName, cancellationToken);
            named.ForEach(name => name.Said[name.Fact] = names.GetValueOrDefault(name.Person, ""));
        }
    }

    private static async Task<Dictionary<Guid, string>> Titles(IReadOnlyCollection<Guid> subjects, WorkflowDbContext db, CancellationToken cancellationToken)
    {
        var tasks = subjects.Select(id => new RemediationTaskId(id)).ToList();
        var analyses = subjects.Select(id => new AnalysisId(id)).ToList();
        var titles = await db.Tasks.Where(task => tasks.Contains(task.Id)).ToDictionaryAsync(task => task.Id.Value, task => task.Title, cancellationToken);
        foreach (var analysis in await db.Analyses.Where(analysis => analyses.Contains(analysis.Id)).Select(analysis => new { analysis.Id, analysis.FileName }).ToListAsync(cancellationToken))
        {
            titles[analysis.Id.Value] = analysis.FileName;
        }

        var sets = subjects.Select(id => new ScoreSetId(id)).ToList();
        foreach (var set in await db.ScoreSets.Where(set => sets.Contains(set.Id)).Select(set => new { set.Id, set.FileName }).ToListAsync(cancellationToken))
        {
            titles[set.Id.Value] = set.FileName;
        }

        var boards = subjects.Select(id => new ScoreBoardId(id)).ToList();
        foreach (var board in await db.ScoreBoards.Where(board => boards.Contains(board.Id)).Select(board => new { board.Id, board.FileName }).ToListAsync(cancellationToken))
        {
            titles[board.Id.Value] = board.FileName;
        }

        var obligations = subjects.Select(id => new ReportObligationId(id)).ToList();
        foreach (var obligation in await db.ReportObligations.Where(obligation => obligations.Contains(obligation.Id)).Select(obligation => new { obligation.Id, obligation.Name }).ToListAsync(cancellationToken))
        {
            titles[obligation.Id.Value] = obligation.Name;
        }

        var reports = subjects.Select(id => new ReportOccurrenceId(id)).ToList();
        var named = await db.ReportOccurrences
            .Where(report => reports.Contains(report.Id))
            .Join(db.ReportObligations, report => report.ObligationId, obligation => obligation.Id, (report, obligation) => new { report.Id, obligation.Name, obligation.Recurrence, report.Year })
            .ToListAsync(cancellationToken);
        foreach (var report in named)
        {
            titles[report.Id.Value] = ReportNames.Title(report.Name, report.Recurrence, report.Year, CultureInfo.CurrentUICulture);
        }

        return titles;
    }
}
