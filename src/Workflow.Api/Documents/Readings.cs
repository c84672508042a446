using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Workflow.Domain;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Documents;

/// <summary>
/// Reads files, each in a process of its own, as many at once as there are processors. What a hostile file does to its reader
/// ends with that process. One process is kept waiting, warm, so that nobody waits for it to start.
/// </summary>
internal sealed partial class Readings(IConfiguration configuration, ILogger<Readings> log) : IHostedService, IAsyncDisposable
{
    private readonly bool keepsSpare = configuration.GetValue("Reading:Spare", true);
    private readonly SemaphoreSlim places = new(Environment.ProcessorCount);
    private readonly Lock guard = new();
    private ReadingProcess? spare;
    private bool stopped;

    /// <exception cref="UnreadableFileException">When the file is refused; the code says why.</exception>
    /// <exception cref="RuleBrokenException">When the document is no such analysis.</exception>
    public Task<AnalysisReading> AnalyseAsync(byte[] content, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        DocumentReader.Bound(content);
        return AskAsync<AnalysisReading>(new ReadingMessage(ReadingWord.Analyse, content), progress, cancellationToken);
    }

    /// <exception cref="UnreadableFileException">When there is no text, or too much.</exception>
    /// <exception cref="RuleBrokenException">When the text is no such analysis.</exception>
    public Task<AnalysisReading> AnalyseTextAsync(string pasted, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        DocumentReader.Bound(pasted);
        return AskAsync<AnalysisReading>(new ReadingMessage(ReadingWord.AnalyseText, Encoding.UTF8.GetBytes(pasted)), progress, cancellationToken);
    }

    /// <summary>The paragraphs and tables of a document in reading order; of a spreadsheet, every sheet's name and its cells.</summary>
    /// <exception cref="UnreadableFileException">When the file is refused; the code says why.</exception>
    public Task<IReadOnlyList<SourceBlock>> BlocksAsync(byte[] content, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        DocumentReader.Bound(content);
        return AskAsync<IReadOnlyList<SourceBlock>>(new ReadingMessage(ReadingWord.Blocks, content), progress, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        KeepSpare();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        ReadingProcess? last;
        lock (guard)
        {
            stopped = true;
            last = TakeSpare();
        }

        if (last is not null)
        {
            await last.DisposeAsync();
        }
    }

    private async Task<T> AskAsync<T>(ReadingMessage question, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new ReadingProgress(ReadingStage.Waiting));
        await places.WaitAsync(cancellationToken);
        try
        {
            progress?.Report(new ReadingProgress(ReadingStage.Opening));
            return JsonSerializer.Deserialize<T>(await AskChildAsync(question, progress, cancellationToken), Persistence.Json.Web)!;
        }
        finally
        {
            places.Release();
            KeepSpare();
        }
    }

    private async Task<byte[]> AskChildAsync(ReadingMessage question, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var child = Take();
        try
        {
            var answer = await child.AskAsync(question, progress, cancellationToken);
            Read(log, question.Word, question.Content.Length, Stopwatch.GetElapsedTime(begun).TotalMilliseconds, child.PeakMemory >> 20);
            return answer;
        }
        catch (ReadingFailedException failure)
        {
            Failed(log, question.Word, failure);
            throw UnreadableFileException.Damaged(failure);
        }
    }

    private ReadingProcess Take()
    {
        lock (guard)
        {
            return TakeSpare() ?? ReadingProcess.Start();
        }
    }

    private ReadingProcess? TakeSpare()
    {
        var taken = spare;
        spare = null;
        return taken;
    }

    private void KeepSpare()
    {
        lock (guard)
        {
            if (!keepsSpare || stopped || spare is not null)
            {
                return;
            }

            try
            {
                spare = ReadingProcess.Start();
            }
            catch (Win32Exception failure)
            {
                // The next reading tries again, and is refused if it cannot either.
                NoSpare(log, failure);
            }
        }
    }

    [LoggerMessage(4000, LogLevel.Information, "{Wanted} of {Bytes} bytes in {Milliseconds:0} ms, {Peak} MB at most")]
    private static partial void Read(ILogger logger, ReadingWord wanted, int bytes, double milliseconds, long peak);

    [LoggerMessage(4001, LogLevel.Error, "{Wanted} failed in the process that reads")]
    private static partial void Failed(ILogger logger, ReadingWord wanted, Exception failure);

    [LoggerMessage(4002, LogLevel.Warning, "No process could be kept ready for reading")]
    private static partial void NoSpare(ILogger logger, Exception failure);
}
