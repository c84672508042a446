using System.Net.Sockets;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Workflow.MailCatcher;
using Xunit;

namespace Workflow.Api.Tests.Mail;

/// <summary>The catcher stands in for a ministry's mail server in every other test, so it must itself be right.</summary>
public sealed class SmtpCatcherTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("caught-").FullName;
    private SmtpCatcher catcher = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => catcher = await SmtpCatcher.StartAsync(folder);

    public async ValueTask DisposeAsync()
    {
        await catcher.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_Vietnamese_subject_and_body_come_back_as_they_were_written()
    {
        await SendAsync(Letter("Nhắc việc: báo cáo cải cách hành chính quý III đến hạn ngày 20/9", "Kính gửi Ông Nguyễn Văn Dũng,\r\nđơn vị còn 03 nhiệm vụ."));

        var caught = Assert.Single(catcher.Messages);
        Assert.Equal("Nhắc việc: báo cáo cải cách hành chính quý III đến hạn ngày 20/9", caught.Subject);
        Assert.Equal("Kính gửi Ông Nguyễn Văn Dũng,\r\nđơn vị còn 03 nhiệm vụ.", (await caught.OpenAsync(Cancellation)).TextBody?.TrimEnd().ReplaceLineEndings("\r\n"));
    }

    [Fact]
    public async Task Lines_that_begin_with_a_dot_keep_exactly_their_own_dots()
    {
        await SendAsync(Letter("Dấu chấm", ".\r\n..\r\n.đầu dòng\r\ncuối"));

        var caught = Assert.Single(catcher.Messages);
        Assert.Equal(".\r\n..\r\n.đầu dòng\r\ncuối", (await caught.OpenAsync(Cancellation)).TextBody?.TrimEnd().ReplaceLineEndings("\r\n"));
    }

    [Fact]
    public async Task The_envelope_stands_above_the_message_even_when_the_message_names_somebody_else()
    {
        using var client = await ConnectAsync();
        await client.SendAsync(Letter("Bản sao ẩn", "x"), MailboxAddress.Parse("from@ubnd.example"),
            [MailboxAddress.Parse("an@ubnd.example"), MailboxAddress.Parse("binh@ubnd.example")], Cancellation);

        var caught = Assert.Single(catcher.Messages);
        Assert.Equal("from@ubnd.example", caught.EnvelopeFrom);
        Assert.Equal(["an@ubnd.example", "binh@ubnd.example"], caught.EnvelopeTo);
        var lines = await File.ReadAllLinesAsync(caught.Path, Cancellation);
        Assert.Equal(["X-Envelope-From: from@ubnd.example", "X-Envelope-To: an@ubnd.example,", " binh@ubnd.example"], lines[..3]);
    }

    [Fact]
    public async Task The_file_is_the_message_byte_for_byte()
    {
        const string Message = "Subject: x\r\nX-Odd:   hai  dấu cách \r\n\r\nmột\nhai\r\n\r\n";
        using var peer = await RawPeer.ConnectAsync(catcher.Port);
        await peer.SayAsync("EHLO x", "MAIL FROM:<a@b.example> BODY=8BITMIME", "RCPT TO:<c@d.example>", "DATA");
        await peer.WriteAsync(Message + ".\r\n");
        Assert.StartsWith("250", await peer.ReplyAsync(), StringComparison.Ordinal);

        var file = await Assert.Single(catcher.Messages).ReadAsync(Cancellation);
        Assert.EndsWith(Message, Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.Equal("X-Envelope-From: a@b.example\r\nX-Envelope-To: c@d.example\r\n".Length + Encoding.UTF8.GetByteCount(Message), file.Length);
    }

    [Fact]
    public async Task A_bare_line_feed_does_not_end_a_message()
    {
        using var peer = await RawPeer.ConnectAsync(catcher.Port);
        await peer.SayAsync("EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA");
        await peer.WriteAsync("Subject: x\r\n\r\nx\n.\nMAIL FROM:<smuggled@b.example>\r\n.\r\n");
        await peer.ReplyAsync();

        Assert.Contains("\n.\nMAIL FROM:<smuggled", Encoding.UTF8.GetString(await Assert.Single(catcher.Messages).ReadAsync(Cancellation)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_sent_in_one_packet_are_answered_one_by_one()
    {
        using var peer = await RawPeer.ConnectAsync(catcher.Port);
        await peer.SayAsync("EHLO x");
        await peer.WriteAsync("MAIL FROM:<>\r\nRCPT TO:<bad\r\nRCPT TO:<c@d.example>\r\nVRFY c\r\nNOOP\r\nRSET\r\nDATA\r\n");

        var replies = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            replies.Add((await peer.ReplyAsync())[..3]);
        }

        Assert.Equal(["250", "501", "250", "252", "250", "250", "503"], replies);
    }

    [Theory]
    [InlineData("MAIL FROM:<a@b.example>", "503")]
    [InlineData("EHLO", "501")]
    [InlineData("RCPT TO:<a@b.example>", "503")]
    [InlineData("STARTTLS", "502")]
    [InlineData("XYZZY", "500")]
    public async Task What_is_out_of_order_or_unknown_is_refused(string command, string code)
    {
        using var peer = await RawPeer.ConnectAsync(catcher.Port);
        await peer.WriteAsync(command + "\r\n");

        Assert.StartsWith(code, await peer.ReplyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_line_over_the_limit_is_refused_and_the_conversation_goes_on()
    {
        using var peer = await RawPeer.ConnectAsync(catcher.Port);
        await peer.SayAsync("EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA");
        await peer.WriteAsync(new string('x', 5000) + "\r\n.\r\n");
        Assert.StartsWith("554", await peer.ReplyAsync(), StringComparison.Ordinal);

        await peer.WriteAsync("NOOP\r\n");
        Assert.StartsWith("250", await peer.ReplyAsync(), StringComparison.Ordinal);
        Assert.Empty(catcher.Messages);
    }

    [Fact]
    public async Task An_announced_size_over_the_limit_is_refused_at_once()
    {
        using var peer = await RawPeer.ConnectAsync(catcher.Port);
        await peer.SayAsync("EHLO x");
        await peer.WriteAsync($"MAIL FROM:<a@b.example> SIZE={SmtpCatcher.MaximumMessageSize + 1}\r\n");

        Assert.StartsWith("552", await peer.ReplyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scripted_550_reaches_the_sender_and_nothing_is_kept()
    {
        catcher.Behaviour = moment => moment.Step == SmtpStep.Recipient ? SmtpReaction.Reply("550 5.1.1 No such person") : null;

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => SendAsync(Letter("x", "x")));

        Assert.Equal(SmtpErrorCode.RecipientNotAccepted, refusal.ErrorCode);
        Assert.Equal(SmtpStatusCode.MailboxUnavailable, refusal.StatusCode);
        Assert.Empty(catcher.Messages);
    }

    [Fact]
    public async Task A_drop_after_the_message_was_kept_leaves_the_sender_not_knowing()
    {
        catcher.Behaviour = moment => moment.Step == SmtpStep.MessageKept ? SmtpReaction.Drop : null;

        await Assert.ThrowsAsync<SmtpProtocolException>(() => SendAsync(Letter("x", "x")));

        Assert.Single(catcher.Messages);
    }

    [Fact]
    public async Task A_drop_before_the_message_was_kept_loses_it()
    {
        catcher.Behaviour = moment => moment.Step == SmtpStep.MessageReceived ? SmtpReaction.Drop : null;

        await Assert.ThrowsAsync<SmtpProtocolException>(() => SendAsync(Letter("x", "x")));

        Assert.Empty(catcher.Messages);
    }

    [Fact]
    public async Task A_server_that_hangs_makes_the_sender_time_out()
    {
        catcher.Behaviour = moment => moment.Step == SmtpStep.Sender ? SmtpReaction.Hang : null;
        using var client = await ConnectAsync();
        client.Timeout = 200;

        await Assert.ThrowsAsync<TimeoutException>(() => client.SendAsync(Letter("x", "x"), Cancellation));
    }

    [Fact]
    public async Task Many_senders_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => SendAsync(Letter($"Thư {n}", "x"))));

        Assert.Equal(Enumerable.Range(0, 40).Select(n => $"Thư {n}").Order(), catcher.Messages.Select(caught => caught.Subject).Order());
        Assert.Equal(40, Directory.GetFiles(folder, "*.eml").Length);
        Assert.Empty(Directory.GetFiles(folder, "*.tmp"));
    }

    [Fact]
    public async Task A_new_catcher_over_the_same_folder_knows_the_earlier_messages()
    {
        await SendAsync(Letter("Thư của lần chạy trước", "x"));
        var before = Assert.Single(catcher.Messages);
        await catcher.DisposeAsync();
        catcher = await SmtpCatcher.StartAsync(folder);

        Assert.Equivalent(before, Assert.Single(catcher.Messages));
    }

    private async Task SendAsync(MimeMessage message)
    {
        using var client = await ConnectAsync();
        await client.SendAsync(message, Cancellation);
        await client.DisconnectAsync(quit: true, Cancellation);
    }

    private async Task<SmtpClient> ConnectAsync()
    {
        var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", catcher.Port, SecureSocketOptions.None, Cancellation);
        return client;
    }

    private static MimeMessage Letter(string subject, string text)
    {
        var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(new MailboxAddress("Hệ thống theo dõi", "he-thong@ubnd.example"));
        message.To.Add(new MailboxAddress("Nguyễn Văn Dũng", "dung@ubnd.example"));
        return message;
    }

    /// <summary>A client that says exactly the bytes it is told to, which MailKit would never.</summary>
    private sealed class RawPeer : IDisposable
    {
        private readonly TcpClient client = new() { NoDelay = true };
        private StreamReader reader = null!;

        public static async Task<RawPeer> ConnectAsync(int port)
        {
            var peer = new RawPeer();
            await peer.client.ConnectAsync("127.0.0.1", port, Cancellation);
            peer.reader = new StreamReader(peer.client.GetStream(), Encoding.UTF8);
            await peer.ReplyAsync();
            return peer;
        }

        public async Task SayAsync(params string[] commands)
        {
            foreach (var command in commands)
            {
                await WriteAsync(command + "\r\n");
                Assert.Matches("^[23]", await ReplyAsync());
            }
        }

        public async Task WriteAsync(string text) => await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text), Cancellation);

        public async Task<string> ReplyAsync()
        {
            while (true)
            {
                var line = await reader.ReadLineAsync(Cancellation) ?? throw new EndOfStreamException();
                if (line.Length < 4 || line[3] != '-')
                {
                    return line;
                }
            }
        }

        public void Dispose()
        {
            reader.Dispose();
            client.Dispose();
        }
    }
}
