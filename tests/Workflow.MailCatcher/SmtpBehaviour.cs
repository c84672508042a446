namespace Workflow.MailCatcher;

/// <summary>The points of an SMTP conversation at which a test may make the server misbehave.</summary>
public enum SmtpStep
{
    Connected,
    Hello,
    Sender,
    Recipient,
    DataRequested,

    /// <summary>The final dot arrived; nothing is kept yet. A refusal or a drop here loses the message.</summary>
    MessageReceived,

    /// <summary>The message is on disk, the sender has not been told. A drop or hang here is the ambiguous case: delivered, yet unknown.</summary>
    MessageKept,

    Reset,
    Quit,
    Other,
}

/// <param name="Connection">Counts connections from 1, in the order they were accepted.</param>
/// <param name="Line">The command as it came, without its line end; empty where no command is behind the step.</param>
public sealed record SmtpMoment(SmtpStep Step, int Connection, string Line);

/// <summary>What the server does instead of its normal answer.</summary>
public abstract record SmtpReaction
{
    /// <summary>Closes the connection without a word.</summary>
    public static SmtpReaction Drop { get; } = new DropConnection();

    /// <summary>Stays silent until the client gives up.</summary>
    public static SmtpReaction Hang { get; } = new StaySilent();

    /// <summary>Answers with a line such as <c>451 4.3.0 Later</c>; a 421 also closes the connection.</summary>
    public static SmtpReaction Reply(string line) => new ReplyWith(line);

    internal sealed record DropConnection : SmtpReaction;

    internal sealed record StaySilent : SmtpReaction;

    internal sealed record ReplyWith(string Line) : SmtpReaction;
}
