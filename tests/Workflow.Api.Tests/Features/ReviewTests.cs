using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Analyses;
using Workflow.Api.Features.Organization;
using Workflow.Api.Features.Plans;
using Workflow.Domain;
using Workflow.Domain.Analyses;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

public sealed class ReviewTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    [Fact]
    public async Task The_view_tells_what_is_unsure_unread_and_proposed()
    {
        var (_, coordinator, view) = await UnderReviewAsync();

        Assert.Equal("no-code", view.Body.GetProperty("deductions")[2].GetProperty("doubts")[0].GetProperty("why").GetString());
        Assert.Equal(8, view.Body.GetProperty("deductions")[0].GetProperty("lateReports")[0].GetProperty("daysLate").GetInt32());
        Assert.Equal(38_512_000, view.Body.GetProperty("deductions")[3].GetProperty("money")[0].GetProperty("dong").GetDecimal());
        Assert.Equal("497/KL-TTr", view.Body.GetProperty("deductions")[1].GetProperty("cited")[0].GetProperty("number").GetString());
        Assert.Equal("1.1", view.Body.GetProperty("criteria")[0].GetProperty("code").GetString());
        Assert.Equal(Wording.Of("unread.no-points"), view.Body.GetProperty("unread")[0].GetProperty("message").GetString());
        Assert.Equal([2, 3], Ordinals(view.Body.GetProperty("rootCauses")[0].GetProperty("deductions")));
        Assert.Equal("2024-09-30", view.Body.GetProperty("directives")[0].GetProperty("dueOn").GetString());
        Assert.Equal((5, 0, 2, 1), Progress(view));
        Assert.Equal(JsonValueKind.Null, view.Body.GetProperty("lastAct").ValueKind);
        coordinator.Dispose();
    }

    [Fact]
    public async Task Every_act_is_done_seen_told_and_undone_in_reverse_order()
    {
        var (agency, coordinator, begin) = await UnderReviewAsync();
        var at = $"/analyses/{begin.Id}";
        List<Answer> seen = [begin];
        await Act(version => coordinator.PostAsync($"{at}/deductions/3/acceptance", new { version }));
        await Act(version => coordinator.PatchAsync($"{at}/deductions/1", new { points = 0.75, field = 2, version }));
        await Act(version => coordinator.PostAsync($"{at}/deductions", new { passage = 1, points = 0.3, version }), HttpStatusCode.Created);
        await Act(version => coordinator.PostAsync($"{at}/merge", new { ordinals = new[] { 2, 3 }, version }));
        await Act(version => coordinator.PostAsync($"{at}/deductions/4/split", new { parts = new object[] { new { points = 0.5, reason = "giải ngân chậm" }, new { points = 1.5 } }, version }));
        await Act(version => coordinator.AskAsync(HttpMethod.Delete, $"{at}/deductions/5?version={version}&reason=nhắc%20lại", null));
        await Act(version => coordinator.PostAsync($"{at}/root-causes/1/decision", new { confirmed = true, version }));

        var end = seen[^1];
        Assert.Equal([1, 6, 7, 8, 9], Ordinals(end.Body.GetProperty("deductions"), "ordinal"));
        Assert.Equal([2, 3, 4, 5], Ordinals(end.Body.GetProperty("removed"), "ordinal"));
        Assert.Equal([7], Ordinals(end.Body.GetProperty("rootCauses")[0].GetProperty("deductions")));
        Assert.Equal(2, end.Body.GetProperty("deductions")[2].GetProperty("places").GetArrayLength());
        Assert.Equal(6, end.Body.GetProperty("unread")[0].GetProperty("row").GetInt32());
        Assert.True(end.Body.GetProperty("rootCauses")[0].GetProperty("confirmed").GetBoolean());
        Assert.Equal(seen.Count, seen.Select(answer => answer.Version).Distinct().Count());

        for (var step = seen.Count - 1; step > 0; step--)
        {
            var undone = await coordinator.PostAsync($"{at}/undo", new { version = (await coordinator.ReadAsync(at)).Version });
            Assert.Equal(HttpStatusCode.OK, undone.Status);
            Assert.Equal(What(seen[step - 1]), What(undone));
        }

        Assert.Equal((HttpStatusCode.Conflict, "analysis.nothing-to-undo"), Both(await coordinator.PostAsync($"{at}/undo")));
        var history = await host.SendAs(agency.Coordinator, new Api.Features.Activity.ActivityLog.Query(begin.Id));
        Assert.Equal(
            ["deduction-accepted", "deduction-added", "deduction-corrected", "deduction-removed", "deduction-split", "deductions-merged", "review-act-undone", "root-cause-confirmed"],
            history.Items.Select(item => item.Kind).Where(kind => kind != "analysis-uploaded").Distinct().Order(StringComparer.Ordinal));
        coordinator.Dispose();

        async Task Act(Func<uint, Task<Answer>> act, HttpStatusCode expected = HttpStatusCode.OK)
        {
            var answer = await act(seen[^1].Version);
            Assert.Equal(expected, answer.Status);
            seen.Add(answer);
        }
    }

    [Fact]
    public async Task A_passage_is_dismissed_with_its_reason_kept()
    {
        var (_, coordinator, view) = await UnderReviewAsync();

        var dismissed = await coordinator.PostAsync($"/analyses/{view.Id}/unread/1/dismissal", new { reason = "đã tính ở khoản 2", version = view.Version });

        Assert.Equal("đã tính ở khoản 2", dismissed.Body.GetProperty("unread")[0].GetProperty("reason").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "analysis.passage-decided"), Both(await coordinator.PostAsync($"/analyses/{view.Id}/unread/1/dismissal")));
        Assert.Equal((HttpStatusCode.NotFound, "analysis.no-such-passage"), Both(await coordinator.PostAsync($"/analyses/{view.Id}/unread/2/dismissal")));
        coordinator.Dispose();
    }

    [Fact]
    public async Task Parts_that_do_not_add_up_are_refused_in_figures_of_the_language()
    {
        var (_, coordinator, view) = await UnderReviewAsync();

        var refused = await coordinator.PostAsync($"/analyses/{view.Id}/deductions/2/split", new { parts = new[] { new { points = 0.5 }, new { points = 0.25 } } });

        Assert.Equal((HttpStatusCode.Conflict, "analysis.parts-differ"), Both(refused));
        Assert.Contains("0,75 điểm, nhưng khoản này bị trừ 1 điểm", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        coordinator.Dispose();
    }

    [Fact]
    public async Task A_sentence_that_is_not_in_the_report_is_refused_and_one_that_is_gives_what_it_says()
    {
        var (_, coordinator, view) = await UnderReviewAsync();
        var at = $"/analyses/{view.Id}/deductions";

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "analysis.not-in-text"), Both(await coordinator.PostAsync(at, new { sentence = "Câu này không có trong báo cáo." })));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "analysis.not-in-text"), Both(await coordinator.PostAsync(at, new { source = new { start = 0, length = 999_999 } })));
        Assert.Equal((HttpStatusCode.Conflict, "analysis.points-out-of-range"), Both(await coordinator.PostAsync(at, new { sentence = AReviewedReport.Missed })));

        var added = await coordinator.PostAsync(at, new { sentence = "Tiêu chí 2.2.  Tự chủ\n(trừ 0,75 điểm) do chưa giao tự chủ.", units = new[] { "Phòng Nội vụ" } });
        Assert.Equal(HttpStatusCode.Created, added.Status);
        var row = added.Body.GetProperty("deductions").EnumerateArray().Last();
        Assert.Equal((2, "2.2", 0.75m, "chưa giao tự chủ."), (
            row.GetProperty("field").GetInt32(), row.GetProperty("criterion").GetString(), row.GetProperty("points").GetDecimal(), row.GetProperty("reason").GetString()));
        Assert.Equal("Phòng Nội vụ", row.GetProperty("units")[0].GetString());
        coordinator.Dispose();
    }

    [Fact]
    public async Task Two_people_cannot_overwrite_each_other_whatever_they_do()
    {
        var (_, coordinator, view) = await UnderReviewAsync();
        var at = $"/analyses/{view.Id}";
        await coordinator.PostAsync($"{at}/deductions/3/acceptance", new { version = view.Version });

        foreach (var stale in new[]
        {
            await coordinator.PostAsync($"{at}/deductions/4/acceptance", new { version = view.Version }),
            await coordinator.PatchAsync($"{at}/deductions/4", new { points = 1, version = view.Version }),
            await coordinator.PostAsync($"{at}/deductions", new { passage = 1, points = 1, version = view.Version }),
            await coordinator.PostAsync($"{at}/merge", new { ordinals = new[] { 1, 2 }, version = view.Version }),
            await coordinator.PostAsync($"{at}/deductions/4/split", new { parts = new[] { new { points = 1 }, new { points = 1 } }, version = view.Version }),
            await coordinator.AskAsync(HttpMethod.Delete, $"{at}/deductions/4?version={view.Version}", null),
            await coordinator.PostAsync($"{at}/unread/1/dismissal", new { version = view.Version }),
            await coordinator.PostAsync($"{at}/root-causes/1/decision", new { confirmed = true, version = view.Version }),
            await coordinator.PostAsync($"{at}/undo", new { version = view.Version }),
        })
        {
            Assert.Equal((HttpStatusCode.PreconditionFailed, "request.changed-since-seen"), Both(stale));
        }

        coordinator.Dispose();
    }

    [Fact]
    public async Task Two_acts_at_once_leave_one_of_them()
    {
        var (agency, coordinator, view) = await UnderReviewAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(row =>
            coordinator.PostAsync($"/analyses/{view.Id}/deductions/{row}/acceptance", new { version = view.Version })));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
        Assert.Equal(1, await host.SeeAsync(agency.Id, db => db.Deductions.CountAsync(row => row.AcceptedBy != null)));
        coordinator.Dispose();
    }

    [Fact]
    public async Task The_same_key_does_an_act_once()
    {
        var (agency, coordinator, view) = await UnderReviewAsync();
        var key = Guid.CreateVersion7().ToString();

        for (var time = 0; time < 2; time++)
        {
            var answer = await coordinator.AskAsync(
                HttpMethod.Post, $"/analyses/{view.Id}/deductions", System.Net.Http.Json.JsonContent.Create(new { passage = 1, points = 0.3 }), ("Idempotency-Key", key));
            Assert.Equal((HttpStatusCode.Created, 6), (answer.Status, answer.Body.GetProperty("deductions").GetArrayLength()));
        }

        Assert.Equal(6, await host.SeeAsync(agency.Id, db => db.Deductions.CountAsync()));
        coordinator.Dispose();
    }

    [Theory]
    [InlineData("chutich")]
    [InlineData("theodoi.sonoivu")]
    [InlineData("tuphap")]
    [InlineData("quantri")]
    public async Task Only_the_coordinator_reviews(string mailbox)
    {
        var agency = await Given.AnAgencyAsync(host);
        var id = await AReviewedReport.SaveAsync(host, agency);
        using var person = await host.SignIn(agency.People[mailbox]);

        foreach (var path in new[] { "deductions", "deductions/1/acceptance", "deductions/1/split", "merge", "undo", "unread/1/dismissal", "root-causes/1/decision", "confirmation" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await person.PostAsync($"/analyses/{id}/{path}")).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await person.AskAsync(HttpMethod.Delete, $"/analyses/{id}/deductions/1", null)).Status);
    }

    [Fact]
    public async Task A_program_confirms_in_one_call_a_page_has_to_say_that_doubts_were_seen()
    {
        var (agency, coordinator, view) = await UnderReviewAsync();
        var id = new AnalysisId(view.Id);

        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => host.SendAs(agency.Coordinator, new ConfirmAnalysis.Command(id)));
        Assert.Equal([AnalysisRules.DoubtsAreLookedAt], refused.Rules);

        var confirmed = await coordinator.AskAsync(HttpMethod.Post, $"/analyses/{id}/confirmation", null);
        Assert.Equal((HttpStatusCode.OK, "confirmed"), (confirmed.Status, confirmed.Body.GetProperty("state").GetString()));
        Assert.Equal((HttpStatusCode.Conflict, "analysis.confirmed"), Both(await coordinator.PostAsync($"/analyses/{id}/undo")));
        coordinator.Dispose();
    }

    [Fact]
    public async Task A_plan_takes_the_rows_that_stand_and_no_other()
    {
        var (agency, coordinator, view) = await UnderReviewAsync();
        var at = $"/analyses/{view.Id}";
        await coordinator.PostAsync($"{at}/merge", new { ordinals = new[] { 2, 3 } });
        await coordinator.AskAsync(HttpMethod.Delete, $"{at}/deductions/5", null);
        await coordinator.PostAsync($"{at}/confirmation");

        var plan = new Domain.Plans.PlanId(await host.SendAs(agency.Coordinator, new DraftPlan.Command(new AnalysisId(view.Id), 2024)));

        var tasks = await host.SendAs(agency.Coordinator, new DraftTasks.Query(plan));
        Assert.Equal([1, 4, 6], tasks.SelectMany(task => task.Task.Deductions).Select(share => share.Ordinal).Order());
        Assert.Equal(3.75m, tasks.SelectMany(task => task.Task.Deductions).Sum(share => share.Points));
        var item = Assert.Single(await host.SendAs(agency.Coordinator, new AnalysisList.Query()));
        Assert.Equal((3, 3.75m), (item.Deductions, item.Points));
        coordinator.Dispose();
    }

    [Fact]
    public async Task A_name_is_given_to_a_unit_once_and_never_to_one_outside_the_agency()
    {
        var (agency, coordinator, view) = await UnderReviewAsync();
        var unit = agency.Unit("Phòng Tư pháp");
        var matches = view.Body.GetProperty("unitMatches").EnumerateArray().ToDictionary(match => match.GetProperty("name").GetString()!);
        Assert.Equal("Phòng Tư pháp", matches["Phòng Tư pháp"].GetProperty("unit").GetString());
        Assert.Equal("own", matches["Ban quản lý chợ Mẫu Sơn"].GetProperty("standing").GetString());
        Assert.Equal("outside", matches["Sở Tài chính"].GetProperty("standing").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await coordinator.PostAsync($"/units/{unit}/names", new { name = "Ban quản lý chợ Mẫu Sơn" })).Status);
        Assert.Equal("unit.name-taken", (await coordinator.PostAsync($"/units/{unit}/names", new { name = "Ban quản lý chợ Mẫu Sơn" })).Code);
        Assert.Equal("unit.not-of-agency", (await coordinator.PostAsync($"/units/{unit}/names", new { name = "UBND tỉnh Lai Châu" })).Code);
        Assert.Equal("unit.not-of-agency", (await coordinator.PostAsync($"/units/{unit}/names", new { name = "Sở Tài chính" })).Code);
        Assert.Contains((await host.SendAs(agency.Coordinator, new UnitList.Query())), item => item.OtherNames.Contains("Ban quản lý chợ Mẫu Sơn"));
        coordinator.Dispose();
    }

    private async Task<(AgencyCase Agency, HttpClient Coordinator, Answer View)> UnderReviewAsync()
    {
        var agency = await Given.AnAgencyAsync(host);
        var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        return (agency, coordinator, await coordinator.ReadAsync($"/analyses/{await AReviewedReport.SaveAsync(host, agency)}"));
    }

    /// <summary>Everything of a view that an act changes and undoing brings back.</summary>
    private static string What(Answer view) => string.Join(
        '\n', new[] { "deductions", "removed", "unread", "rootCauses", "progress", "fields" }.Select(part => view.Body.GetProperty(part).GetRawText()));

    private static IEnumerable<int> Ordinals(JsonElement list) => list.EnumerateArray().Select(item => item.GetInt32());

    private static IEnumerable<int> Ordinals(JsonElement list, string property) => list.EnumerateArray().Select(item => item.GetProperty(property).GetInt32());

    private static (int Rows, int Reviewed, int Unsure, int Unread) Progress(Answer view)
    {
        var progress = view.Body.GetProperty("progress");
        return (
            progress.GetProperty("rows").GetInt32(), progress.GetProperty("reviewed").GetInt32(), progress.GetProperty("unsure").GetInt32(), progress.GetProperty("unread").GetInt32());
    }

    private static (HttpStatusCode Status, string? Code) Both(Answer answer) => (answer.Status, answer.Code);
}
