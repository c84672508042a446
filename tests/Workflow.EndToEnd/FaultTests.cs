using System.Globalization;
using Workflow.FaultRig;
using Xunit;

namespace Workflow.EndToEnd;

/// <summary>The short part of the fault rig: the real program loses its processes and its connections, and the ledgers hold.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    /// <summary>Another can be given, to see again what it did.</summary>
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("WORKFLOW_RIG_SEED") ?? "20240911", CultureInfo.InvariantCulture);

    private RigPostgres postgres = null!;

    public static TheoryData<string> Quick => [.. Scenarios.All.Where(scenario => scenario.Quick).Select(scenario => scenario.Name)];

    public async ValueTask InitializeAsync() => postgres = await RigPostgres.StartAsync();

    public ValueTask DisposeAsync() => postgres.DisposeAsync();

    [Theory]
    [MemberData(nameof(Quick))]
    public async Task The_ledgers_hold(string name)
    {
        var outcome = await Run.OfAsync(Scenarios.All.Single(scenario => scenario.Name == name), postgres, Seed);

        TestContext.Current.TestOutputHelper?.WriteLine(outcome.ToString());
        Assert.True(outcome.Holds, outcome.ToString());
    }
}
