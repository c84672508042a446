using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Workflow.Domain;

namespace Workflow.Api.Documents;

/// <summary>
/// A process that reads one file, seen from the host: started without settings or secrets, asked once, and killed when it takes
/// too long, takes too much memory, says too much, or nobody waits for it any longer.
/// </summary>
internal sealed class ReadingProcess : IAsyncDisposable
{
    private const int LettersOfTrouble = 2000;

    private static readonly TimeSpan MemoryLook = TimeSpan.FromMilliseconds(25);
    private static readonly string Program = typeof(ReadingProcess).Assembly.Location;

    private readonly Process process;
    private readonly ReadingLimits limits;
    private readonly StringBuilder trouble = new();
    private UnreadableFileException? killedFor;

    private ReadingProcess(Process process, ReadingLimits limits)
    {
        this.process = process;
        this.limits = limits;
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>The memory it holds, in bytes; 0 when it has ended.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return HasEnded ? 0 : process.WorkingSet64;
        }
    }

    /// <summary>The most memory it has held, in bytes; 0 when it has ended.</summary>
    public long PeakMemory
    {
        get
        {
            process.Refresh();
            return HasEnded ? 0 : process.PeakWorkingSet64;
        }
    }

    /// <param name="limits">The standard ones where null.</param>
    public static ReadingProcess Start(ReadingLimits? limits = null)
    {
        var start = new ProcessStartInfo(DotNet(), [Program, ReadingChild.Verb])
        {
            WorkingDirectory = Path.GetPathRoot(Program),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        SetEnvironment(start.Environment);
        return new ReadingProcess(Process.Start(start)!, limits ?? ReadingLimits.Standard);
    }

    /// <returns>What was wanted, as JSON.</returns>
    /// <exception cref="UnreadableFileException">The file is refused, or reading it had to be stopped.</exception>
    /// <exception cref="RuleBrokenException">What it says is no analysis.</exception>
    /// <exception cref="ReadingFailedException">The program is at fault, or ended.</exception>
    public async Task<byte[]> AskAsync(ReadingMessage question, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        await using var given = cancellationToken.Register(Kill);
        await using var time = new Timer(_ => KillFor(UnreadableFileException.TooSlow()), null, limits.Time, Timeout.InfiniteTimeSpan);
        await using var memory = new Timer(_ => LookAtMemory(), null, MemoryLook, MemoryLook);
        try
        {
            await question.ToAsync(process.StandardInput.BaseStream);
            while (await ReadingMessage.FromAsync(process.StandardOutput.BaseStream, FileLimits.AnswerBytes) is { } message)
            {
                if (message.Word is not ReadingWord.Progress)
                {
                    return Judge(message);
                }

                progress?.Report(Read<ReadingProgress>(message));
            }
        }
        catch (InvalidDataException)
        {
            throw UnreadableFileException.TooHeavy();
        }
        catch (IOException)
        {
            // It ended while it was being told: what follows says why.
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw killedFor ?? (Exception)await EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    /// <summary>Nothing of the host's: no connection string, no key, no path.</summary>
    private static void SetEnvironment(IDictionary<string, string?> environment)
    {
        environment.TryGetValue("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", out var invariant);
        environment.Clear();
        environment["DOTNET_GCHeapHardLimit"] = FileLimits.ChildHeapBytes.ToString("x", CultureInfo.InvariantCulture);
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_gcConcurrent"] = "0";
        // It compiles for one file: measuring which code is worth compiling twice costs more than it brings.
        environment["DOTNET_TieredPGO"] = "0";
        // No socket in the folder for temporary files, and no dump of a file's content after a crash.
        environment["DOTNET_EnableDiagnostics"] = "0";
        if (invariant is not null)
        {
            environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = invariant;
        }
    }

    /// <summary>The program that started this runtime, wherever it is installed and whatever is in PATH.</summary>
    private static string DotNet() => Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static T Read<T>(ReadingMessage message) => JsonSerializer.Deserialize<T>(message.Content, Persistence.Json.Web)!;

    private static byte[] Judge(ReadingMessage message) => message.Word switch
    {
        ReadingWord.Answer => message.Content,
        ReadingWord.Unreadable when Read<Refusal>(message) is var refusal => throw new UnreadableFileException(refusal.Code, refusal.Status),
        ReadingWord.RuleBroken => throw new RuleBrokenException(new Rule(Read<string>(message))),
        ReadingWord.Failed => throw new ReadingFailedException(Read<string>(message)),
        _ => throw new ReadingFailedException($"It said {message.Word}."),
    };

    private async Task<ReadingFailedException> EndedAsync()
    {
        await process.WaitForExitAsync(CancellationToken.None);
        lock (trouble)
        {
            return new ReadingFailedException($"It ended with code {process.ExitCode}.{Environment.NewLine}{trouble}");
        }
    }

    private void LookAtMemory()
    {
        try
        {
            if (Memory > limits.Bytes)
            {
                KillFor(UnreadableFileException.TooHeavy());
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    private void KillFor(UnreadableFileException reason)
    {
        Interlocked.CompareExchange(ref killedFor, reason, null);
        Kill();
    }

    private void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Only the runtime writes here, when it is about to end.</summary>
    private void Note(string? line)
    {
        switch (line)
        {
            case "Stack overflow.":
                // It goes on to write down every call on that stack, which can take a minute.
                Kill();
                break;
            case "Out of memory.":
                KillFor(UnreadableFileException.TooHeavy());
                break;
        }

        lock (trouble)
        {
            if (line is not null && trouble.Length < LettersOfTrouble)
            {
                trouble.AppendLine(line);
            }
        }
    }
}

/// <summary>When a process that reads is killed: after so long, from the question on, and beyond so many bytes of memory.</summary>
internal sealed record ReadingLimits(TimeSpan Time, long Bytes)
{
    public static ReadingLimits Standard { get; } = new(FileLimits.Time, FileLimits.ChildBytes);
}

/// <summary>The process that reads failed by a fault of the program, or ended without an answer, as by a stack overflow.</summary>
internal sealed class ReadingFailedException(string trouble) : Exception(trouble);
