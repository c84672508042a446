using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Calendar;

/// <summary>Every calendar the agency has had, the latest first: who saved it, when and why.</summary>
[Requires(Permission.ReadOrganization)]
public static class CalendarVersionList
{
    public sealed record Query : IRequest<IReadOnlyList<Item>>;

    /// <param name="Changed">How many days differ from the version before.</param>
    /// <param name="Note">Why; empty for the calendar the agency began with, which nobody saved.</param>
    public sealed record Item(int Number, int Changed, string Note, string? SavedBy, DateTimeOffset? SavedAt);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken)
        {
            var names = await db.People.ToDictionaryAsync(person => person.Id, person => person.FullName, cancellationToken);
            var versions = await db.CalendarVersions
                .OrderByDescending(version => version.Number)
                .Select(version => new { version.Number, version.Changed, version.Note, version.SavedBy, version.SavedAt })
                .ToListAsync(cancellationToken);
            return [.. versions.Select(version => new Item(
                version.Number, version.Changed, version.Note, version.SavedBy is { } by ? names.GetValueOrDefault(by) : null, version.SavedAt))];
        }
    }
}
