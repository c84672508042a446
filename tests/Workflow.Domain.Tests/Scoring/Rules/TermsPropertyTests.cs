using CsCheck;
using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring.Rules;

/// <summary>What holds for every rule, whatever its parameters and whatever is seen.</summary>
public sealed class TermsPropertyTests
{
    private static readonly Gen<decimal> Share = Gen.Int[0, 10_000].Select(tenThousandths => tenThousandths / 10_000m);

    private static readonly Gen<decimal> Max = Gen.Int[1, 400].Select(steps => steps * 0.25m);

    private static readonly Gen<(decimal Max, ScoringTerms Terms)> Sound = Max.SelectMany(max => Gen.OneOf<ScoringTerms>(
        Gen.Const<ScoringTerms>(new BinaryTerms()),
        Gen.Const<ScoringTerms>(new SurveyTerms()),
        Gen.Const<ScoringTerms>(new ManualTerms()),
        Gen.Int[1, 9].Array[0, 3].Select(steps => (ScoringTerms)new DeadlineTerms(
            [.. steps.Select((_, at) => new LateBand(steps.Take(at + 1).Sum(), max * (steps.Length - at) / (steps.Length + 1)))])),
        Gen.Int[1, 5].Select(count => (ScoringTerms)new ChecklistTerms(
            [.. Enumerable.Range(0, count).Select(at => new ChecklistItem($"{at}", at == 0 ? max - (max / 8 * (count - 1)) : max / 8))])),
        Share.Select(target => (ScoringTerms)new RatioTerms(Math.Max(target, 0.0001m))),
        Gen.Select(Share, Share).Select(from => (ScoringTerms)new TiersTerms(
            from.Item1 == from.Item2 ? [new Tier(from.Item1, max)] : [new Tier(Math.Max(from.Item1, from.Item2), max), new Tier(Math.Min(from.Item1, from.Item2), null)])),
        Gen.Select(Max, Gen.Bool, Max).Select(parts => (ScoringTerms)new PenaltyTerms([new PenaltyGrade("a", parts.Item1), new PenaltyGrade("b", 0.1m)], parts.Item2, parts.Item3)),
        Share.Select(same => (ScoringTerms)new GrowthTerms(max * same)),
        Share.Select(each => (ScoringTerms)new BonusTerms(max * Math.Max(each, 0.0001m)))).Select(terms => (max, terms)));

    private static readonly Gen<Observation> Anything =
        Gen.Select(Gen.Bool, Gen.Int[-5, 40], Gen.Int[0, 60], Gen.Int[0, 50], Gen.Int[0, 6], Gen.Int[0, 6], Gen.Int[-10, 200], Gen.Int[0, 31])
            .Select((met, late, part, whole, one, other, given, present) => new Observation
            {
                Met = met,
                DaysLate = late,
                Part = part,
                Whole = whole,
                Events = [one, other],
                ThisYear = part,
                LastYear = whole,
                Given = given,
                Present = Enumerable.Range(0, 5).Where(at => (present & (1 << at)) != 0).ToHashSet(),
            });

    [Fact]
    public void Points_lie_between_none_and_the_maximum_and_are_explained() => Gen.Select(Sound, Anything).Sample((rule, seen) =>
    {
        Assert.Empty(rule.Terms.Faults(rule.Max));
        var scored = rule.Terms.Score(rule.Max, seen);
        Assert.InRange(scored.Points, 0, rule.Max);
        Assert.Equal(Points.Round(scored.Points), scored.Points);
        Assert.Equal(rule.Max - scored.Points, scored.Lost);
        Assert.NotEmpty(scored.Because);
        Assert.NotEmpty(rule.Terms.InWords(rule.Max));
    });

    [Fact]
    public void The_same_is_scored_the_same() => Gen.Select(Sound, Anything).Sample((rule, seen) =>
        Assert.Equal(rule.Terms.Score(rule.Max, seen).Points, rule.Terms.Score(rule.Max, seen).Points));

    [Fact]
    public void More_of_what_is_asked_for_never_gives_less() => Gen.Select(Sound, Anything, Gen.Int[0, 20]).Sample((rule, seen, more) =>
    {
        var better = seen with
        {
            Met = true,
            DaysLate = seen.DaysLate - more,
            Part = Math.Min(seen.Part!.Value + more, Math.Max(seen.Part!.Value, seen.Whole!.Value)),
            ThisYear = seen.ThisYear + more,
            Given = seen.Given + more,
            Present = seen.Present!.Append(more).ToHashSet(),
            Events = rule.Terms is PenaltyTerms ? [.. seen.Events!.Select(count => Math.Max(0, count - more))] : [.. seen.Events!.Select(count => count + more)],
        };
        Assert.True(rule.Terms.Score(rule.Max, better).Points >= rule.Terms.Score(rule.Max, seen).Points);
    });

    [Fact]
    public void The_next_tier_is_reached_by_what_is_said_to_be_lacking_and_by_nothing_less() =>
        Gen.Select(Share, Share, Gen.Int[1, 500], Gen.Int[0, 500]).Where((one, other, _, _) => one != other).Sample((one, other, whole, part) =>
        {
            part = Math.Min(part, whole);
            var terms = new TiersTerms([new Tier(Math.Max(one, other), 1m), new Tier(Math.Min(one, other), 0.5m)]);
            if (terms.ToNextTier(1m, part, whole) is { } next)
            {
                Assert.Equal(next.Points, terms.Score(1m, new Observation { Part = part + next.Lacking, Whole = whole }).Points);
                Assert.True(terms.Score(1m, new Observation { Part = part + next.Lacking - 1, Whole = whole }).Points < next.Points);
            }
            else
            {
                Assert.Equal(1m, terms.Score(1m, new Observation { Part = part, Whole = whole }).Points);
            }
        });
}
