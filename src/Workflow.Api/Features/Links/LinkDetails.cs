using MediatR;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Features.Links;

/// <summary>What would happen if the button behind a link were pressed. Looking changes nothing.</summary>
[OpenToAnyone]
public static class LinkDetails
{
    /// <param name="Sha256">The hash of the link's secret; null where none is in hand.</param>
    public sealed record Query(byte[]? Sha256) : IRequest<View>;

    /// <param name="Purpose">acknowledge or accept; empty where the link is unknown.</param>
    /// <param name="IsRecipient">Whoever looks is signed in as the person the link was sent to.</param>
    /// <param name="Version">The version of the task that is shown.</param>
    public sealed record View(LinkState State, string Purpose, Guid TaskId, int Number, string Title, DateOnly? DueOn, DueKind DueKind, string Recipient, bool IsRecipient, uint Version)
    {
        internal static View OfNone { get; } = new(LinkState.Unknown, "", default, 0, "", null, DueKind.OnOrBefore, "", false, 0);
    }

    internal sealed class Handler(LinkReading links, ICurrentUser user) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken) =>
            await links.FindAsync(query.Sha256, cancellationToken) is not { } found
                ? View.OfNone
                : new View(
                    found.State, found.Link.Purpose, found.Task.Id.Value, found.Task.Number, found.Task.Title, found.Task.DueOn, found.Task.DueKind, found.Recipient.FullName,
                    user.Person?.PersonId == found.Recipient.Id, found.Task.Version);
    }
}
