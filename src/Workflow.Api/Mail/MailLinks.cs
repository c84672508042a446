using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflow.Api.Persistence;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Mail;

/// <summary>What a link in a mail is for.</summary>
internal static class LinkPurposes
{
    /// <summary>Says that the reminder was had; nothing more, and so without signing in.</summary>
    public const string Acknowledge = "acknowledge";

    /// <summary>Leads to accepting the task, which needs signing in.</summary>
    public const string Accept = "accept";
}

/// <summary>A secret of 256 bits, of which only the hash is kept.</summary>
public static class Secret
{
    private const int Bytes = 32;

    internal static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

/// <summary>
/// The links of mails. A mail is kept with addresses that lead nowhere; each secret is made when the mail leaves, so that nobody
/// who reads the database or its backups can use a link.
/// </summary>
internal sealed class MailLinks(WorkflowDbContext db, IOptions<SiteSettings> site, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    /// <summary>A link that is not in any mail yet.</summary>
    public MailLink For(RemediationTask task, string purpose)
    {
        var id = Guid.CreateVersion7();
        return new MailLink(id, task.Id, purpose, TaskLines.Words($"mail.act.{purpose}"), $"{site.Value.Url}/l/{Place(id)}");
    }

    /// <summary>Puts a new secret into each link of a mail that is about to leave.</summary>
    public async Task FillAsync(MailRow mail, CancellationToken cancellationToken)
    {
        if (!mail.TextBody.Contains("/l/{{", StringComparison.Ordinal))
        {
            return;
        }

        var links = await db.MailLinks.IgnoreQueryFilters([Conventions.OwnAgency]).Where(link => link.MailId == mail.Id).Select(link => link.Id).ToListAsync(cancellationToken);
        var expires = clock.GetUtcNow() + Lifetime;
        foreach (var link in links)
        {
            var secret = Secret.New();
            db.MailLinkTokens.Add(new MailLinkTokenRow { Sha256 = Secret.HashOf(secret), LinkId = link, ExpiresAt = expires });
            mail.TextBody = mail.TextBody.Replace(Place(link), secret, StringComparison.Ordinal);
            mail.HtmlBody = mail.HtmlBody.Replace(Place(link), secret, StringComparison.Ordinal);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Where the secret will stand. Nobody who writes into a mail knows the id.</summary>
    private static string Place(Guid link) => $"{{{{{link:N}}}}}";
}
