using System.Diagnostics;
using System.Text.Json;
using Workflow.Api.Documents;
using Workflow.Api.Persistence;
using Workflow.Domain.Analyses;

namespace Workflow.Benchmarks;

/// <summary>
/// How long reading a report takes in each form: in this process the first time and the median of twenty more; and as the hosts do
/// it, by a process of its own that was kept warm or had to be started, with the most memory that process held.
/// </summary>
internal static class ReadingMeasures
{
    private const int Children = 5;

    /// <summary>A spare that has had this long has read its samples.</summary>
    private static readonly TimeSpan WarmingUp = TimeSpan.FromSeconds(4);

    public static async Task RunAsync()
    {
        foreach (var file in Reports())
        {
            await MeasureAsync(Path.GetFileName(file), await File.ReadAllBytesAsync(file));
        }

        var docx = LongReport.Docx();
        await MeasureAsync("200 pages.docx", docx);
        if (await LongReport.PdfAsync(docx) is { } pdf)
        {
            await MeasureAsync("200 pages.pdf", pdf);
        }
        else
        {
            Console.WriteLine("reading 200 pages.pdf: skipped, there is no LibreOffice to print it");
        }
    }

    private static async Task MeasureAsync(string name, byte[] content)
    {
        var pages = new Pages();
        var first = Time(content, pages);
        var here = Enumerable.Range(0, 20).Select(_ => Time(content, pages)).Order().ToList();
        Console.WriteLine($"reading {name,-26} here:   first {first.TotalMilliseconds,6:0} ms   median {here[10].TotalMilliseconds,6:0} ms   {content.Length,9:N0} bytes{pages}");

        await ChildrenAsync(name, content, "warm", WarmingUp);
        await ChildrenAsync(name, content, "cold", TimeSpan.Zero);
    }

    private static async Task ChildrenAsync(string name, byte[] content, string state, TimeSpan ahead)
    {
        var times = new List<TimeSpan>();
        var (idle, peak) = (0L, 0L);
        for (var run = 0; run < Children; run++)
        {
            var begun = Stopwatch.GetTimestamp();
            await using var child = ReadingProcess.Start();
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead);
                idle = Math.Max(idle, child.Memory);
                begun = Stopwatch.GetTimestamp();
            }

            var answer = await child.AskAsync(new ReadingMessage(ReadingWord.Analyse, content), progress: null, CancellationToken.None);
            JsonSerializer.Deserialize<AnalysisReading>(answer, Json.Web);
            times.Add(Stopwatch.GetElapsedTime(begun));
            peak = Math.Max(peak, child.PeakMemory);
        }

        times.Sort();
        var waiting = idle > 0 ? $"   waiting {idle >> 20,4} MB" : "";
        Console.WriteLine($"reading {name,-26} {state}: slowest {times[^1].TotalMilliseconds,6:0} ms   median {times[Children / 2].TotalMilliseconds,6:0} ms   peak {peak >> 20,4} MB{waiting}");
    }

    /// <summary>The reference report where it is at hand, the sample always.</summary>
    private static IEnumerable<string> Reports()
    {
        IEnumerable<string> reports = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples"));
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var shared = Path.Combine(at.FullName, "shared", "data");
            if (Directory.Exists(shared))
            {
                string[] forms = ["txt", "docx", "pdf"];
                return reports.Concat(forms.Select(form => Path.Combine(shared, $"tam-duong-2023.{form}")));
            }
        }

        return reports;
    }

    private static TimeSpan Time(byte[] content, Pages pages)
    {
        var started = Stopwatch.GetTimestamp();
        AnalysisReader.Read(DocumentReader.Read(content, pages));
        return Stopwatch.GetElapsedTime(started);
    }

    private sealed class Pages : IProgress<ReadingProgress>
    {
        private int count;

        public void Report(ReadingProgress value) => count = value.Pages;

        public override string ToString() => count > 0 ? $", {count} pages" : "";
    }
}
