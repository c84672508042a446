using System.Security.Cryptography;
using System.Text;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>
/// The first administrator names the agency and takes a password. Only with the link written at start, and only while the
/// database holds no agency: nobody ships with a password.
/// </summary>
[OpenToAnyone]
public static class SetUpAgency
{
    public static readonly Rule TheLinkIsTheOneWritten = new("first-run.wrong-link");
    public static readonly Rule TheSystemIsEmpty = new("first-run.already-done");
    public static readonly Rule EverythingIsFilledIn = new("first-run.incomplete");

    public sealed record Command(string Token, string AgencyName, string FullName, string Email, string Password) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, UserManager<Account> accounts, FirstRunToken token) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!token.Is(command.Token))
            {
                throw new RuleBrokenException(TheLinkIsTheOneWritten);
            }

            if (await db.Agencies.IgnoreQueryFilters([Conventions.OwnAgency]).AnyAsync(cancellationToken))
            {
                throw new RuleBrokenException(TheSystemIsEmpty);
            }

            if (string.IsNullOrWhiteSpace(command.AgencyName) || string.IsNullOrWhiteSpace(command.FullName) || !Emails.IsPlain(command.Email))
            {
                throw new RuleBrokenException(EverythingIsFilledIn);
            }

            var agency = NewAgency.Add(db, command.AgencyName.Trim());
            var administrator = new Person
            {
                Id = PersonId.New(),
                AgencyId = agency.Id,
                FullName = command.FullName.Trim(),
                Position = Wording.Of("first-run.administrator"),
                Email = command.Email.Trim(),
                Roles = [Role.Administrator],
            };
            db.People.Add(administrator);
            await db.SaveChangesAsync(cancellationToken);
            await accounts.CreateFor(administrator, command.Password);
            return administrator.Id.Value;
        }
    }
}

/// <summary>Made anew by each process; written to a file that only who started it can read.</summary>
internal sealed class FirstRunToken
{
    public string Value { get; } = RandomNumberGenerator.GetHexString(48, lowercase: true);

    public bool Is(string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Value), Encoding.UTF8.GetBytes(given));
}
