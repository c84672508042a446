using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Workflow.MailCatcher;

/// <summary>One client from greeting to goodbye: the commands of RFC 5321, one at a time, in the order it allows them.</summary>
internal sealed class SmtpConversation(SmtpCatcher catcher, Socket socket, int connection) : IDisposable
{
    private const int CommandLimit = 2048;
    private const int MessageLineLimit = 1000;
    private const int RecipientLimit = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly NetworkStream stream = new(socket, ownsSocket: true);
    private readonly List<string> recipients = [];
    private SmtpLineReader reader = null!;
    private bool greeted;
    private bool international;
    private string? sender;

    public void Dispose() => stream.Dispose();

    public async Task RunAsync(CancellationToken cancellation)
    {
        reader = new(stream);
        try
        {
            await AnswerAsync(SmtpStep.Connected, "", "220 localhost ESMTP mail catcher", cancellation);
            while (await ReadLineAsync(inMessage: false, CommandLimit, cancellation) is { } line)
            {
                await ObeyAsync(line, cancellation);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ConversationOverException)
        {
            // The client left, was told to, or the catcher stops: each is a normal end of a conversation.
        }
    }

    private async Task ObeyAsync(SmtpLine line, CancellationToken cancellation)
    {
        if (line.TooLong)
        {
            await SayAsync("500 5.5.2 Line too long", cancellation);
        }
        else if (!line.EndsInCrLf)
        {
            await SayAsync("500 5.5.2 A command ends in CR LF", cancellation);
        }
        else if (TextOf(line.Bytes.Span) is not { } command)
        {
            await SayAsync("500 5.5.2 Neither ASCII nor UTF-8", cancellation);
        }
        else
        {
            await ObeyAsync(command, cancellation);
        }
    }

    private async Task ObeyAsync(string command, CancellationToken cancellation)
    {
        var space = command.IndexOf(' ', StringComparison.Ordinal);
        var verb = (space < 0 ? command : command[..space]).ToUpperInvariant();
        var argument = space < 0 ? "" : command[(space + 1)..].TrimEnd(' ');
        switch (verb)
        {
            case "EHLO":
                await GreetAsync(command, argument, ExtendedGreeting, cancellation);
                break;
            case "HELO":
                await GreetAsync(command, argument, "250 localhost", cancellation);
                break;
            case "MAIL":
                await AnswerAsync(SmtpStep.Sender, command, () => TakeSender(argument), cancellation);
                break;
            case "RCPT":
                await AnswerAsync(SmtpStep.Recipient, command, () => TakeRecipient(argument), cancellation);
                break;
            case "DATA":
                await TakeMessageAsync(command, argument, cancellation);
                break;
            case "RSET":
                await AnswerAsync(SmtpStep.Reset, command, () => Forget("250 2.0.0 Forgotten"), cancellation);
                break;
            case "NOOP":
                await AnswerAsync(SmtpStep.Other, command, "250 2.0.0 Here", cancellation);
                break;
            case "VRFY":
                await AnswerAsync(SmtpStep.Other, command, "252 2.5.0 Send and see", cancellation);
                break;
            case "HELP":
                await AnswerAsync(SmtpStep.Other, command, "214 2.0.0 RFC 5321", cancellation);
                break;
            case "QUIT":
                await AnswerAsync(SmtpStep.Quit, command, "221 2.0.0 Bye", cancellation);
                throw new ConversationOverException();
            case "EXPN" or "AUTH" or "STARTTLS" or "BDAT":
                await SayAsync("502 5.5.1 Not offered", cancellation);
                break;
            default:
                await SayAsync("500 5.5.1 Unknown command", cancellation);
                break;
        }
    }

    private static string ExtendedGreeting =>
        string.Create(CultureInfo.InvariantCulture,
            $"250-localhost\r\n250-SIZE {SmtpCatcher.MaximumMessageSize}\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES");

    private Task GreetAsync(string command, string name, string greeting, CancellationToken cancellation) =>
        AnswerAsync(SmtpStep.Hello, command, () =>
        {
            if (name.Length == 0)
            {
                return "501 5.5.4 Who are you?";
            }

            greeted = true;
            return Forget(greeting);
        }, cancellation);

    private string TakeSender(string argument)
    {
        if (!greeted)
        {
            return "503 5.5.1 EHLO first";
        }

        if (sender is not null)
        {
            return "503 5.5.1 One sender for one message";
        }

        if (!argument.StartsWith("FROM:", StringComparison.OrdinalIgnoreCase) || SmtpPath.Parse(argument[5..]) is not { } path)
        {
            return "501 5.1.7 MAIL FROM:<address>";
        }

        international = path.Parameters.Contains("SMTPUTF8", StringComparer.OrdinalIgnoreCase);
        if (path.Parameters.FirstOrDefault(parameter => !IsKnown(parameter)) is not null)
        {
            return "555 5.5.4 Unknown parameter";
        }

        if (path.Parameters.Any(IsTooLarge))
        {
            return "552 5.3.4 Message too large";
        }

        if (!path.IsAscii && !international)
        {
            return "553 5.6.7 SMTPUTF8 must be asked for";
        }

        sender = path.Address;
        return "250 2.1.0 Sender noted";
    }

    private string TakeRecipient(string argument)
    {
        if (sender is null)
        {
            return "503 5.5.1 MAIL first";
        }

        if (!argument.StartsWith("TO:", StringComparison.OrdinalIgnoreCase) || SmtpPath.Parse(argument[3..]) is not { IsEmpty: false } path)
        {
            return "501 5.1.3 RCPT TO:<address>";
        }

        if (path.Parameters.Count > 0)
        {
            return "555 5.5.4 Unknown parameter";
        }

        if (!path.IsAscii && !international)
        {
            return "553 5.6.7 SMTPUTF8 must be asked for";
        }

        if (recipients.Count == RecipientLimit)
        {
            return "452 4.5.3 Too many recipients";
        }

        recipients.Add(path.Address);
        return "250 2.1.5 Recipient noted";
    }

    private async Task TakeMessageAsync(string command, string argument, CancellationToken cancellation)
    {
        if (recipients.Count == 0)
        {
            await SayAsync(sender is null ? "503 5.5.1 MAIL first" : "554 5.5.1 No valid recipients", cancellation);
            return;
        }

        if (argument.Length > 0)
        {
            await SayAsync("501 5.5.4 DATA stands alone", cancellation);
            return;
        }

        if (!await AnswerAsync(SmtpStep.DataRequested, command, "354 End with a dot on a line of its own", cancellation))
        {
            return;
        }

        var (content, refusal) = await ReadMessageAsync(cancellation);
        var from = sender!;
        string[] to = [.. recipients];
        Forget("");
        if (refusal is not null)
        {
            await SayAsync(refusal, cancellation);
            return;
        }

        if (await MisbehaveAsync(SmtpStep.MessageReceived, "", cancellation))
        {
            return;
        }

        await catcher.KeepAsync(from, to, content, cancellation);
        await AnswerAsync(SmtpStep.MessageKept, "", "250 2.0.0 Kept", cancellation);
    }

    /// <summary>Reads to the final dot in any case, so that the conversation stays in step even when the message is refused.</summary>
    private async Task<(ReadOnlyMemory<byte> Content, string? Refusal)> ReadMessageAsync(CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        string? refusal = null;
        while (true)
        {
            var line = await ReadLineAsync(inMessage: true, MessageLineLimit, cancellation) ?? throw new ConversationOverException();
            var bytes = line.Bytes;
            if (!line.TooLong && bytes.Length > 0 && bytes.Span[0] == '.')
            {
                if (bytes.Length == 1)
                {
                    return (content.ToArray(), refusal);
                }

                bytes = bytes[1..];
            }

            if (line.TooLong)
            {
                refusal ??= "554 5.6.0 A line of the message is longer than 998 octets";
            }
            else if (content.Length + bytes.Length + 2 > SmtpCatcher.MaximumMessageSize)
            {
                refusal ??= "552 5.3.4 Message too large";
            }

            if (refusal is null)
            {
                content.Write(bytes.Span);
                content.Write("\r\n"u8);
            }
        }
    }

    private string Forget(string reply)
    {
        sender = null;
        international = false;
        recipients.Clear();
        return reply;
    }

    private static bool IsKnown(string parameter) =>
        parameter.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase)
        || parameter.Equals("BODY=7BIT", StringComparison.OrdinalIgnoreCase)
        || parameter.Equals("BODY=8BITMIME", StringComparison.OrdinalIgnoreCase)
        || parameter.Equals("SMTPUTF8", StringComparison.OrdinalIgnoreCase);

    private static bool IsTooLarge(string parameter) =>
        parameter.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase)
        && (!long.TryParse(parameter.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size > SmtpCatcher.MaximumMessageSize);

    private static string? TextOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private Task<bool> AnswerAsync(SmtpStep step, string command, string reply, CancellationToken cancellation) =>
        AnswerAsync(step, command, () => reply, cancellation);

    /// <summary>The scripted reaction if there is one, else what <paramref name="act"/> does and says.</summary>
    /// <returns>Whether the normal answer was given.</returns>
    private async Task<bool> AnswerAsync(SmtpStep step, string command, Func<string> act, CancellationToken cancellation)
    {
        if (await MisbehaveAsync(step, command, cancellation))
        {
            return false;
        }

        await SayAsync(act(), cancellation);
        return true;
    }

    private async Task<bool> MisbehaveAsync(SmtpStep step, string command, CancellationToken cancellation)
    {
        switch (catcher.Behaviour?.Invoke(new(step, connection, command)))
        {
            case SmtpReaction.ReplyWith(var line):
                await SayAsync(line, cancellation);
                if (line.StartsWith("421", StringComparison.Ordinal))
                {
                    throw new ConversationOverException();
                }

                return true;
            case SmtpReaction.StaySilent:
                await UntilTheClientGivesUpAsync(cancellation);
                throw new ConversationOverException();
            case SmtpReaction.DropConnection:
                throw new ConversationOverException();
            default:
                return false;
        }
    }

    private async Task UntilTheClientGivesUpAsync(CancellationToken cancellation)
    {
        var ignored = new byte[1024];
        while (await stream.ReadAsync(ignored, cancellation) > 0)
        {
        }
    }

    private async Task<SmtpLine?> ReadLineAsync(bool inMessage, int limit, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, catcher.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await reader.ReadAsync(inMessage, limit, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            await SayAsync("421 4.4.2 Waited too long", cancellation);
            throw new ConversationOverException();
        }
    }

    private async Task SayAsync(string reply, CancellationToken cancellation) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"), cancellation);

    private sealed class ConversationOverException : Exception;
}
