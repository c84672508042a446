using System.Net;
using System.Text.Json;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

public sealed class ClockTests
{
    [Fact]
    public async Task On_a_test_clock_the_administrator_moves_time_and_lets_what_is_due_happen()
    {
        await using var host = await WorkflowHost.StartAsync(adjustable: true);
        var agency = await Given.AnAgencyAsync(host);
        using var administrator = await host.SignIn(agency.People["quantri"]);
        var now = new DateTimeOffset(2031, 3, 3, 8, 0, 0, TimeSpan.FromHours(7));
        Assert.Equal(HttpStatusCode.OK, (await administrator.PutAsync("/clock", new { now })).Status);
        await Given.APlanOfAsync(host, agency, new DateOnly(2031, 12, 19));

        Assert.Equal(HttpStatusCode.OK, (await administrator.PutAsync("/clock", new { now = now.AddDays(2) })).Status);
        var clock = (await administrator.ReadAsync("/clock")).Body;
        var swept = (await administrator.PostAsync("/clock/sweep")).Body;

        Assert.True(clock.GetProperty("adjustable").GetBoolean());
        Assert.Equal(new DateOnly(2031, 3, 5), DateOnly.FromDateTime(clock.GetProperty("now").GetDateTimeOffset().DateTime));
        Assert.Equal((1, 1, 2), (Count(swept, "timersFired"), Count(swept, "digestsWritten"), Count(swept, "mailsSent")));
        Assert.Equal(2, host.Post.Messages.Count);
    }

    [Fact]
    public async Task Anywhere_else_the_clock_cannot_be_moved()
    {
        await using var host = await WorkflowHost.StartAsync();
        var agency = await Given.AnAgencyAsync(host);
        using var administrator = await host.SignIn(agency.People["quantri"]);

        Assert.Equal((HttpStatusCode.Conflict, "clock.not-adjustable"), Both(await administrator.PutAsync("/clock", new { now = WorkflowHost.Begin })));
        Assert.Equal((HttpStatusCode.Conflict, "clock.not-adjustable"), Both(await administrator.PostAsync("/clock/sweep")));
        Assert.False((await administrator.ReadAsync("/clock")).Body.GetProperty("adjustable").GetBoolean());
    }

    private static int Count(JsonElement swept, string what) => swept.GetProperty(what).GetInt32();

    private static (HttpStatusCode Status, string? Code) Both(Answer answer) => (answer.Status, answer.Code);
}
