using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Security;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>Who is signed in, and for which unit and agency.</summary>
[Requires(Permission.KnowOneself)]
public static class Me
{
    public sealed record Query : IRequest<View>;

    /// <param name="Unread">Notices in the inbox that were not opened.</param>
    public sealed record View(Guid Id, string Person, string Position, string Email, IReadOnlyList<Role> Roles, UnitRef? Unit, string Agency, int Unread);

    internal sealed class Handler(Calendars calendars, ICurrentUser user) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var (person, unitName, unread) = await calendars.RecognizeAsync(user.Actor.PersonId, cancellationToken) ?? throw new NotSignedInException();
            var unit = person.UnitId is { } id && unitName is not null ? new UnitRef(id.Value, unitName) : null;
            var agency = await calendars.AgencyNameAsync(cancellationToken);
            return new View(person.Id.Value, person.FullName, person.Position, person.Email, person.Roles, unit, agency, unread);
        }
    }
}
