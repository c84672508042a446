using MediatR;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Features.Links;
using Workflow.Api.Features.Organization;
using Workflow.Api.Http;
using Workflow.Api.Messaging;
using Workflow.Api.Security;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Architecture;

public sealed class RequestTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    private static readonly Type[] Requests = [.. typeof(WorkflowApplication).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, IsInterface: false } && AnswerOf(type) is not null)];

    private static readonly string[] WithoutARequest =
        ["/healthz/live", "/healthz/ready", "/openapi/{documentName}.json"];

    [Fact]
    public void There_are_requests_to_look_at() => Assert.True(Requests.Length > 25);

    [Fact]
    public void Every_request_needs_a_permission_that_somebody_holds_or_is_open() => Assert.All(Requests, request =>
    {
        var needed = RequestPermission.Of(request);
        Assert.True(needed is not null ^ RequestPermission.IsOpen(request), $"{request} declares neither a permission nor that it is open, or both.");
        Assert.True(needed is null || Permissions.HeldBy(needed.Value).Count > 0, $"{request} needs {needed}, which nobody holds.");
    });

    [Fact]
    public void Only_signing_in_and_out_the_first_set_up_and_what_a_secret_of_256_bits_opens_are_open_to_anyone() => Assert.Equal(
        [typeof(AcknowledgeReminder.Command), typeof(CalendarFeed.Query), typeof(LinkDetails.Query), typeof(SetUpAgency.Command), typeof(SignIn.Command), typeof(SignOut.Command)],
        Requests.Where(RequestPermission.IsOpen).OrderBy(type => type.FullName));

    [Fact]
    public void Every_request_has_exactly_one_handler()
    {
        using var scope = host.Services.CreateScope();
        Assert.All(Requests, request =>
        {
            var handlers = scope.ServiceProvider.GetServices(typeof(IRequestHandler<,>).MakeGenericType(request, AnswerOf(request)!));
            Assert.Single(handlers);
        });
    }

    [Fact]
    public void Every_endpoint_sends_a_request_or_is_known_to_need_none() => Assert.Equal(
        WithoutARequest,
        host.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<SendsRequest>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText)
            .Distinct()
            .Order(StringComparer.Ordinal));

    private static Type? AnswerOf(Type request) => request.GetInterfaces()
        .FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequest<>))?.GetGenericArguments()[0];
}
