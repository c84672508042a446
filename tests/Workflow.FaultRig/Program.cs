using System.Globalization;
using Workflow.FaultRig;

// dotnet run --project tests/Workflow.FaultRig -c Release [-- <part of a name>|quick|all [seed]]
var wanted = args.ElementAtOrDefault(0) ?? "all";
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Random.Shared.Next(1, 100_000);
await using var postgres = await RigPostgres.StartAsync();
Environment.SetEnvironmentVariable("WORKFLOW_TEST_POSTGRES", postgres.ConnectionString("postgres"));
Console.WriteLine(Outcome.Heading);
var held = true;
foreach (var scenario in Scenarios.All.Where(scenario => wanted switch
{
    "all" => true,
    "quick" => scenario.Quick,
    _ => scenario.Name.Contains(wanted, StringComparison.Ordinal),
}))
{
    var outcome = await Run.OfAsync(scenario, postgres, seed);
    Console.WriteLine(outcome);
    held &= outcome.Holds;
}

return held ? 0 : 1;
