using System.Net;
using System.Text;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

public sealed class AnalysisTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    [Fact]
    public async Task What_cannot_be_read_is_refused_and_nothing_of_it_is_kept()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "file.wrong-kind"), Both(await coordinator.UploadAsync("/analyses", "x.exe", [77, 90, 0, 1, 2, 3])));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "analysis.no-score-table"), Both(await coordinator.PostAsync("/analyses", new { text = "Báo cáo không có bảng điểm nào cả." })));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "file.too-large"), Both(await coordinator.UploadAsync("/analyses", "x.txt", new byte[(20 * 1024 * 1024) + 1])));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await coordinator.UploadAsync("/analyses", "x.txt", [])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await coordinator.AskAsync(HttpMethod.Post, "/analyses", new StringContent("{", Encoding.UTF8, "application/json"))).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await coordinator.AskAsync(HttpMethod.Post, "/analyses", new StringContent("x", Encoding.UTF8, "text/plain"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await coordinator.AskAsync(HttpMethod.Post, "/analyses", new MultipartFormDataContent { { new StringContent("x"), "other" } })).Status);

        Assert.Equal(0, (await coordinator.ReadAsync("/analyses")).Body.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_file_of_a_form_larger_than_the_server_takes_is_too_large_as_well()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[31 * 1024 * 1024]), "file", "x.txt" } };

        // The server may hang up on such a body before it is sent: either way nothing is kept.
        try
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await coordinator.AskAsync(HttpMethod.Post, "/analyses", form)).Status);
        }
        catch (HttpRequestException)
        {
        }

        Assert.Equal(0, (await coordinator.ReadAsync("/analyses")).Body.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Pasted_text_is_read_like_a_file()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);

        var read = await coordinator.PostAsync("/analyses", new { text = Given.AShortReport(deductions: 2) });

        Assert.Equal((HttpStatusCode.Created, 2), (read.Status, read.Body.GetProperty("deductions").GetArrayLength()));
        Assert.Equal("read", read.Body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Of_two_corrections_of_what_was_seen_the_second_is_told_to_look_again()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var read = await coordinator.PostAsync("/analyses", new { text = Given.AShortReport(deductions: 2) });

        var first = await coordinator.PatchAsync($"/analyses/{read.Id}/deductions/1", new { points = 1, version = read.Version });
        var second = await coordinator.PatchAsync($"/analyses/{read.Id}/deductions/1", new { points = 2, version = read.Version });

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, second.Status);
    }

    [Fact]
    public async Task A_row_that_is_not_there_and_points_that_cannot_be_are_refused()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var read = await coordinator.PostAsync("/analyses", new { text = Given.AShortReport(deductions: 1) });

        Assert.Equal((HttpStatusCode.NotFound, "analysis.no-such-deduction"), Both(await coordinator.PatchAsync($"/analyses/{read.Id}/deductions/2", new { points = 1 })));
        Assert.Equal((HttpStatusCode.Conflict, "analysis.points-out-of-range"), Both(await coordinator.PatchAsync($"/analyses/{read.Id}/deductions/1", new { points = -1 })));
    }

    private static (HttpStatusCode Status, string? Code) Both(Answer answer) => (answer.Status, answer.Code);
}
