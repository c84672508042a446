using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
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

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var id = user.Actor.PersonId;
            var person = await db.People.AsNoTracking().SingleOrDefaultAsync(person => person.Id == id, cancellationToken)
                ?? throw new NotSignedInException();
            var unit = await db.Units.Where(unit => unit.Id == person.UnitId).Select(unit => new UnitRef(unit.Id.Value, unit.Name)).SingleOrDefaultAsync(cancellationToken);
            var agency = await db.Agencies.Select(agency => agency.Name).SingleAsync(cancellationToken);
            var unread = await db.Notices.CountAsync(notice => notice.PersonId == id && notice.ReadAt == null, cancellationToken);
            return new View(person.Id.Value, person.FullName, person.Position, person.Email, person.Roles, unit, agency, unread);
        }
    }
}
