using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Scoring;

/// <summary>Whatever people do in whatever order, the stored projection is what working it out anew gives.</summary>
public sealed class ProjectionWalkTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    private const int Tasks = 3;

    private static readonly Gen<(int Task, int Choice)[]> Walks = Gen.Select(Gen.Int[1, Tasks], Gen.Int[0, 99]).Array[12, 25];

    [Fact]
    public async Task After_any_sequence_of_acts_every_row_is_what_the_calculator_gives() => await Walks.SampleAsync(
        async walk =>
        {
            var agency = await Given.AnAgencyAsync(host);
            var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().AddHours(7).DateTime);
            var plan = await Given.APlanOfAsync(host, agency, today.AddDays(12), Tasks);
            foreach (var (task, choice) in walk)
            {
                var likely = LikelyIn((await plan.TaskAsync(task)).State);
                await TryAsync(plan, task, likely[choice % likely.Length]);
                Assert.Equal(0, await DriftAsync(plan));
            }

            await SumsAgreeAsync(plan);
        },
        iter: 20,
        threads: 1);

    /// <summary>What people would do now, mostly allowed: a walk of blind tries would seldom get far.</summary>
    private static string[] LikelyIn(RemediationTaskState state) => state switch
    {
        RemediationTaskState.Assigned => ["accept", "accept", "accept", "decline", "assign", "wait", "submit"],
        RemediationTaskState.Accepted or RemediationTaskState.InProgress => ["finish", "finish", "finish", "report", "assign", "cancel", "wait"],
        RemediationTaskState.Submitted => ["verify", "return", "return", "assign", "wait"],
        RemediationTaskState.Returned => ["submit", "submit", "report", "wait"],
        _ => ["assign", "cancel", "wait"],
    };

    private async Task TryAsync(PlanCase plan, int task, string act)
    {
        try
        {
            await (act switch
            {
                "accept" => plan.AcceptAsync(task),
                "report" => plan.ReportAsync(task, percent: 10 * task),
                "finish" => FinishAsync(plan, task),
                "submit" => plan.SubmitAsync(task),
                "verify" => plan.VerifyAsync(task),
                "return" => plan.ReturnAsync(task),
                "decline" => plan.DeclineAsync(task),
                "assign" => plan.AssignAsync(task, "UBND xã Bản Bo", DateOnly.FromDateTime(host.Clock.GetUtcNow().AddDays(9).DateTime)),
                "cancel" => plan.CancelAsync(task),
                _ => host.SweepAtAsync(host.Clock.GetUtcNow().AddDays(2)),
            });
        }
        catch (RuleBrokenException)
        {
            // A refusal is a step like any other: it must leave the projection as it was.
        }
    }

    private static async Task FinishAsync(PlanCase plan, int task)
    {
        await plan.ReportAsync(task, percent: 90);
        await plan.AttachAsync(task);
        await plan.SubmitAsync(task);
    }

    /// <summary>Works everything out anew and writes nothing: how many rows would differ.</summary>
    private async Task<int> DriftAsync(PlanCase plan)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(plan.Agency.Id);
        return await scope.ServiceProvider.GetRequiredService<Projections>().RecomputeAll(plan.Id, "recomputed", host.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
    }

    private async Task SumsAgreeAsync(PlanCase plan)
    {
        var shown = await host.SendAs(plan.Agency.Chairman, new ProjectionDetails.Query(plan.Id));

        Assert.Equal(shown.Secured, shown.Fields.Sum(field => field.Secured));
        Assert.Equal(shown.Expected, shown.Fields.Sum(field => field.Expected));
        Assert.Equal(shown.Ceiling, shown.Fields.Sum(field => field.Ceiling));
        Assert.True(shown.Base <= shown.Secured && shown.Secured <= shown.Expected && shown.Expected <= shown.Ceiling);
        Assert.InRange(shown.ProbabilityOfTarget!.Value, 0, 1);
    }
}
