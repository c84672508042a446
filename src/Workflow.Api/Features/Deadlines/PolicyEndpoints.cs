using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Http;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Deadlines;

internal static class PolicyEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/deadline-policy", Details).Sends<PolicyDetails.Query>();
        api.MapPost("/deadline-policy/preview", Preview).Sends<PreviewPolicy.Query>();
        api.MapPut("/deadline-policy", Save).Sends<SavePolicy.Command>();
        api.MapPost("/deadline-policy/withdrawal/preview", PreviewWithdrawal).Sends<PreviewPolicy.Query>();
        api.MapPost("/deadline-policy/withdrawal", Withdraw).Sends<WithdrawPolicy.Command>();
    }

    internal sealed record WithdrawalBody(Guid? PlanId, TaskKind? Kind, int SeenEdition = 0, int? SeenSteps = null)
    {
        public PolicyScope Scope => ScopeOf(PlanId, Kind);
    }

    internal sealed record PolicyBody(DeadlinePolicy? Policy, Guid? PlanId, TaskKind? Kind, int SeenEdition = 0, int? SeenSteps = null)
    {
        public PolicyScope Scope => ScopeOf(PlanId, Kind);

        public DeadlinePolicy Terms => Policy ?? throw new BadHttpRequestException("'policy' is missing.");
    }

    private static async Task<Ok<PolicyDetails.View>> Details(IMediator mediator, CancellationToken cancellationToken, Guid? planId = null, TaskKind? kind = null) =>
        TypedResults.Ok(await mediator.Send(new PolicyDetails.Query(ScopeOf(planId, kind)), cancellationToken));

    private static async Task<Ok<PreviewPolicy.View>> Preview(PolicyBody body, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new PreviewPolicy.Query(body.Scope, body.Terms), cancellationToken));

    private static async Task<Ok<SavePolicy.Done>> Save(PolicyBody body, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new SavePolicy.Command(body.Scope, body.Terms, body.SeenEdition, body.SeenSteps), cancellationToken));

    private static async Task<Ok<PreviewPolicy.View>> PreviewWithdrawal(WithdrawalBody body, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new PreviewPolicy.Query(body.Scope, null), cancellationToken));

    private static async Task<Ok<SavePolicy.Done>> Withdraw(WithdrawalBody body, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new WithdrawPolicy.Command(body.Scope, body.SeenEdition, body.SeenSteps), cancellationToken));

    private static PolicyScope ScopeOf(Guid? plan, TaskKind? kind) => new(plan is { } id ? new PlanId(id) : null, kind);
}
