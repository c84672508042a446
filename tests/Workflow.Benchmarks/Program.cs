using System.Globalization;
using Workflow.Benchmarks;

// Each measure prints its own lines; an argument runs only that one. Those about reminders take their size as a second one, of which 1 is the full.
var wanted = args.Length > 0 ? args[0] : "all";
var scale = double.TryParse(args.ElementAtOrDefault(1), CultureInfo.InvariantCulture, out var given) ? given : 1;
if (wanted is "all" or "reading")
{
    await ReadingMeasures.RunAsync();
}

if (wanted is "all" or "pages")
{
    await PageMeasures.RunAsync();
}

if (wanted is "all" or "projection")
{
    await ProjectionMeasures.RunAsync();
}

if (wanted is "all" or "reminders")
{
    await ReminderMeasures.MorningAsync(scale);
}

if (wanted is "all" or "idle")
{
    await ReminderMeasures.IdleAsync(scale);
}

if (wanted is "all" or "calendar")
{
    await ReminderMeasures.CalendarAsync(scale);
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
