using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Features.Organization;
using Workflow.Testing;
using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class FirstRunPageTests
{
    private static readonly (string Name, string Value)[] Typed =
    [
        ("AgencyName", "UBND huyện Sìn Hồ"), ("FullName", "Lý A Páo"), ("Email", "quantri@sinho.example"),
        ("Password", "mot-cau-dai-de-nho"), ("PasswordAgain", "mot-cau-dai-de-nho"),
    ];

    [Fact]
    public async Task The_holder_of_the_link_sets_the_system_up_once_and_fills_it()
    {
        await using var host = await WorkflowHost.StartWithPagesAsync();
        var reader = new Reader(host.Anonymous());

        var signIn = await reader.SendAsync(await reader.OpenAsync(Link(host)), "", Typed);
        Assert.Equal("/sign-in", signIn.Address);
        Assert.Contains("Đã thiết lập xong", signIn.Done, StringComparison.Ordinal);

        var home = await reader.SendAsync(signIn, "", ("Email", "quantri@sinho.example"), ("Password", "mot-cau-dai-de-nho"));
        Assert.Equal("/organization", home.Address);
        Assert.Contains("UBND huyện Sìn Hồ", home.Html.QuerySelector(".agency")!.TextContent, StringComparison.Ordinal);

        var again = new Reader(host.Anonymous());
        var refused = await again.SendAsync(await again.OpenAsync(Link(host)), "", Typed);
        Assert.Contains("Hệ thống đã được thiết lập", refused.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_link_and_a_short_password_are_said_and_nothing_typed_is_lost()
    {
        await using var host = await WorkflowHost.StartWithPagesAsync();
        var reader = new Reader(host.Anonymous());

        var wrong = await reader.SendAsync(await reader.OpenAsync("/first-run?token=0123"), "", Typed);
        var bare = await reader.SendAsync(await reader.OpenAsync("/first-run"), "", Typed);
        var brief = await reader.SendAsync(
            await reader.OpenAsync(Link(host)), "", [.. Typed.Where(field => !field.Name.StartsWith("Password", StringComparison.Ordinal)), ("Password", "ngan"), ("PasswordAgain", "ngan")]);
        var differing = await reader.SendAsync(await reader.OpenAsync(Link(host)), "", [.. Typed.SkipLast(1), ("PasswordAgain", "mot-cau-khac-han")]);

        Assert.Contains("Đường dẫn thiết lập không đúng", wrong.Refusal, StringComparison.Ordinal);
        Assert.Contains("Đường dẫn thiết lập không đúng", bare.Refusal, StringComparison.Ordinal);
        Assert.Contains("ít nhất 12 ký tự", brief.Html.QuerySelector("#Password-error")!.TextContent, StringComparison.Ordinal);
        Assert.NotEqual("", differing.Html.QuerySelector("#PasswordAgain-error")!.TextContent);
        Assert.All([wrong, bare, brief, differing], sheet => Assert.Equal(
            ("UBND huyện Sìn Hồ", "Lý A Páo", "quantri@sinho.example"), (sheet.Value("AgencyName"), sheet.Value("FullName"), sheet.Value("Email"))));
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);

        var mended = await reader.SendAsync(brief, "", ("Password", "mot-cau-dai-de-nho"), ("PasswordAgain", "mot-cau-dai-de-nho"));
        Assert.Equal("/sign-in", mended.Address);
    }

    private static string Link(WorkflowHost host) => $"/first-run?token={host.Services.GetRequiredService<FirstRunToken>().Value}";
}
