using System.Net;
using System.Text;
using Workflow.Api.Documents;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;
using Workflow.Domain;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Scoring;

/// <summary>What the agency aims at: targets of the whole and of fields, and the rank above.</summary>
public sealed class TargetTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    private static readonly DateOnly Due = new(2024, 11, 29);

    [Fact]
    public async Task The_coordinator_sets_the_target_of_the_whole_and_of_fields()
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due, tasks: 2);

        await host.SendAs(plan.Agency.Coordinator, new SetTargets.Command(plan.Id, 23m, [new FieldTarget(1, 20.8m)]));
        var score = await host.SendAs(plan.Agency.Viewer, new ProjectionDetails.Query(plan.Id));
        await host.SendAs(plan.Agency.Coordinator, new SetTargets.Command(plan.Id, null, []));
        var without = await host.SendAs(plan.Agency.Viewer, new ProjectionDetails.Query(plan.Id));

        Assert.Equal(23m, score.Target);
        Assert.Equal(20.8m, score.Fields[0].Target);
        Assert.Equal(20.8m - score.Fields[0].Expected, score.Fields[0].Lacking);
        Assert.Null(score.Fields[1].Target);
        Assert.Null(without.Target);
        Assert.Null(without.ProbabilityOfTarget);
    }

    [Theory]
    [InlineData(48, 1, 1, "plan.target-score-out-of-range")]
    [InlineData(20, 1, 41, "plan.field-target-out-of-range")]
    [InlineData(20, 1, -1, "plan.field-target-out-of-range")]
    [InlineData(20, 9, 1, "plan.field-target-out-of-range")]
    public async Task A_target_lies_within_the_maximum_of_what_it_is_for(decimal total, int field, decimal points, string code)
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due);

        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() =>
            host.SendAs(plan.Agency.Coordinator, new SetTargets.Command(plan.Id, total, [new FieldTarget(field, points)])));

        Assert.Equal(code, Assert.Single(refused.Rules).Code);
    }

    [Fact]
    public async Task Programs_set_targets_at_the_version_they_have_seen()
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due);
        using var coordinator = await host.SignIn(plan.Agency.People["thuongtruc.cchc"]);
        using var chairman = await host.SignIn(plan.Agency.People["chutich"]);
        var before = await coordinator.ReadAsync($"/plans/{plan.Id.Value}");

        var set = await coordinator.PutAsync($"/plans/{plan.Id.Value}/targets", new { total = 23.5m, fields = new[] { new { field = 1, points = 21m } }, version = before.Version });
        var stale = await coordinator.PutAsync($"/plans/{plan.Id.Value}/targets", new { total = 22m, version = before.Version });
        var forbidden = await chairman.PutAsync($"/plans/{plan.Id.Value}/targets", new { total = 22m });

        Assert.Equal(23.5m, set.Body.GetProperty("targetScore").GetDecimal());
        Assert.Equal(21m, set.Body.GetProperty("fieldTargets")[0].GetProperty("points").GetDecimal());
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.Status);
    }

    [Fact]
    public async Task The_score_board_says_which_open_tasks_bring_the_next_rank()
    {
        // Expected 22.5 + 2 × 0.2: the next peer stands at 23.3.
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due, tasks: 2);
        var board = await ABoardAsync(plan, "23,3", "23,3", "30");

        var outlook = (await host.SendAs(plan.Agency.Viewer, new ScoreBoardDetails.Query(board))).Outlook!;

        Assert.Equal(new ScoreBoardDetails.Place(22.5m, 4), outlook.Secured);
        Assert.Equal(new ScoreBoardDetails.Place(22.9m, 4), outlook.Expected);
        Assert.Equal(new ScoreBoardDetails.Place(23.5m, 2), outlook.Ceiling);
        Assert.Equal(0.4m, outlook.Lacking);
        Assert.Equal([1, 2], outlook.Tasks.Select(gain => gain.Task.Number));
        Assert.Equal(0.6m, outlook.Brought);
        Assert.True(outlook.Enough);
    }

    [Fact]
    public async Task Equal_points_are_the_same_rank_and_nothing_lacks_to_them()
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due, tasks: 2);
        var board = await ABoardAsync(plan, "22,9", "30");

        var outlook = (await host.SendAs(plan.Agency.Viewer, new ScoreBoardDetails.Query(board))).Outlook!;

        Assert.Equal(2, outlook.Expected.Rank);
        Assert.Equal(30m, outlook.NextPoints);
        Assert.False(outlook.Enough);
    }

    [Fact]
    public async Task Deductions_nobody_answers_stand_before_the_tasks()
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due, tasks: 2);
        await plan.CancelAsync(1);

        var gains = await host.SendAs(plan.Agency.Chairman, new GainList.Query(plan.Id));

        Assert.Equal(("1.1", 0.5m), (gains.Unanswered.Single().Criterion, gains.Unanswered.Single().Points));
        Assert.Equal([2], gains.Items.Select(item => item.Task.Number));
        Assert.Equal(0.3m, gains.Items[0].PerEffort);
    }

    [Fact]
    public async Task The_spread_adds_up_to_one_and_reaches_from_the_least_to_the_most()
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due, tasks: 2);
        await host.SendAs(plan.Agency.Coordinator, new SetTargets.Command(plan.Id, 23m, []));

        var spread = await host.SendAs(plan.Agency.Viewer, new ProjectionSpread.Query(plan.Id));

        Assert.Equal(1m, spread.Slices.Sum(slice => slice.Probability));
        Assert.Equal((22.5m, 23.5m), (spread.Least, spread.Most));
        Assert.Equal(0.64m, spread.Reaching);
        Assert.Equal(0.64m, spread.Slices.Where(slice => slice.Reaches).Sum(slice => slice.Probability));
        Assert.Equal(1m, spread.Slices[0].OrMore);
    }

    private async Task<ScoreBoardId> ABoardAsync(PlanCase plan, params string[] others)
    {
        var own = (await host.SendAs(plan.Agency.Viewer, new PlanDetails.Query(plan.Id))).Agency;
        var rows = others.Select((points, at) => $"{at + 2}\tUBND huyện Bạn {at + 1}\t{points}").Prepend($"1\t{own}\t22,5");
        var table = $"STT\tĐơn vị\tChỉ số\n{string.Join('\n', rows)}";
        return new ScoreBoardId(await host.SendAs(plan.Agency.Coordinator, new ImportScoreBoard.Command(2023, new UploadedDocument("bang-diem.txt", Encoding.UTF8.GetBytes(table)))));
    }
}
