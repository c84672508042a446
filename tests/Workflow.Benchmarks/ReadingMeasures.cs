using System.Diagnostics;
using Workflow.Api.Documents;
using Workflow.Domain.Analyses;

namespace Workflow.Benchmarks;

/// <summary>How long reading a report takes in each form: the first time in a process, and the median of twenty more.</summary>
internal static class ReadingMeasures
{
    public static void Run()
    {
        foreach (var file in Reports())
        {
            var content = File.ReadAllBytes(file);
            var first = Time(content, file);
            var warm = Enumerable.Range(0, 20).Select(_ => Time(content, file)).Order().ToList();
            Console.WriteLine($"reading {Path.GetFileName(file),-26} first {first.TotalMilliseconds,7:0.0} ms   median {warm[10].TotalMilliseconds,7:0.0} ms");
        }
    }

    /// <summary>The reference report where it is at hand, the sample always.</summary>
    private static IEnumerable<string> Reports()
    {
        var samples = Path.Combine(AppContext.BaseDirectory, "samples");
        IEnumerable<string> reports = Directory.GetFiles(samples, "*.txt").Concat(Directory.GetFiles(samples, "*.docx"));
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

    private static TimeSpan Time(byte[] content, string file)
    {
        var started = Stopwatch.GetTimestamp();
        AnalysisReader.Read(DocumentReader.Read(content, file));
        return Stopwatch.GetElapsedTime(started);
    }
}
