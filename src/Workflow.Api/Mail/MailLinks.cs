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
        var secrets = Places().Matches(mail.TextBody).Select(place => Guid.ParseExact(place.Groups[1].Value, "N")).Distinct().ToDictionary(link => link, _ => Secret.New());
        if (secrets.Count == 0)
        {
            return mail;
        }

        await using var keep = database.Source.CreateCommand(
            """
            insert into mail_link_token (sha256, link_id, expires_at)
            select made.sha256, mail_link.id, $3 from unnest($1, $2) as made (sha256, link_id) join mail_link on mail_link.id = made.link_id and mail_link.mail_id = $4
            """);
        keep.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. secrets.Values.Select(Secret.HashOf)] });
        keep.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. secrets.Keys] });
        keep.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow().ToUniversalTime() + Lifetime });
        keep.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = mail.Id });
        await keep.ExecuteNonQueryAsync(cancellationToken);
        return mail with { TextBody = Filled(mail.TextBody), HtmlBody = Filled(mail.HtmlBody) };

        string Filled(string body) => Places().Replace(body, place => secrets.GetValueOrDefault(Guid.ParseExact(place.Groups[1].Value, "N"), place.Value));
    }

    /// <summary>Where the secret will stand. Nobody who writes into a mail knows the id.</summary>
    private static string Place(Guid link) => $"{{{{{link:N}}}}}";

    [GeneratedRegex(@"\S*/l/\{\{[0-9a-f]{32}\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<=/l/)\{\{([0-9a-f]{32})\}\}")]
    private static partial Regex Places();
}
