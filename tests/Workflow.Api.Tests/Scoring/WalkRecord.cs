using Workflow.Api.Persistence;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Tests.Scoring;

/// <summary>What really happened on the walks, so that nobody trusts walks on which it did not.</summary>
internal sealed class WalkRecord
{
    /// <summary>What the stakes of each kind of task have to have gone through.</summary>
    public static readonly IReadOnlyList<string> EveryEffect =
    [
        "an incident costs all", "an incident costs what the rule says", "kept up to the end of the year",
        "lateness costs all", "lateness costs what the rule says", "reports in time are verified",
        "figures are expected", "part of the figures is expected", "figures are verified", "figures are verified short of all",
        "growth is expected", "growth is verified", "no growth is verified",
    ];

    public Dictionary<string, int> Done { get; } = [];

    public Dictionary<string, int> Effects { get; } = [];

    private int Refused { get; set; }

    public void Did(string act, bool refused)
    {
        if (refused)
        {
            Refused++;
        }
        else
        {
            Count(Done, act);
        }
    }

    public void Saw(TaskKind kind, StakeRow stake)
    {
        var (all, part) = (stake.Forgone == stake.Points, stake.Forgone > 0 && stake.Forgone < stake.Points);
        foreach (var (effect, seen) in new (string, bool)[]
        {
            ("an incident costs all", kind is TaskKind.Sustained && all && stake.Points > 0),
            ("an incident costs what the rule says", kind is TaskKind.Sustained && part),
            ("kept up to the end of the year", kind is TaskKind.Sustained && stake.Verified),
            ("lateness costs all", kind is TaskKind.Reporting && all && stake.Points > 0),
            ("lateness costs what the rule says", kind is TaskKind.Reporting && part),
            ("reports in time are verified", kind is TaskKind.Reporting && stake is { Verified: true, Forgone: 0 }),
            ("figures are expected", kind is TaskKind.Indicator && stake.Reported > 0),
            ("part of the figures is expected", kind is TaskKind.Indicator && stake.Reported > 0 && stake.Reported < stake.Points),
            ("figures are verified", kind is TaskKind.Indicator && stake is { Verified: true, Forgone: 0 }),
            ("figures are verified short of all", kind is TaskKind.Indicator && stake.Verified && part),
            ("growth is expected", kind is TaskKind.Growth && stake.Reported > 0),
            ("growth is verified", kind is TaskKind.Growth && stake is { Verified: true, Forgone: 0 }),
            ("no growth is verified", kind is TaskKind.Growth && stake.Verified && all),
        })
        {
            if (seen)
            {
                Count(Effects, effect);
            }
        }
    }

    public override string ToString() => $"done: {Told(Done)}; refused: {Refused}; seen: {Told(Effects)}";

    private static void Count(Dictionary<string, int> counts, string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

    private static string Told(Dictionary<string, int> counts) =>
        string.Join(", ", counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));
}
