using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Npgsql;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Mail;

/// <summary>What a link in a mail is for.</summary>
internal static class LinkPurposes
{
    /// <summary>Says that the reminder was had; nothing more, and so without signing in.</summary>
    public const string Acknowledge = "acknowledge";

    /// <summary>Leads to accepting the task, which needs signing in.</summary>
    public const string Accept = "accept";

    /// <summary>Leads to recording that a report left today, which needs signing in.</summary>
    public const string Dispatch = "dispatch";
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
internal sealed partial class MailLinks(MailDatabase database, IOptions<SiteSettings> site, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    /// <summary>A link that is not in any mail yet.</summary>
    public MailLink For(IReminded thing, string purpose)
    {
        var id = Guid.CreateVersion7();
        return new MailLink(id, (thing as RemediationTask)?.Id, (thing as ReportOccurrence)?.Id, purpose, TaskLines.Words($"mail.act.{purpose}"), $"{site.Value.Url}/l/{Place(id)}");
    }

    /// <summary>A mail as it was written, for whoever looks at it: a word where an address was that leads nowhere without its secret.</summary>
    public static string WithoutAddresses(string body) => Address().Replace(body, _ => Wording.Of("mail.link.personal"));

    /// <summary>The mail as it leaves, with a new secret in each of its links.</summary>
    public async Task<OutgoingMail> FillAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (!mail.TextBody.Contains("/l/{{", StringComparison.Ordinal))
        {
            return mail;
        }

        var secrets = (await LinksOfAsync(mail.Id, cancellationToken)).ConvertAll(link => (Link: link, Secret: Secret.New()));
        await using var keep = database.Source.CreateCommand("insert into mail_link_token (sha256, link_id, expires_at) select *, $3 from unnest($1, $2)");
        keep.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. secrets.Select(made => Secret.HashOf(made.Secret))] });
        keep.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. secrets.Select(made => made.Link)] });
        keep.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow().ToUniversalTime() + Lifetime });
        await keep.ExecuteNonQueryAsync(cancellationToken);
        return mail with { TextBody = Filled(mail.TextBody), HtmlBody = Filled(mail.HtmlBody) };

        string Filled(string body) => secrets.Aggregate(body, (text, made) => text.Replace(Place(made.Link), made.Secret, StringComparison.Ordinal));
    }

    private async Task<List<Guid>> LinksOfAsync(Guid mail, CancellationToken cancellationToken)
    {
        await using var look = database.Source.CreateCommand("select id from mail_link where mail_id = $1");
        look.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = mail });
        await using var rows = await look.ExecuteReaderAsync(cancellationToken);
        List<Guid> links = [];
        while (await rows.ReadAsync(cancellationToken))
        {
            links.Add(rows.GetGuid(0));
        }

        return links;
    }

    /// <summary>Where the secret will stand. Nobody who writes into a mail knows the id.</summary>
    private static string Place(Guid link) => $"{{{{{link:N}}}}}";

    [GeneratedRegex(@"\S*/l/\{\{[0-9a-f]{32}\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
