using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Workflow.Fuzz;

/// <summary>
/// Mutates the seeds, and whatever reached new code, until time is up. A find is an exception that is no refusal, or a reading over
/// <see cref="Slow"/>; each is kept as a file. What ends this process is found by the <see cref="Watch"/> over it.
/// </summary>
internal sealed unsafe class Driver
{
    private const int MapSize = 1 << 16;
    private const int Stack = 16 * 1024 * 1024;
    private const int MostStuck = 4;

    /// <summary>The input under way, and what came into the folder of finds because it reached new code.</summary>
    public const string Current = "current";
    private const string Kept = "kept";

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    private readonly TimeSpan time;
    private readonly Random random;
    private readonly int seed;
    private readonly string finds;
    private readonly string kept;
    private readonly byte* map = (byte*)NativeMemory.AllocZeroed(MapSize);
    private readonly byte[] reached = new byte[MapSize];
    private readonly HashSet<string> kinds = [];
    private int stuck;

    public Driver(string[] args)
    {
        time = TimeSpan.FromMinutes(double.Parse(Option(args, "--minutes") ?? "10", CultureInfo.InvariantCulture));
        seed = int.Parse(Option(args, "--seed") ?? "1", CultureInfo.InvariantCulture);
        finds = Directory.CreateDirectory(Option(args, "--finds") ?? "finds").FullName;
        kept = Directory.CreateDirectory(Path.Combine(finds, Kept)).FullName;
        random = new Random(seed);
        foreach (var known in Directory.GetFiles(finds, "*.txt"))
        {
            kinds.Add(File.ReadLines(known).First());
        }
    }

    /// <summary>Runs inputs once each and says what comes of them.</summary>
    public static int Repeat(string[] files)
    {
        foreach (var file in files)
        {
            var begun = Stopwatch.GetTimestamp();
            var outcome = Outcome(File.ReadAllBytes(file), out var isStuck);
            Console.WriteLine($"{file}: {(isStuck ? "stuck" : outcome?.ToString() ?? "refused or read")}, {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:0} ms");
        }

        return 0;
    }

    public int Run()
    {
        SharpFuzz.Common.Trace.SharedMem = map;
        var corpus = Seeds.All().Concat(Directory.GetFiles(kept).Select(File.ReadAllBytes)).ToList();
        Console.WriteLine($"{corpus.Count} inputs to begin with, {time.TotalMinutes:0.0} minutes, seed {seed}, finds in {finds}");
        corpus.ForEach(one => Try(one));
        Console.WriteLine(reached.Any(edge => edge != 0) ? "guided by coverage" : "no assembly is instrumented: mutations are blind");

        var begun = Stopwatch.GetTimestamp();
        var said = begun;
        var runs = 0L;
        for (; Stopwatch.GetElapsedTime(begun) < time && stuck < MostStuck; runs++)
        {
            var input = Mutation.Of(corpus[random.Next(corpus.Count)], corpus, random);
            if (Try(input))
            {
                corpus.Add(input);
                File.WriteAllBytes(Path.Combine(kept, Name(input)), input);
            }

            if (Stopwatch.GetElapsedTime(said) > TimeSpan.FromSeconds(30))
            {
                said = Stopwatch.GetTimestamp();
                Console.WriteLine($"{Stopwatch.GetElapsedTime(begun):mm\\:ss}  {runs} runs  {corpus.Count} inputs kept  {reached.Count(edge => edge != 0)} edges  {kinds.Count} finds");
            }
        }

        Console.WriteLine($"{runs} runs in {Stopwatch.GetElapsedTime(begun):mm\\:ss}, {corpus.Count} inputs kept, {kinds.Count} finds");
        File.Delete(Path.Combine(finds, Current));
        return kinds.Count == 0 ? 0 : 1;
    }

    /// <summary>Whether the input reached code that none before it did.</summary>
    private bool Try(byte[] input)
    {
        File.WriteAllBytes(Path.Combine(finds, Current), input);
        new Span<byte>(map, MapSize).Clear();
        SharpFuzz.Common.Trace.PrevLocation = 0;
        var begun = Stopwatch.GetTimestamp();
        var failure = Outcome(input, out var isStuck);
        if (isStuck)
        {
            stuck++;
            Keep("stuck", "", input);
        }
        else if (failure is not null)
        {
            Keep($"{failure.GetType().Name} {failure.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}", failure.ToString(), input);
        }
        else if (Stopwatch.GetElapsedTime(begun) > Slow)
        {
            Keep("slow", $"{Stopwatch.GetElapsedTime(begun)}", input);
        }

        return IsNew();
    }

    private bool IsNew()
    {
        var isNew = false;
        for (var edge = 0; edge < MapSize; edge++)
        {
            // How often, roughly: 1, 2, 3, 4-7, 8-15 … times count as different.
            var times = map[edge] == 0 ? 0 : 1 << (int)Math.Log2(map[edge]);
            if ((times & ~reached[edge]) != 0)
            {
                reached[edge] |= (byte)times;
                isNew = true;
            }
        }

        return isNew;
    }

    private static Exception? Outcome(byte[] input, out bool isStuck)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Target.Read(input);
            }
#pragma warning disable CA1031 // That is what is looked for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = exception;
            }
        }, Stack)
        { IsBackground = true };
        thread.Start();
        isStuck = !thread.Join(Slow * 4);
        return failure;
    }

    private void Keep(string kind, string what, byte[] input)
    {
        if (kinds.Add(kind))
        {
            var name = $"{kinds.Count:00}-{Name(input)}";
            File.WriteAllBytes(Path.Combine(finds, name), input);
            File.WriteAllText(Path.Combine(finds, name + ".txt"), $"{kind}\n{what}");
            Console.WriteLine($"FIND {name}: {kind}");
        }
    }

    public static string Name(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input))[..8];

    public static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
