using System.Net;
using System.Net.Sockets;

namespace Workflow.MailCatcher;

/// <summary>
/// A real SMTP server (RFC 5321) on the loopback that delivers nothing: it keeps every message as a file. Tests give it a
/// <see cref="Behaviour"/> to see what a sender does when a server refuses, hangs or dies.
/// </summary>
public sealed class SmtpCatcher : IAsyncDisposable
{
    /// <summary>The largest message taken, announced by the SIZE extension.</summary>
    public const int MaximumMessageSize = 32 * 1024 * 1024;

    private readonly TcpListener listener;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly List<CaughtMessage> messages;
    private readonly Dictionary<int, Task> conversations = [];
    private Task accepting = Task.CompletedTask;
    private int connections;
    private int kept;

    private SmtpCatcher(string folder, TcpListener listener, List<CaughtMessage> messages, TimeProvider time)
    {
        Folder = folder;
        Time = time;
        this.listener = listener;
        this.messages = messages;
    }

    public string Folder { get; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What is in the folder, oldest first, messages of earlier runs included.</summary>
    public IReadOnlyList<CaughtMessage> Messages
    {
        get
        {
            lock (gate)
            {
                return [.. messages];
            }
        }
    }

    /// <summary>Asked at every step; null means the normal answer. Calls come from many connections at once.</summary>
    public Func<SmtpMoment, SmtpReaction?>? Behaviour { get; set; }

    internal TimeProvider Time { get; }

    /// <param name="port">0 takes a free one.</param>
    /// <param name="address">The loopback unless told otherwise: a catcher asks nobody for a password.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public static Task<SmtpCatcher> StartAsync(string folder, int port = 0, TimeProvider? time = null, IPAddress? address = null)
    {
        Directory.CreateDirectory(folder);
        var earlier = Directory.EnumerateFiles(folder, "*.eml")
            .Order(StringComparer.Ordinal)
            .Select(CaughtMessage.Read)
            .OfType<CaughtMessage>()
            .ToList();

        var listener = new TcpListener(address ?? IPAddress.Loopback, port);
        listener.Start(backlog: 512);
        var catcher = new SmtpCatcher(Path.GetFullPath(folder), listener, earlier, time ?? TimeProvider.System);
        catcher.accepting = catcher.AcceptAsync();
        return Task.FromResult(catcher);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        Task[] open;
        lock (gate)
        {
            open = [.. conversations.Values];
        }

        await Task.WhenAll(open);
        stopping.Dispose();
    }

    /// <summary>Writes beside the final name and renames: whoever watches the folder never sees half a message.</summary>
    internal async Task KeepAsync(string from, IReadOnlyList<string> recipients, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var path = Path.Combine(Folder, CaughtMessage.NameFor(Time.GetUtcNow(), Interlocked.Increment(ref kept)));
        var unfinished = path + ".tmp";
        await using (var file = File.Create(unfinished))
        {
            await file.WriteAsync(CaughtMessage.EnvelopeHeaders(from, recipients), cancellation);
            await file.WriteAsync(content, cancellation);
        }

        File.Move(unfinished, path);
        var message = CaughtMessage.Read(path)!;
        lock (gate)
        {
            messages.Add(message);
        }
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptSocketAsync(stopping.Token);
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                continue;
            }

            // A client that pipelines gets several short answers, which must not wait for each other's acknowledgement.
            socket.NoDelay = true;
            Converse(socket, ++connections);
        }
    }

    private void Converse(Socket socket, int connection)
    {
        lock (gate)
        {
            conversations[connection] = Task.Run(async () =>
            {
                try
                {
                    using var conversation = new SmtpConversation(this, socket, connection);
                    await conversation.RunAsync(stopping.Token);
                }
                finally
                {
                    lock (gate)
                    {
                        conversations.Remove(connection);
                    }
                }
            });
        }
    }
}
