using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workflow.Domain;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Documents;

/// <summary>
/// The process in which files are read: <c>Workflow.Api read</c>. It takes one file from its input, answers on its output,
/// and ends when the host closes its input, as it does by dying. Until it is asked it makes itself quick by reading the samples.
/// </summary>
internal static class ReadingChild
{
    public const string Verb = "read";

    /// <summary>Deep enough for any sane document; what needs more overflows, and ends this process alone.</summary>
    private const int Stack = 4 * 1024 * 1024;

    /// <summary>How long a question that comes with the start may take to be heard, before waiting for one is put to use.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private static readonly JsonSerializerOptions Json = new(Persistence.Json.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static volatile bool outOfMemory;

    public static async Task<int> RunAsync()
    {
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        // Nothing but messages may pass there, whatever a library has to say.
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);

        AppDomain.CurrentDomain.FirstChanceException += (_, thrown) => outOfMemory |= thrown.Exception is OutOfMemoryException;
        using var asked = new BlockingCollection<ReadingMessage>(1);
        new Thread(() => Read(asked, output), Stack) { IsBackground = true, Name = "Reading a file" }.Start();
        while (await ReadingMessage.FromAsync(input, FileLimits.Bytes) is { } message)
        {
            asked.Add(message);
        }

        return 0;
    }

    private static void Read(BlockingCollection<ReadingMessage> asked, Stream output)
    {
        if (!asked.TryTake(out var question, Patience))
        {
            WarmUp(() => asked.Count > 0);
            question = asked.Take();
        }

        var answer = Answer(question, new Told(output));
        // Libraries swallow the want of memory and go on with what they have; half a reading must not pass for a whole.
        (outOfMemory ? Refuse(UnreadableFileException.TooHeavy()) : answer).ToAsync(output).GetAwaiter().GetResult();
    }

    /// <summary>The first reading of a process takes many times as long as the second: it compiles.</summary>
    private static void WarmUp(Func<bool> isAsked)
    {
        var samples = new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "samples"));
        foreach (var sample in samples.Exists ? samples.GetFiles() : [])
        {
            if (isAsked())
            {
                return;
            }

            Answer(new ReadingMessage(ReadingWord.Analyse, File.ReadAllBytes(sample.FullName)), progress: null);
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static ReadingMessage Answer(ReadingMessage asked, IProgress<ReadingProgress>? progress)
    {
        try
        {
            return Say(ReadingWord.Answer, Wanted(asked, progress));
        }
        catch (UnreadableFileException refused)
        {
            return Refuse(refused);
        }
        catch (RuleBrokenException refused)
        {
            return Say(ReadingWord.RuleBroken, refused.Rules[0].Code);
        }
#pragma warning disable CA1031 // This is the end of the process's only job: the host is told and logs it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Say(ReadingWord.Failed, $"{fault.GetType()}{Environment.NewLine}{fault.StackTrace}");
        }
    }

    private static object Wanted(ReadingMessage asked, IProgress<ReadingProgress>? progress) => asked.Word switch
    {
        ReadingWord.Analyse => Analysed(DocumentReader.Read(asked.Content, progress), progress),
        ReadingWord.AnalyseText => Analysed(DocumentReader.ReadText(Encoding.UTF8.GetString(asked.Content)), progress),
        ReadingWord.Blocks => DocumentReader.ReadBlocks(asked.Content, progress),
        _ => throw new InvalidDataException($"{asked.Word} is no question."),
    };

    private static AnalysisReading Analysed(SourceDocument document, IProgress<ReadingProgress>? progress)
    {
        progress?.Report(new ReadingProgress(ReadingStage.Analysing));
        return AnalysisReader.Read(document);
    }

    private static ReadingMessage Refuse(UnreadableFileException refused) => Say(ReadingWord.Unreadable, new Refusal(refused.Code, refused.Status));

    private static ReadingMessage Say(ReadingWord word, object content) => new(word, JsonSerializer.SerializeToUtf8Bytes(content, Json));

    private sealed class Told(Stream output) : IProgress<ReadingProgress>
    {
        public void Report(ReadingProgress value) => Say(ReadingWord.Progress, value).ToAsync(output).GetAwaiter().GetResult();
    }
}
