using System.Globalization;
using Workflow.Testing.Corpus;

namespace Workflow.Benchmarks;

/// <summary>How much of the corpus is read, and how rightly, kind by kind; a second argument prints the disagreements of the reports it names.</summary>
internal static class AccuracyMeasures
{
    public static void Run(string? faultsOf)
    {
        var accuracy = new Accuracy();
        var forms = 0;
        foreach (var report in CorpusReport.All)
        {
            foreach (var (name, content) in report.Forms())
            {
                forms++;
                accuracy.Read(name, content, report.Expected);
            }
        }

        if (faultsOf is not null)
        {
            accuracy.Faults.Where(fault => fault.StartsWith(faultsOf, StringComparison.Ordinal)).ToList().ForEach(Console.WriteLine);
        }

        Console.WriteLine($"accuracy over {CorpusReport.All.Count} reports in {forms} forms");
        Console.WriteLine($"  {"kind",-34} {"there",7} {"found",7} {"recall",8} {"precision",9}");
        foreach (var (kind, tally) in accuracy.Tallies)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {kind,-34} {tally.Right + tally.Missing,7} {tally.Right + tally.Surplus,7} {tally.Recall,8:0.0000} {tally.Precision,9:0.0000}"));
        }

        Console.WriteLine($"  wrong and shown as sure: {accuracy.WrongAndSure}");
    }
}
