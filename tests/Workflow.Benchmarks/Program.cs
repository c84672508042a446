using Workflow.Benchmarks;

// Each measure prints its own lines; an argument runs only that one.
var wanted = args.Length > 0 ? args[0] : "all";
if (wanted is "all" or "reading")
{
    await ReadingMeasures.RunAsync();
}

if (wanted is "all" or "pages")
{
    await PageMeasures.RunAsync();
}

if (wanted is "all" or "accuracy")
{
    AccuracyMeasures.Run(args.ElementAtOrDefault(1));
}

if (wanted is "replan")
{
    await ReplanMeasures.RunAsync(int.TryParse(args.ElementAtOrDefault(1), out var tasks) ? tasks : 100_000);
}

if (wanted is "print-corpus")
{
    CorpusPrint.Run(args.ElementAtOrDefault(1));
}

return 0;
