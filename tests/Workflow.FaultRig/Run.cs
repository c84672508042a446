using System.Diagnostics;
using System.Globalization;

namespace Workflow.FaultRig;

/// <summary>What a scenario came to.</summary>
/// <param name="Broken">What did not hold; nothing when all did.</param>
public sealed record Outcome(Scenario Scenario, int Seed, TimeSpan Took, IReadOnlyList<string> Broken, Findings? Findings, IReadOnlyDictionary<string, int> Faults)
{
    public bool Holds => Broken.Count == 0;

    /// <summary>One line of the table of results.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"| {Scenario.Name} | {Scenario.Rows} | {Seed} | {string.Join(", ", Faults.Select(fault => $"{fault.Key} × {fault.Value}"))} | {Findings?.Reminders} | {Findings?.Arrived} | {Findings?.Copies} ≤ {Findings?.Ambiguous} | {Findings?.Held} | {Took.TotalSeconds:0} s | {(Holds ? "holds" : string.Join("; ", Broken))} |");

    public static string Heading =>
        """
        | scenario | rows | seed | faults that struck | reminders | mails arrived | copies ≤ ambiguous | held | took | outcome |
        |---|---|---|---|---|---|---|---|---|---|
        """;
}

/// <summary>Runs a scenario: the morning comes, the fault strikes, the system recovers, the ledgers are looked at.</summary>
public static class Run
{
    public static async Task<Outcome> OfAsync(Scenario scenario, RigPostgres postgres, int seed)
    {
        var took = Stopwatch.StartNew();
        await using var rig = await Rig.StartAsync(postgres, seed, scenario.Heads, scenario.Tasks);
        List<string> broken = [];
        Findings? findings = null;
        try
        {
            await scenario.Strike(rig);
            if (!await rig.DrainAsync(TimeSpan.FromMinutes(3)))
            {
                broken.Add("it does not come to rest");
            }

            findings = await rig.LookAsync();
            broken.AddRange(findings.Broken);
            if (rig.Faults.Values.Sum() == 0)
            {
                broken.Add("no fault struck");
            }
        }
#pragma warning disable CA1031 // A scenario that fails is a line of the table, and the others run.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            broken.Add(failure.Message);
        }

        return new Outcome(scenario, seed, took.Elapsed, broken, findings, rig.Faults.ToDictionary());
    }
}
