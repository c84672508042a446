using System.Globalization;
using CsCheck;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Scoring;

/// <summary>
/// Whatever people do in whatever order, the stored projection is what working it out anew gives. WORKFLOW_SCORE_WALKS sets how
/// many histories are lived through, WORKFLOW_SCORE_WALK replays the one of a seed: each has a database and a clock of its own.
/// </summary>
public sealed class ProjectionWalkTests
{
    private const int WalksOfTheSuite = 2;

    private static readonly Gen<(int Act, int Choice)[]> Walks = Gen.Select(Gen.Int[0, 9_999], Gen.Int[0, 9_999]).Array[60];

    [Fact]
    public async Task After_any_sequence_of_acts_every_row_is_what_the_calculator_gives()
    {
        var replay = Environment.GetEnvironmentVariable("WORKFLOW_SCORE_WALK");
        var count = int.TryParse(Environment.GetEnvironmentVariable("WORKFLOW_SCORE_WALKS"), CultureInfo.InvariantCulture, out var asked) ? asked : WalksOfTheSuite;
        var first = replay is null ? (uint)Random.Shared.Next() : uint.Parse(replay, CultureInfo.InvariantCulture);
        WalkRecord record = new();
        await using (var host = await WorkflowHost.StartAsync())
        {
            var tour = await ProjectionWalk.BeginAsync(host, record);
            await tour.TourAsync();
            await tour.EndAsync();
        }

        for (var walk = 0u; walk < (replay is null ? count : 1); walk++)
        {
            await LiveThroughAsync(first + walk, record);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(record.ToString());
        Assert.Empty(ProjectionWalk.Acts.Except(record.Done.Keys));
        Assert.Empty(WalkRecord.EveryEffect.Except(record.Effects.Keys));
    }

    private static async Task LiveThroughAsync(uint seed, WalkRecord record)
    {
        await using var host = await WorkflowHost.StartAsync();
        var walk = await ProjectionWalk.BeginAsync(host, record);
        try
        {
            foreach (var (act, choice) in Walks.Generate(new PCG(1, seed), null, out _))
            {
                await walk.StepAsync(act, choice);
            }

            await walk.EndAsync();
        }
        catch (Exception differs)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Replay with WORKFLOW_SCORE_WALK={seed}. After {string.Join(", ", walk.Told)}: {differs.Message}"), differs);
        }
    }
}
