using System.Diagnostics;
using System.Globalization;

namespace Workflow.Fuzz;

/// <summary>
/// Runs the <see cref="Driver"/> in a process of its own, and another when that one ends before its time: nothing catches a
/// stack overflow. The input it died of is kept beside what the runtime said, once for each place it died in.
/// </summary>
internal static class Watch
{
    public static int Run(string[] args)
    {
        var minutes = double.Parse(Driver.Option(args, "--minutes") ?? "10", CultureInfo.InvariantCulture);
        var seed = int.Parse(Driver.Option(args, "--seed") ?? "1", CultureInfo.InvariantCulture);
        var finds = Directory.CreateDirectory(Driver.Option(args, "--finds") ?? "finds").FullName;
        var begun = Stopwatch.GetTimestamp();
        for (; ; seed++)
        {
            var left = minutes - Stopwatch.GetElapsedTime(begun).TotalMinutes;
            if (left <= 0)
            {
                return Directory.GetFiles(finds, "*.txt").Length == 0 ? 0 : 1;
            }

            var said = Drive(left, seed, finds);
            var current = Path.Combine(finds, Driver.Current);
            if (File.Exists(current))
            {
                Keep(current, said, finds);
            }
        }
    }

    private static List<string> Drive(double minutes, int seed, string finds)
    {
        string[] arguments = [typeof(Watch).Assembly.Location, "--drive", "--minutes", minutes.ToString(CultureInfo.InvariantCulture), "--seed", $"{seed}", "--finds", finds];
        using var driver = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true })!;
        var said = new List<string>();
        while (driver.StandardError.ReadLine() is { } line)
        {
            said.Add(line);
        }

        driver.WaitForExit();
        return said;
    }

    private static void Keep(string current, List<string> said, string finds)
    {
        // Where the runtime says that frames repeat, these are the ones that go round.
        var from = said.FindIndex(line => line.StartsWith("Repeat", StringComparison.Ordinal));
        var where = said.Skip(from + 1).FirstOrDefault(line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal))?.Trim() ?? "unknown";
        var kind = $"died {where}";
        if (Directory.GetFiles(finds, "*.txt").Any(find => File.ReadLines(find).First() == kind))
        {
            Console.WriteLine($"again: {kind}");
            File.Delete(current);
            return;
        }

        var name = $"died-{Driver.Name(File.ReadAllBytes(current))}";
        File.Move(current, Path.Combine(finds, name), overwrite: true);
        File.WriteAllLines(Path.Combine(finds, name + ".txt"), [kind, .. said.Take(200)]);
        Console.WriteLine($"FIND {name}: {kind}");
    }
}
