using System.Net;
using System.Net.Sockets;

namespace Workflow.FaultRig;

/// <summary>
/// A loopback port in front of another, at which the line can be slowed, cut or left half open. It counts what it did.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly List<(Socket Near, Socket Far)> lines = [];
    private readonly int target;
    private readonly Task accepting;
    private byte[]? cutAfter;
    private int cuts;

    public TcpProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How often a line was cut while it was in use, or a new one refused.</summary>
    public int Cuts => Volatile.Read(ref cuts);

    /// <summary>Every piece waits so long in either direction.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Nothing comes through, and nobody is told.</summary>
    public bool HalfOpen { get; set; }

    /// <summary>New connections are closed at once.</summary>
    public bool Refuses { get; set; }

    /// <summary>The next line on which these bytes go to the target is cut right after them: they arrive, their answer does not.</summary>
    public void CutAfter(string words) => Volatile.Write(ref cutAfter, System.Text.Encoding.ASCII.GetBytes(words));

    public bool WaitsToCut => Volatile.Read(ref cutAfter) is not null;

    public void CutAll()
    {
        lock (gate)
        {
            foreach (var (near, far) in lines)
            {
                cuts++;
                near.Close(0);
                far.Close(0);
            }

            lines.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        CutAll();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Join(await listener.AcceptSocketAsync(stopping.Token));
            }
            catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Asked to stop, or a client that left before it was served.
            }
        }
    }

    private void Join(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        try
        {
            if (Refuses)
            {
                throw new SocketException((int)SocketError.ConnectionRefused);
            }

            far.Connect(IPAddress.Loopback, target);
        }
        catch (SocketException)
        {
            Interlocked.Increment(ref cuts);
            near.Close(0);
            far.Dispose();
            return;
        }

        lock (gate)
        {
            lines.Add((near, far));
        }

        _ = CarryAsync(near, far, toTarget: true);
        _ = CarryAsync(far, near, toTarget: false);
    }

    private async Task CarryAsync(Socket from, Socket to, bool toTarget)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                if (Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay);
                }

                while (HalfOpen && !stopping.IsCancellationRequested)
                {
                    await Task.Delay(20);
                }

                await to.SendAsync(buffer.AsMemory(0, count));
                if (toTarget && Volatile.Read(ref cutAfter) is { } words && buffer.AsSpan(0, count).IndexOf(words) >= 0
                    && Interlocked.CompareExchange(ref cutAfter, null, words) == words)
                {
                    // Long enough for the target to have read and done it.
                    from.Shutdown(SocketShutdown.Send);
                    await Task.Delay(300);
                    Interlocked.Increment(ref cuts);
                    break;
                }
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // Either side left.
        }

        from.Close(0);
        to.Close(0);
        lock (gate)
        {
            lines.RemoveAll(line => line.Near == from || line.Far == from);
        }
    }
}
