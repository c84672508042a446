using System.Numerics;
using System.Runtime.InteropServices;

namespace Workflow.Domain.Scoring;

/// <summary>Points that come back with this likelihood, between 0 and 1.</summary>
public readonly record struct Chance(decimal Points, decimal Likelihood);

/// <summary>
/// The distribution of the points that come back, reckoned and not drawn: groups of stakes are independent of each other and
/// folded into one another on the coarsest grid that holds all their points (0.0001 at the finest). Stakes of one group share
/// a cause and move together: whenever a less likely one comes back, the likelier ones do as well.
/// </summary>
public sealed class ScoreDistribution
{
    private const decimal FinestGrid = 10_000m;

    /// <summary>What lies below this is left out at both ends; with 100,000 groups the sums still hold to 9 digits.</summary>
    private const double Negligible = 1e-15;

    private readonly long first;
    private readonly double[] chances;
    private readonly decimal step;

    private ScoreDistribution(long first, double[] chances, decimal step) => (this.first, this.chances, this.step) = (first, chances, step);

    /// <summary>The points to expect, to 4 decimals.</summary>
    public decimal Mean => Points.Round((decimal)chances.Select((chance, at) => chance * (first + at)).Sum() * step);

    public static ScoreDistribution Of(IEnumerable<IReadOnlyCollection<Chance>> groups)
    {
        var outcomes = groups.Select(Outcomes).Where(group => group.Count > 1).ToList();
        var grid = outcomes.SelectMany(group => group).Aggregate(0L, (common, outcome) => CommonDivisor(common, outcome.Size));
        var step = Math.Max(1, grid);
        var window = new Window(outcomes.Count == 0 ? 0 : outcomes.Max(group => group[^1].Size) / step);
        foreach (var group in outcomes)
        {
            window.Fold([.. group.Select(outcome => (outcome.Size / step, outcome.Chance))]);
        }

        var (first, chances) = window.Read();
        return new ScoreDistribution(first, chances, step / FinestGrid);
    }

    /// <summary>The probability that at least so many points come back, to 4 decimals.</summary>
    public decimal ProbabilityOfReaching(decimal needed)
    {
        var from = (int)Math.Clamp((long)Math.Ceiling(needed / step) - first, 0, chances.Length);
        return Points.Round((decimal)Math.Clamp(chances.AsSpan(from).ToArray().Sum(), 0, 1));
    }

    /// <summary>The least points that are reached or fallen short of with this probability: half for 0.5, all but a tenth for 0.9.</summary>
    public decimal Quantile(decimal probability)
    {
        var sum = 0d;
        for (var at = 0; at < chances.Length; at++)
        {
            sum += chances[at];
            if (sum >= (double)probability - Negligible)
            {
                return (first + at) * step;
            }
        }

        return (first + chances.Length - 1) * step;
    }

    /// <summary>How likely each of so many equal slices between the least and the most points is, for a drawing.</summary>
    public IReadOnlyList<(decimal From, decimal To, decimal Probability)> Slices(int count)
    {
        var width = Math.Max(1, (int)Math.Ceiling(chances.Length / (double)count));
        return
        [
            .. chances.Chunk(width).Select((slice, at) => (
                (first + (at * (long)width)) * step,
                (first + (at * (long)width) + slice.Length - 1) * step,
                Points.Round((decimal)slice.Sum()))),
        ];
    }

    /// <summary>What a group can bring, and how likely: the likeliest stake alone, that and the next, and so on.</summary>
    private static List<(long Size, double Chance)> Outcomes(IReadOnlyCollection<Chance> group)
    {
        var ordered = group.Select(stake => (Size: (long)Math.Round(stake.Points * FinestGrid), Chance: (double)stake.Likelihood))
            .Where(stake => stake is { Size: > 0, Chance: > 0 })
            .OrderByDescending(stake => stake.Chance)
            .ToList();
        var outcomes = new List<(long Size, double Chance)>();
        var (size, above) = (0L, 1d);
        foreach (var stake in ordered)
        {
            outcomes.Add((size, above - stake.Chance));
            size += stake.Size;
            above = stake.Chance;
        }

        outcomes.Add((size, above));
        return size == 0 ? [] : outcomes.Count == 2 && outcomes[0].Chance == 0 ? [(0, 0), outcomes[1]] : outcomes;
    }

    private static long CommonDivisor(long one, long other) => other == 0 ? one : CommonDivisor(other, one % other);

    /// <summary>
    /// The stretch of the grid on which there is anything to speak of; it moves and widens with every group. Around it lie zeros, as
    /// many as any group can reach, so that a fold needs no care at the ends.
    /// </summary>
    private sealed class Window
    {
        private readonly int margin;
        private double[] now;
        private double[] next = [];
        private int start;
        private int length = 1;
        private long first;
        private IReadOnlyList<(long Size, double Chance)>? waiting;

        /// <param name="farthest">The most that one group can bring, on the grid.</param>
        public Window(long farthest)
        {
            margin = (int)(2 * farthest);
            now = new double[(2 * margin) + 1];
            now[start = margin] = 1;
        }

        /// <summary>Groups of two outcomes, by far the most frequent, are folded two at a time: what takes the time is going through the window.</summary>
        public void Fold(IReadOnlyList<(long Size, double Chance)> outcomes)
        {
            if (outcomes.Count != 2)
            {
                Spread(outcomes);
            }
            else if (waiting is { } other)
            {
                Spread([.. from one in other from two in outcomes select (one.Size + two.Size, one.Chance * two.Chance)]);
                waiting = null;
            }
            else
            {
                waiting = outcomes;
            }
        }

        public (long First, double[] Chances) Read()
        {
            Spread(waiting ?? [(0, 1)]);
            return (first, now[start..(start + length)]);
        }

        private void Spread(IReadOnlyList<(long Size, double Chance)> outcomes)
        {
            var longer = length + (int)outcomes.Max(outcome => outcome.Size);
            if (next.Length < longer + (2 * margin))
            {
                next = new double[2 * (longer + (2 * margin))];
            }

            var sum = next.AsSpan(margin, longer);
            if (outcomes.Count == 4)
            {
                AddUp(From(0), outcomes[0].Chance, From(1), outcomes[1].Chance, From(2), outcomes[2].Chance, From(3), outcomes[3].Chance, sum);
            }
            else
            {
                sum.Clear();
                for (var one = 0; one < outcomes.Count; one++)
                {
                    AddScaled(From(one), outcomes[one].Chance, sum);
                }
            }

            var (low, high) = Trim(sum);
            sum[..low].Clear();
            next.AsSpan(margin + high, longer - high + margin).Clear();
            (now, next) = (next, now);
            (start, length) = (margin + low, high - low);
            first += low;

            ReadOnlySpan<double> From(int outcome) => now.AsSpan(start - (int)outcomes[outcome].Size, longer);
        }

        private static void AddUp(
            ReadOnlySpan<double> a, double chanceOfA, ReadOnlySpan<double> b, double chanceOfB, ReadOnlySpan<double> c, double chanceOfC, ReadOnlySpan<double> d, double chanceOfD, Span<double> to)
        {
            var wideA = Wide(a);
            var wideB = Wide(b);
            var wideC = Wide(c);
            var wideD = Wide(d);
            var wide = MemoryMarshal.Cast<double, Vector<double>>(to);
            for (var at = 0; at < wide.Length; at++)
            {
                wide[at] = (wideA[at] * chanceOfA) + (wideB[at] * chanceOfB) + (wideC[at] * chanceOfC) + (wideD[at] * chanceOfD);
            }

            for (var at = wide.Length * Vector<double>.Count; at < to.Length; at++)
            {
                to[at] = (a[at] * chanceOfA) + (b[at] * chanceOfB) + (c[at] * chanceOfC) + (d[at] * chanceOfD);
            }
        }

        private static void AddScaled(ReadOnlySpan<double> from, double chance, Span<double> to)
        {
            var wideFrom = Wide(from);
            var wide = MemoryMarshal.Cast<double, Vector<double>>(to);
            for (var at = 0; at < wide.Length; at++)
            {
                wide[at] += wideFrom[at] * chance;
            }

            for (var at = wide.Length * Vector<double>.Count; at < to.Length; at++)
            {
                to[at] += from[at] * chance;
            }
        }

        private static ReadOnlySpan<Vector<double>> Wide(ReadOnlySpan<double> chances) => MemoryMarshal.Cast<double, Vector<double>>(chances);

        private static (int Low, int High) Trim(ReadOnlySpan<double> chances)
        {
            var (low, high) = (0, chances.Length);
            for (var left = 0d; low < high - 1 && left + chances[low] < Negligible; low++)
            {
                left += chances[low];
            }

            for (var right = 0d; high > low + 1 && right + chances[high - 1] < Negligible; high--)
            {
                right += chances[high - 1];
            }

            return (low, high);
        }
    }
}
