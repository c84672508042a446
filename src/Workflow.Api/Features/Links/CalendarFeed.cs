using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflow.Api.Documents;
using Workflow.Api.Http;
using Workflow.Api.Mail;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Links;

/// <summary>The open deadlines of a person's unit, for a calendar program that knows the secret address.</summary>
[OpenToAnyone]
public static class CalendarFeed
{
    public sealed record Query(string Secret) : IRequest<string>;

    internal sealed class Handler(WorkflowDbContext db, CurrentUser user, TaskLines taskLines, ReportLines reportLines, TimeProvider clock) : IRequestHandler<Query, string>
    {
        /// <summary>Far more than anybody has; a limit all the same.</summary>
        private const int Most = 2000;

        public async Task<string> Handle(Query query, CancellationToken cancellationToken)
        {
            var hash = Secret.HashOf(query.Secret);
            var feed = await db.CalendarFeeds.IgnoreQueryFilters([Conventions.OwnAgency]).AsNoTracking().SingleOrDefaultAsync(feed => feed.Sha256 == hash, cancellationToken)
                ?? throw new NotFoundException("calendar feed");
            user.WorkFor(feed.AgencyId);
            var person = await db.People.AsNoTracking().SingleOrDefaultAsync(person => person.Id == feed.PersonId && person.Active, cancellationToken)
                ?? throw new NotFoundException("calendar feed");
            return CalendarFile.Write(await DeadlinesOf(person, cancellationToken), clock.GetUtcNow(), TaskLines.Words("mail.calendar.name"));
        }

        /// <summary>Those of the own unit; of all units for whoever looks after all.</summary>
        private async Task<IReadOnlyCollection<CalendarEntry>> DeadlinesOf(Person person, CancellationToken cancellationToken)
        {
            var all = person.Roles.Contains(Role.Coordinator) || person.Roles.Contains(Role.Chairman);
            var tasks = await db.Tasks.AsNoTracking()
                .Where(task => task.State != RemediationTaskState.Draft && task.State != RemediationTaskState.Completed && task.State != RemediationTaskState.Cancelled
                    && task.State != RemediationTaskState.Suspended)
                .Where(task => task.LastGoodDay != null && (all || (person.UnitId != null && task.LeadUnitId == person.UnitId)))
                .OrderBy(task => task.LastGoodDay).Take(Most)
                .ToListAsync(cancellationToken);
            var reports = await db.ReportOccurrences.AsNoTracking()
                .Where(report => EF.Property<bool>(report, ReportOccurrenceMapping.Open) && (all || (person.UnitId != null && report.UnitId == person.UnitId)))
                .OrderBy(report => report.LastGoodDay).Take(Most)
                .ToListAsync(cancellationToken);
            var names = await reportLines.NamesOf(reports, cancellationToken);
            return [.. tasks.Select(taskLines.DeadlineOf).OfType<CalendarEntry>(), .. reports.Select(report => reportLines.DeadlineOf(report, names[report.ObligationId]))];
        }
    }
}

/// <summary>Whether the signed-in person has a calendar address.</summary>
[Requires(Permission.KnowOneself)]
public static class MyCalendarFeed
{
    public sealed record Query : IRequest<DateTimeOffset?>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user) : IRequestHandler<Query, DateTimeOffset?>
    {
        /// <summary>Since when; null where there is none.</summary>
        public Task<DateTimeOffset?> Handle(Query query, CancellationToken cancellationToken) =>
            db.CalendarFeeds.Where(feed => feed.PersonId == user.Actor.PersonId).Select(feed => (DateTimeOffset?)feed.CreatedAt).SingleOrDefaultAsync(cancellationToken);
    }
}

/// <summary>Gives the signed-in person a calendar address; one given before leads nowhere from then on. It is told this once.</summary>
[Requires(Permission.KnowOneself)]
public static class OpenCalendarFeed
{
    /// <summary>Not a command that is run once under an id: its answer, the secret, must be kept nowhere.</summary>
    public sealed record Request : IRequest<string>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, IOptions<SiteSettings> site, TimeProvider clock) : IRequestHandler<Request, string>
    {
        public async Task<string> Handle(Request request, CancellationToken cancellationToken)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.CalendarFeeds.Where(feed => feed.PersonId == user.Actor.PersonId).ExecuteDeleteAsync(cancellationToken);
            var secret = Secret.New();
            db.CalendarFeeds.Add(new CalendarFeedRow
            {
                Id = Guid.CreateVersion7(),
                AgencyId = user.Actor.AgencyId,
                PersonId = user.Actor.PersonId,
                Sha256 = Secret.HashOf(secret),
                CreatedAt = clock.GetUtcNow(),
            });
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return $"{site.Value.Url}/ics/{secret}.ics";
        }
    }
}

/// <summary>The signed-in person's calendar address leads nowhere from now on.</summary>
[Requires(Permission.KnowOneself)]
public static class CloseCalendarFeed
{
    public sealed record Command : ICommand<bool>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken) =>
            await db.CalendarFeeds.Where(feed => feed.PersonId == user.Actor.PersonId).ExecuteDeleteAsync(cancellationToken) > 0;
    }
}

internal static class CalendarFeedEndpoints
{
    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder api)
    {
        app.MapGet("/ics", async (HttpContext context, IMediator mediator, CancellationToken token) =>
        {
            var secret = SecretAddresses.Taken(context) ?? throw new NotFoundException("calendar feed");
            return TypedResults.Text(await mediator.Send(new CalendarFeed.Query(secret.EndsWith(".ics", StringComparison.Ordinal) ? secret[..^4] : secret), token), "text/calendar; charset=utf-8");
        }).Sends<CalendarFeed.Query>();
        api.MapPost("/calendar-feed", async (IMediator mediator, CancellationToken token) =>
            TypedResults.Ok(new FeedBody(await mediator.Send(new OpenCalendarFeed.Request(), token)))).Sends<OpenCalendarFeed.Request>();
        api.MapDelete("/calendar-feed", async (IMediator mediator, CancellationToken token) =>
        {
            await mediator.Send(new CloseCalendarFeed.Command(), token);
            return TypedResults.NoContent();
        }).Sends<CloseCalendarFeed.Command>();
    }

    internal sealed record FeedBody(string Url);
}
