using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Workflow.Api.Mail;

/// <summary>What became of handing a mail to the server.</summary>
internal enum PostOutcome
{
    /// <summary>The server took it.</summary>
    Sent,

    /// <summary>The server refused it for good: this address, this content.</summary>
    Refused,

    /// <summary>It did not leave; it may be tried again without fear of a second copy.</summary>
    Deferred,

    /// <summary>It left, and no answer came: the server may have it.</summary>
    Unknown,

    /// <summary>There is no server to talk to, or it will not talk to us: no mail is to blame.</summary>
    NoChannel,
}

/// <param name="Lost">The connection failed or the server closed it: a fault of the channel, whatever it means for the mail.</param>
internal sealed record PostResult(PostOutcome Outcome, string Reply, bool Lost = false);

/// <summary>Hands mails to the SMTP server over one connection kept for a batch. Not for two threads at once.</summary>
internal sealed class SmtpPost(MailSettings settings) : IAsyncDisposable
{
    /// <summary>For the whole of one mail; shorter than the lease under which it is sent.</summary>
    private readonly TimeSpan deadline = TimeSpan.FromSeconds(settings.LeaseSeconds * 2 / 3.0);

    private readonly SmtpClient client = new() { Timeout = settings.LeaseSeconds * 1000 / 3 };

    public async Task<PostResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        MimeMessage message;
        try
        {
            message = Message(mail);
        }
        catch (Exception unsendable) when (unsendable is ParseException or ArgumentException or FormatException)
        {
            return new PostResult(PostOutcome.Refused, $"not sendable: {unsendable.Message}");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(deadline);
        try
        {
            await ConnectAsync(limit.Token);
        }
        catch (Exception refused) when (refused is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await ForgetConnectionAsync();
            return new PostResult(PostOutcome.NoChannel, refused.Message, Lost: true);
        }

        var wire = new WireProgress();
        try
        {
            return new PostResult(PostOutcome.Sent, await client.SendAsync(message, limit.Token, wire));
        }
        catch (SmtpCommandException answered)
        {
            var closed = !client.IsConnected || answered.StatusCode is SmtpStatusCode.ServiceNotAvailable;
            if (closed)
            {
                await ForgetConnectionAsync();
            }

            return new PostResult((int)answered.StatusCode >= 500 ? PostOutcome.Refused : PostOutcome.Deferred, $"{(int)answered.StatusCode} {answered.Message}", closed);
        }
        catch (Exception failure) when (failure is SmtpProtocolException or IOException or TimeoutException or OperationCanceledException or ServiceNotConnectedException)
        {
            await ForgetConnectionAsync();
            return new PostResult(wire.Started ? PostOutcome.Unknown : PostOutcome.Deferred, failure.Message, Lost: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (client.IsConnected)
        {
            try
            {
                await client.DisconnectAsync(quit: true);
            }
            catch (Exception gone) when (gone is IOException or SmtpProtocolException or SmtpCommandException)
            {
                // The server left first; everything it took it has answered.
            }
        }

        client.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (client.IsConnected)
        {
            return;
        }

        var security = SecurityOf(settings);
        client.LocalDomain = settings.LocalDomain;
        // The end of a mail is a short packet: it must not wait until the server has acknowledged the ones before it.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(settings.Host, settings.Port, cancellationToken);
            await client.ConnectAsync(socket, settings.Host, settings.Port, security, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (settings.User is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, settings.Password ?? "", cancellationToken);
        }
    }

    /// <summary>Never in plain text beyond this machine: STARTTLS that was stripped is refused, not shrugged off.</summary>
    private static SecureSocketOptions SecurityOf(MailSettings mail) => mail.Security switch
    {
        "None" when IsLoopback(mail.Host) => SecureSocketOptions.None,
        "SslOnConnect" => SecureSocketOptions.SslOnConnect,
        "StartTls" => SecureSocketOptions.StartTls,
        _ => throw new InvalidOperationException($"Mail:Security '{mail.Security}' is not allowed for {mail.Host}: use StartTls or SslOnConnect."),
    };

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <exception cref="FormatException">The address is none.</exception>
    private MimeMessage Message(OutgoingMail mail)
    {
        var message = new MimeMessage
        {
            MessageId = mail.MessageId,
            Date = mail.CreatedAt,
            Subject = mail.Subject,
            Body = Body(mail),
        };
        message.From.Add(new MailboxAddress(settings.FromName, settings.From));
        message.To.Add(new MailboxAddress(mail.ToName, Checked(mail.ToAddress)));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        return message;
    }

    private static MimeEntity Body(OutgoingMail mail)
    {
        var body = new BodyBuilder { TextBody = mail.TextBody, HtmlBody = mail.HtmlBody };
        if (mail.Calendar is { } calendar)
        {
            var type = new ContentType("text", "calendar") { Charset = "utf-8" };
            // The same as within the file, or a calendar heeds neither (RFC 6047, 2.4).
            type.Parameters.Add("method", calendar.Contains("\r\nMETHOD:CANCEL\r\n", StringComparison.Ordinal) ? "CANCEL" : "PUBLISH");
            body.Attachments.Add("han-xu-ly.ics", Encoding.UTF8.GetBytes(calendar), type);
        }

        return body.ToMessageBody();
    }

    /// <summary>The library reads an address out of many a text; only one that is nothing else is sent to.</summary>
    private static string Checked(string address) =>
        MailboxAddress.TryParse(address, out var read) && read.Address == address && address.IndexOf('@', StringComparison.Ordinal) > 0
            ? address
            : throw new FormatException($"'{address}' is no mail address");

    private async Task ForgetConnectionAsync()
    {
        try
        {
            await client.DisconnectAsync(quit: false);
        }
        catch (Exception gone) when (gone is IOException or SmtpProtocolException or ObjectDisposedException)
        {
            // It is gone either way.
        }
    }

    /// <summary>Once the first byte of the message is on the wire, a lost answer leaves open whether the server has it.</summary>
    private sealed class WireProgress : ITransferProgress
    {
        public bool Started { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Started = true;

        public void Report(long bytesTransferred) => Started = true;
    }
}
