using System.Net;
using System.Text;
using System.Text.Json;
using Workflow.Api.Tests.Documents;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

/// <summary>From the report to a secured point, as a program of another system would do it.</summary>
public sealed class JourneyTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    private static readonly byte[] Proof = Encoding.UTF8.GetBytes("Danh sách 46 thủ tục đã có giao dịch thanh toán trực tuyến.");

    [Theory]
    [InlineData("txt")]
    [InlineData("docx")]
    [InlineData("pdf")]
    public Task The_reference_report_goes_all_the_way(string form) => LiveThroughAsync(ReferenceReport.PathOf(form));

    [Fact]
    public Task The_sample_report_goes_all_the_way() => LiveThroughAsync(Given.SampleFile);

    private async Task LiveThroughAsync(string report)
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var analysis = await ReadAndConfirmAsync(coordinator, report);
        var plan = await DraftAsync(coordinator, analysis);
        await PublishAsync(coordinator, agency, plan);
        await WinBackAsync(coordinator, agency, plan);
    }

    private static async Task<Guid> ReadAndConfirmAsync(HttpClient coordinator, string report)
    {
        var uploaded = await coordinator.UploadAsync("/analyses", Path.GetFileName(report), await File.ReadAllBytesAsync(report, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Created, uploaded.Status);
        Assert.Equal($"/api/v1/analyses/{uploaded.Id}", uploaded.Headers.Location?.OriginalString);
        var view = await coordinator.ReadAsync($"/analyses/{uploaded.Id}");
        Assert.Equal(8, view.Body.GetProperty("fields").GetArrayLength());
        Assert.Equal(16, view.Body.GetProperty("deductions").GetArrayLength());
        Assert.Equal(21.8809m, Sum(view.Body, "fields", "lost"));
        Assert.Equal(12.78m, Sum(view.Body, "fields", "explained"));
        Assert.Equal(9.1009m, Sum(view.Body, "fields", "remainder"));

        var early = await coordinator.PostAsync("/plans", new { analysisId = uploaded.Id, targetYear = 2024 });
        Assert.Equal((HttpStatusCode.Conflict, "plan.analysis-not-confirmed"), (early.Status, early.Code));

        var corrected = (await coordinator.PatchAsync($"/analyses/{uploaded.Id}/deductions/1", new { points = 0.6m })).Body.GetProperty("deductions")[0];
        Assert.Equal((0.6m, 0.5m, true), (corrected.GetProperty("points").GetDecimal(), corrected.GetProperty("original").GetProperty("points").GetDecimal(), corrected.GetProperty("corrected").GetBoolean()));
        await coordinator.PatchAsync($"/analyses/{uploaded.Id}/deductions/1", new { points = 0.5m });

        var confirmed = await coordinator.PostAsync($"/analyses/{uploaded.Id}/confirmation");
        Assert.Equal("confirmed", confirmed.Body.GetProperty("state").GetString());
        Assert.Equal("analysis.confirmed", (await coordinator.PatchAsync($"/analyses/{uploaded.Id}/deductions/1", new { points = 1 })).Code);
        return uploaded.Id;
    }

    private static async Task<Guid> DraftAsync(HttpClient coordinator, Guid analysis)
    {
        var plan = await coordinator.PostAsync("/plans", new { analysisId = analysis, targetYear = 2024, targetScore = 85 });
        Assert.Equal(HttpStatusCode.Created, plan.Status);
        Assert.Equal("plan.already-there", (await coordinator.PostAsync("/plans", new { analysisId = analysis, targetYear = 2024 })).Code);

        var score = plan.Body.GetProperty("projection");
        Assert.Equal(
            (78.1191m, 78.1191m, 90.8991m),
            (score.GetProperty("base").GetDecimal(), score.GetProperty("secured").GetDecimal(), score.GetProperty("ceiling").GetDecimal()));
        var tasks = await coordinator.ReadAsync($"/plans/{plan.Id}/tasks");
        Assert.Equal(18, tasks.Body.GetProperty("total").GetInt32());
        Assert.Equal(12.78m, Sum(tasks.Body, "items", "points"));
        Assert.Equal(16, tasks.Body.GetProperty("items").EnumerateArray().SelectMany(task => task.GetProperty("deductions").EnumerateArray()).Select(one => one.GetProperty("ordinal").GetInt32()).Distinct().Count());
        return plan.Id;
    }

    private async Task PublishAsync(HttpClient coordinator, AgencyCase agency, Guid plan)
    {
        foreach (var task in await ItemsAsync(coordinator, $"/plans/{plan}/tasks"))
        {
            if (task.GetProperty("leadUnit").ValueKind is JsonValueKind.Null)
            {
                Assert.Contains("plan.task-without-lead", (await coordinator.ReadAsync($"/plans/{plan}/publication")).Body.GetProperty("against").EnumerateArray().Select(code => code.GetString()));
                var assigned = await coordinator.PutAsync(
                    $"/tasks/{task.GetProperty("id").GetGuid()}/assignment",
                    new { version = task.GetProperty("version").GetUInt32(), leadUnitId = agency.Unit("Phòng Nội vụ").Value, coordinatingUnitIds = Array.Empty<Guid>(), dueOn = "2024-12-01", dueKind = "before" });
                Assert.Equal(("Draft", "before"), (assigned.Body.GetProperty("state").GetString(), assigned.Body.GetProperty("dueKind").GetString()));
            }
        }

        var preview = await coordinator.ReadAsync($"/plans/{plan}/publication");
        Assert.Empty(preview.Body.GetProperty("against").EnumerateArray());
        var expected = preview.Body.GetProperty("mails").EnumerateArray().Select(mail => mail.GetProperty("email").GetString()).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(expected.Distinct(), expected);
        Assert.Equal(18, preview.Body.GetProperty("mails").EnumerateArray().Sum(mail => mail.GetProperty("tasks").GetInt32()));
        var before = host.Post.Messages.Count;

        var published = await coordinator.PostAsync($"/plans/{plan}/publication");
        await host.SweepAsync();

        Assert.Equal((18, expected.Count), (published.Body.GetProperty("tasks").GetInt32(), published.Body.GetProperty("mails").GetInt32()));
        Assert.Equal(expected, host.Post.Messages.Skip(before).SelectMany(message => message.EnvelopeTo).Order(StringComparer.Ordinal));
        Assert.Equal("plan.already-published", (await coordinator.PostAsync($"/plans/{plan}/publication")).Code);
        Assert.All(await ItemsAsync(coordinator, $"/plans/{plan}/tasks"), task => Assert.Equal("Assigned", task.GetProperty("state").GetString()));
    }

    private async Task WinBackAsync(HttpClient coordinator, AgencyCase agency, Guid plan)
    {
        var task = (await ItemsAsync(coordinator, $"/plans/{plan}/tasks?kind=indicator"))
            .Single(task => task.GetProperty("deductions").EnumerateArray().Any(one => one.GetProperty("criterion").GetString() == "7.3.6"));
        var path = $"/tasks/{task.GetProperty("id").GetGuid()}";
        var unit = new Domain.Organization.UnitId(task.GetProperty("leadUnit").GetProperty("id").GetGuid());
        using var head = await host.SignIn(agency.HeadOf(unit));
        var before = host.Post.Messages.Count;

        var shown = await head.ReadAsync(path);
        Assert.Equal(["accept", "decline"], shown.Body.GetProperty("acts").EnumerateArray().Select(act => act.GetString()));
        var accepted = await head.PostAsync($"{path}/acceptance", new { version = shown.Version });
        Assert.Equal("Accepted", accepted.Body.GetProperty("state").GetString());

        var refused = await head.PostAsync($"{path}/submission", new { version = accepted.Version });
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(["task.evidence-missing", "task.figures-missing"], refused.Codes.Order(StringComparer.Ordinal));

        var reported = await head.PostAsync($"{path}/progress", new { version = accepted.Version, numerator = 46, denominator = 46 });
        Assert.Equal("InProgress", reported.Body.GetProperty("state").GetString());
        var attached = await head.UploadAsync($"{path}/evidence", "danh-sach.txt", Proof, "Danh sách thủ tục");
        Assert.Equal(HttpStatusCode.Created, attached.Status);
        Assert.Equal(Proof, await head.GetByteArrayAsync($"/api/v1/evidence/{attached.Id}/content", TestContext.Current.CancellationToken));
        var submitted = await head.PostAsync($"{path}/submission", new { version = (await head.ReadAsync(path)).Version });
        Assert.Equal("Submitted", submitted.Body.GetProperty("state").GetString());

        Assert.Equal(HttpStatusCode.Forbidden, (await head.PostAsync($"{path}/verification", new { version = submitted.Version })).Status);
        Assert.Equal(78.1191m, await SecuredAsync(coordinator, plan));
        var verified = await coordinator.PostAsync($"{path}/verification", new { version = submitted.Version });

        Assert.Equal("Completed", verified.Body.GetProperty("state").GetString());
        Assert.Equal(78.8991m, await SecuredAsync(coordinator, plan));
        var cells = (await coordinator.ReadAsync($"/plans/{plan}")).Body.GetProperty("cells");
        Assert.Equal((1, 17), (cells.GetProperty("completedOnTime").GetInt32(), cells.GetProperty("openOnTime").GetInt32()));
        await host.SweepAsync();
        Assert.Equal(new[] { agency.HeadOf(unit).Email, agency.People["thuongtruc.cchc"].Email }.Order(StringComparer.Ordinal), host.Post.Messages.Skip(before).SelectMany(message => message.EnvelopeTo).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["task-assigned", "task-accepted", "task-progress-reported", "evidence-attached", "task-submitted", "task-verified"],
            (await coordinator.ReadAsync(path)).Body.GetProperty("history").EnumerateArray().Select(line => line.GetProperty("kind").GetString()));
    }

    private static async Task<decimal> SecuredAsync(HttpClient client, Guid plan)
    {
        var projection = (await client.ReadAsync($"/plans/{plan}/projection")).Body;
        Assert.Equal(projection.GetProperty("secured").GetDecimal(), Sum(projection, "fields", "secured"));
        return projection.GetProperty("secured").GetDecimal();
    }

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient client, string path) => [.. (await client.ReadAsync(path)).Body.GetProperty("items").EnumerateArray()];

    private static decimal Sum(JsonElement body, string list, string number) => body.GetProperty(list).EnumerateArray().Sum(item => item.GetProperty(number).GetDecimal());
}
