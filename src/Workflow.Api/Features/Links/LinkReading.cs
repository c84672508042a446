using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Links;

/// <summary>How a link in a mail stands.</summary>
public enum LinkState
{
    Open,

    /// <summary>There is no such link, or none is in hand.</summary>
    Unknown,

    Used,
    Expired,
    Revoked,

    /// <summary>The task is finished or cancelled, the report has left: there is nothing left to do.</summary>
    Closed,
}

/// <summary>What holds for links in mails, each rule a sentence.</summary>
public static class LinkRules
{
    public static readonly Rule ALinkIsOpen = new("link.not-open");
    public static readonly Rule ALinkDoesWhatItIsFor = new("link.other-purpose");
    public static readonly Rule ALinkIsItsRecipients = new("link.not-recipient");
}

/// <summary>A link that was found under the hash of its secret, with the task or the report it is about and the person it was sent to.</summary>
internal sealed record FoundLink(MailLinkRow Link, IReminded Thing, Person Recipient, LinkState State)
{
    public RemediationTask Task => (RemediationTask)Thing;

    public ReportOccurrence Report => (ReportOccurrence)Thing;
}

/// <summary>
/// Finds what a link leads to. Whoever brings the secret sees that one agency from then on: it is bound to agency, task or report, person
/// and purpose.
/// </summary>
internal sealed class LinkReading(WorkflowDbContext db, CurrentUser user, TimeProvider clock)
{
    public async Task<FoundLink?> FindAsync(byte[]? sha256, CancellationToken cancellationToken)
    {
        var token = sha256 is null ? null : await db.MailLinkTokens.AsNoTracking().SingleOrDefaultAsync(token => token.Sha256 == sha256, cancellationToken);
        if (token is null)
        {
            return null;
        }

        var link = await db.MailLinks.IgnoreQueryFilters([Conventions.OwnAgency]).AsNoTracking().SingleAsync(link => link.Id == token.LinkId, cancellationToken);
        user.WorkFor(link.AgencyId);
        IReminded thing = link.OccurrenceId is { } occurrence
            ? await db.ReportOccurrences.SingleAsync(report => report.Id == occurrence, cancellationToken)
            : await db.Tasks.SingleAsync(task => task.Id == link.TaskId, cancellationToken);
        var recipient = await db.People.AsNoTracking().SingleAsync(person => person.Id == link.RecipientId, cancellationToken);
        return new FoundLink(link, thing, recipient, StateOf(link, token, thing, recipient));
    }

    /// <summary>Uses an open link up, unless somebody was quicker.</summary>
    /// <exception cref="RuleBrokenException">It is not open, for something else, or somebody was quicker.</exception>
    public async Task<FoundLink> UseAsync(byte[] sha256, string purpose, CancellationToken cancellationToken)
    {
        if (await FindAsync(sha256, cancellationToken) is not { State: LinkState.Open } found)
        {
            throw new RuleBrokenException(LinkRules.ALinkIsOpen);
        }

        if (found.Link.Purpose != purpose)
        {
            throw new RuleBrokenException(LinkRules.ALinkDoesWhatItIsFor);
        }

        var now = clock.GetUtcNow();
        var used = await db.MailLinks
            .Where(link => link.Id == found.Link.Id && link.UsedAt == null && link.RevokedAt == null)
            .ExecuteUpdateAsync(link => link.SetProperty(row => row.UsedAt, now), cancellationToken);
        return used == 1 ? found : throw new RuleBrokenException(LinkRules.ALinkIsOpen);
    }

    /// <summary>The same by whoever it was sent to, signed in: more than having been told is nobody else's.</summary>
    /// <exception cref="RuleBrokenException">As above, or somebody else is signed in; then it stays open.</exception>
    public async Task<FoundLink> UseOwnAsync(byte[] sha256, string purpose, CancellationToken cancellationToken)
    {
        var found = await UseAsync(sha256, purpose, cancellationToken);
        return user.Person?.PersonId == found.Recipient.Id ? found : throw new RuleBrokenException(LinkRules.ALinkIsItsRecipients);
    }

    private LinkState StateOf(MailLinkRow link, MailLinkTokenRow token, IReminded thing, Person recipient)
    {
        if (link.UsedAt is not null)
        {
            return LinkState.Used;
        }

        if (link.RevokedAt is not null || !recipient.Active)
        {
            return LinkState.Revoked;
        }

        if (thing is RemediationTask { Ended: true } or ReportOccurrence { SentOn: not null } or ReportOccurrence { Closed: true })
        {
            return LinkState.Closed;
        }

        return clock.GetUtcNow() < token.ExpiresAt ? LinkState.Open : LinkState.Expired;
    }
}
