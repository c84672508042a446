using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;

namespace Workflow.Api.Security;

/// <summary>Ends the session in this browser.</summary>
[OpenToAnyone]
public static class SignOut
{
    public sealed record Command : IRequest<MediatR.Unit>;

    internal sealed class Handler(SignInManager<Account> signIn, WorkflowDbContext db, ICurrentUser user) : IRequestHandler<Command, MediatR.Unit>
    {
        public async Task<MediatR.Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            if (user.Person is { } person)
            {
                // What follows on any node for this person ends; their other browsers begin again by themselves.
                await db.Database.ExecuteSqlAsync($"select pg_notify('workflow_news', {$"session {person.PersonId}"})", cancellationToken);
            }

            await signIn.SignOutAsync();
            return MediatR.Unit.Value;
        }
    }
}
