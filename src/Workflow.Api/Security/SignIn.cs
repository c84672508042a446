using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Domain;
using Workflow.Domain.Organization;

namespace Workflow.Api.Security;

/// <summary>A person signs in with e-mail and password; too many wrong tries lock the account for a while.</summary>
[OpenToAnyone]
public static class SignIn
{
    /// <summary>The same for an unknown address and a wrong password: nobody learns which accounts exist.</summary>
    public static readonly Rule EmailAndPasswordMatch = new("session.wrong");
    public static readonly Rule TheAccountIsNotLocked = new("session.locked");

    public sealed record Command(string Email, string Password) : IRequest<MediatR.Unit>;

    internal sealed class Handler(SignInManager<Account> signIn, UserManager<Account> accounts, WorkflowDbContext db) : IRequestHandler<Command, MediatR.Unit>
    {
        // Checked against when there is no such account, so that both answers take as long.
        private static readonly string NobodysHash = new PasswordHasher<Account>().HashPassword(new Account(), "nobody");

        public async Task<MediatR.Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await accounts.FindByEmailAsync(command.Email.Trim()) is not { } account || !await IsActiveAsync(account, cancellationToken))
            {
                accounts.PasswordHasher.VerifyHashedPassword(new Account(), NobodysHash, command.Password);
                throw new RuleBrokenException(EmailAndPasswordMatch);
            }

            var result = await signIn.PasswordSignInAsync(account, command.Password, isPersistent: false, lockoutOnFailure: true);
            return result switch
            {
                { Succeeded: true } => MediatR.Unit.Value,
                { IsLockedOut: true } => throw new RuleBrokenException(TheAccountIsNotLocked),
                _ => throw new RuleBrokenException(EmailAndPasswordMatch),
            };
        }

        /// <summary>Who has left the agency keeps an account and no way in.</summary>
        private Task<bool> IsActiveAsync(Account account, CancellationToken cancellationToken)
        {
            var id = new PersonId(account.Id);
            return db.People.IgnoreQueryFilters([Conventions.OwnAgency]).AnyAsync(person => person.Id == id && person.Active, cancellationToken);
        }
    }
}
