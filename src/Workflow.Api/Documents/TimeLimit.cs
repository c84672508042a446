using System.Runtime.ExceptionServices;

namespace Workflow.Api.Documents;

/// <summary>
/// Runs the reading of a file on a thread of its own: hostile files make parsers run for ever or call themselves very
/// deeply, so the thread has a deep stack and the caller waits only so long.
/// </summary>
internal static class TimeLimit
{
    private const int Stack = 64 * 1024 * 1024;

    public static T Run<T>(Func<CancellationToken, T> read)
        where T : class
    {
        T? result = null;
        ExceptionDispatchInfo? failure = null;
        var stop = new CancellationTokenSource();
        var thread = new Thread(() =>
        {
            try
            {
                result = read(stop.Token);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }, Stack)
        { IsBackground = true, Name = "Reading a file" };
        thread.Start();
        if (!thread.Join(FileLimits.Time))
        {
            stop.Cancel();
            throw UnreadableFileException.TooSlow();
        }

        stop.Dispose();
        failure?.Throw();
        return result!;
    }
}
