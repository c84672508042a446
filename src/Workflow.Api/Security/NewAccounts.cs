using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Workflow.Domain;
using Workflow.Domain.Organization;

namespace Workflow.Api.Security;

/// <summary>What holds for every account.</summary>
public static class AccountRules
{
    public static readonly Rule APasswordIsLongEnough = new("account.password-too-short");
    public static readonly Rule AnAddressHasOneAccount = new("account.email-taken");
}

internal static class NewAccounts
{
    /// <exception cref="RuleBrokenException">The password is too short, or the address has an account already.</exception>
    public static async Task CreateFor(this UserManager<Account> accounts, Person person, string password)
    {
        var result = await accounts.CreateAsync(
            new Account { Id = person.Id.Value, UserName = person.Email, Email = person.Email, EmailConfirmed = true, LockoutEnabled = true }, password);
        if (!result.Succeeded)
        {
            throw new RuleBrokenException(result.Errors.Any(error => error.Code.StartsWith("Password", StringComparison.Ordinal)) ? AccountRules.APasswordIsLongEnough : AccountRules.AnAddressHasOneAccount);
        }
    }
}

internal static class Emails
{
    /// <summary>One plain address: no name, no list, nothing a header could trip over.</summary>
    public static bool IsPlain(string? text) => text is { Length: > 3 and < 200 } && text.All(letter => letter is > ' ' and < (char)127)
        && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
