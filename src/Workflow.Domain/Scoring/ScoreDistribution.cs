using System.Numerics;

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
        var window = new Window();
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

    /// <summary>The stretch of the grid on which there is anything to speak of; it moves and widens with every group.</summary>
    private sealed class Window
    {
        private double[] now = [1];
        private double[] next = [];
        private int start;
        private int length = 1;
        private long first;

        public void Fold(IReadOnlyList<(long Size, double Chance)> outcomes)
        {
            var longer = length + (int)outcomes[^1].Size;
            if (next.Length < longer)
            {
                next = new double[longer * 2];
            }

            var sum = next.AsSpan(0, longer);
            if (outcomes.Count == 2)
            {
                Mix(now.AsSpan(start, length), outcomes[0].Chance, (int)outcomes[1].Size, outcomes[1].Chance, sum);
            }
            else
            {
                sum.Clear();
                foreach (var (size, chance) in outcomes.Where(outcome => outcome.Chance > 0))
                {
                    AddScaled(now.AsSpan(start, length), chance, sum.Slice((int)size, length));
                }
            }

            var (low, high) = Trim(sum);
            (now, next) = (next, now);
            (start, length) = (low, high - low);
            first += low;
        }

        public (long First, double[] Chances) Read() => (first, now[start..(start + length)]);

        /// <summary>The same with and without one stake, in a single pass: by far the most frequent fold.</summary>
        private static void Mix(ReadOnlySpan<double> from, double without, int size, double with, Span<double> to)
        {
            var overlap = Math.Max(0, from.Length - size);
            if (overlap == 0)
            {
                to.Clear();
                AddScaled(from, without, to[..from.Length]);
                AddScaled(from, with, to.Slice(size, from.Length));
                return;
            }

            Scale(from[..size], without, to[..size]);
            var stays = from[size..];
            var moves = from[..overlap];
            var both = to.Slice(size, overlap);
            var wide = Vector<double>.Count;
            var at = 0;
            for (; at <= overlap - wide; at += wide)
            {
                ((new Vector<double>(stays[at..]) * without) + (new Vector<double>(moves[at..]) * with)).CopyTo(both[at..]);
            }

            for (; at < overlap; at++)
            {
                both[at] = (stays[at] * without) + (moves[at] * with);
            }

            Scale(from[overlap..], with, to[from.Length..]);
        }

        private static void Scale(ReadOnlySpan<double> from, double chance, Span<double> to)
        {
            for (var at = 0; at < from.Length; at++)
            {
                to[at] = from[at] * chance;
            }
        }

        private static void AddScaled(ReadOnlySpan<double> from, double chance, Span<double> to)
        {
            var wide = Vector<double>.Count;
            var at = 0;
            for (; at <= from.Length - wide; at += wide)
            {
                (new Vector<double>(to[at..]) + (new Vector<double>(from[at..]) * chance)).CopyTo(to[at..]);
            }

            for (; at < from.Length; at++)
            {
                to[at] += from[at] * chance;
            }
        }

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
