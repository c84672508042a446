using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Http;
using Workflow.Api.Messaging;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

public sealed class SessionTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    [Fact]
    public async Task Who_is_not_signed_in_gets_nothing_anywhere()
    {
        using var anonymous = host.Anonymous();
        var endpoints = host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<SendsRequest>() is { } sends && !RequestPermission.IsOpen(sends.Request))
            .ToList();
        Assert.True(endpoints.Count > 25);

        foreach (var endpoint in endpoints)
        {
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            var path = System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!["/api/v1".Length..].Replace("{ordinal:int}", "1", StringComparison.Ordinal), "{[^}]+}", Guid.CreateVersion7().ToString());
            var answer = await anonymous.AskAsync(new HttpMethod(method), path, method == "GET" ? null : JsonContent.Create(new { }));
            Assert.True(answer is { Status: HttpStatusCode.Unauthorized, Code: "session.required" }, $"{method} {path}: {answer.Status} {answer.Code}");
        }
    }

    [Fact]
    public async Task The_contract_itself_is_for_those_who_are_signed_in()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var anonymous = host.Anonymous();
        using var viewer = await host.SignIn(agency.People["theodoi.sonoivu"]);

        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Contains("/api/v1/tasks/{taskId}/acceptance", await viewer.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_learns_who_they_are_and_is_forgotten_after_signing_out()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var head = await host.SignIn(agency.People["tuphap"]);

        var me = await head.ReadAsync("/me");
        Assert.Equal(("Giàng A Sử", "Phòng Tư pháp", "UnitHead"), (me.Body.GetProperty("person").GetString(), me.Body.GetProperty("unit").GetProperty("name").GetString(), me.Body.GetProperty("roles")[0].GetString()));

        Assert.Equal(HttpStatusCode.NoContent, (await head.AskAsync(HttpMethod.Delete, "/session", null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await head.ReadAsync("/me")).Status);
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_are_answered_alike()
    {
        var agency = await Given.AnAgencyAsync(host);
        await host.GiveAccountAsync(agency.People["tuphap"]);
        using var client = host.Anonymous();

        var unknown = await client.PostAsync("/session", new { email = "khong-co@ubnd.example", password = WorkflowHost.Password });
        var wrong = await client.PostAsync("/session", new { email = agency.People["tuphap"].Email, password = "sai-mat-khau-roi" });

        Assert.Equal((HttpStatusCode.Unauthorized, "session.wrong"), (unknown.Status, unknown.Code));
        Assert.Equal(unknown.Body.GetRawText(), wrong.Body.GetRawText());
    }

    [Fact]
    public async Task Eight_wrong_passwords_lock_the_account_against_the_right_one_too()
    {
        var agency = await Given.AnAgencyAsync(host);
        var person = agency.People["tuphap"];
        await host.GiveAccountAsync(person);
        using var client = host.Anonymous();
        for (var time = 1; time <= 8; time++)
        {
            await client.PostAsync("/session", new { email = person.Email, password = "sai-mat-khau-roi" });
        }

        var locked = await client.PostAsync("/session", new { email = person.Email, WorkflowHost.Password });

        Assert.Equal((HttpStatusCode.Unauthorized, "session.locked"), (locked.Status, locked.Code));
    }

    [Fact]
    public async Task Who_has_left_is_out_as_soon_as_it_is_asked_again()
    {
        var agency = await Given.AnAgencyAsync(host);
        var person = agency.People["banbo"];
        using var head = await host.SignIn(person);
        await host.ExecuteAsync($"update person set active = false where id = '{person.Id}'");

        Assert.Equal(HttpStatusCode.Forbidden, (await head.ReadAsync("/plans")).Status);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_browser_acting_for_another_site_is_refused(string header, string value)
    {
        using var client = host.Anonymous();

        var refused = await client.AskAsync(HttpMethod.Post, "/session", JsonContent.Create(new { email = "a@b.example", password = "x" }), (header, value));

        Assert.Equal((HttpStatusCode.Forbidden, "request.cross-origin"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task The_sites_own_pages_are_not_refused()
    {
        using var client = host.Anonymous();

        var answer = await client.AskAsync(HttpMethod.Post, "/session", JsonContent.Create(new { email = "a@b.example", password = "x" }), ("Origin", host.Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal("session.wrong", answer.Code);
    }

    [Fact]
    public async Task The_system_says_that_it_lives_and_is_ready()
    {
        using var client = host.Anonymous();

        Assert.Equal("Healthy", await client.GetStringAsync("/healthz/live", TestContext.Current.CancellationToken));
        Assert.Equal("Healthy", await client.GetStringAsync("/healthz/ready", TestContext.Current.CancellationToken));
    }
}
