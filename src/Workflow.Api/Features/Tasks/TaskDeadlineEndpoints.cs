using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Features.Evidence;
using Workflow.Api.Http;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Tasks;
using static Workflow.Api.Features.Tasks.TaskEndpoints;

namespace Workflow.Api.Features.Tasks;

/// <summary>The acts that move the deadline of a task, or ask about it.</summary>
internal static class TaskDeadlineEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/tasks/{taskId:guid}/extension-requests", AskForMoreTime).Sends<AskForExtension.Command>();
        api.MapGet("/extension-requests/{requestId:guid}", Details).Sends<ExtensionDetails.Query>();
        api.MapPost("/extension-requests/{requestId:guid}/decision", Decide).Sends<DecideExtension.Command>();
        api.MapPut("/tasks/{taskId:guid}/deadline", Redate).Sends<RedateTask.Command>();
        api.MapPost("/tasks/{taskId:guid}/suspension", Suspend).Sends<SuspendTask.Command>();
        api.MapPost("/tasks/{taskId:guid}/suspension/documents", Document).Sends<DocumentSuspension.Command>().DisableAntiforgery();
        api.MapPost("/tasks/{taskId:guid}/resumption", Resume).Sends<ResumeTask.Command>();
        api.MapPost("/tasks/{taskId:guid}/explanation-requests", Ask).Sends<AskToExplain.Command>();
        api.MapPost("/tasks/{taskId:guid}/explanation", Explain).Sends<ExplainTask.Command>();
    }

    internal sealed record ExtensionBody(uint Version, DateOnly? NewDueOn, string? Reason);

    internal sealed record DecisionBody(bool Approve, string? Reason);

    internal sealed record DeadlineBody(uint Version, DateOnly? DueOn, string? Reason, DueKind DueKind = DueKind.OnOrBefore);

    internal sealed record SuspensionBody(uint Version, string? Reason, string? Basis);

    internal sealed record QuestionBody(uint Version, string? Question);

    internal sealed record AnswerBody(uint Version, string? Answer);

    private static async Task<Created<ExtensionItem>> AskForMoreTime(Guid taskId, ExtensionBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        var id = await mediator.Send(new AskForExtension.Command(new RemediationTaskId(taskId), body.Version, body.NewDueOn, body.Reason ?? ""), cancellationToken);
        return TypedResults.Created($"/api/v1/extension-requests/{id}", await mediator.Send(new ExtensionDetails.Query(new ExtensionRequestId(id)), cancellationToken));
    }

    private static async Task<Ok<ExtensionItem>> Details(Guid requestId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new ExtensionDetails.Query(new ExtensionRequestId(requestId)), cancellationToken));

    private static Task<Ok<TaskBody>> Decide(Guid requestId, DecisionBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new DecideExtension.Command(new ExtensionRequestId(requestId), body.Approve, body.Reason), mediator, cancellationToken);

    private static Task<Ok<TaskBody>> Redate(Guid taskId, DeadlineBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new RedateTask.Command(new RemediationTaskId(taskId), body.Version, body.DueOn, body.DueKind, body.Reason ?? ""), mediator, cancellationToken);

    private static Task<Ok<TaskBody>> Suspend(Guid taskId, SuspensionBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new SuspendTask.Command(new RemediationTaskId(taskId), body.Version, body.Reason ?? "", body.Basis), mediator, cancellationToken);

    private static async Task<Created<EvidenceRef>> Document(
        Guid taskId, IFormFile file, [Microsoft.AspNetCore.Mvc.FromForm] string? title, IMediator mediator, CancellationToken cancellationToken)
    {
        var content = await Uploads.ReadAsync(file, EvidenceItem.MaxSize, cancellationToken);
        var attached = await mediator.Send(new DocumentSuspension.Command(new RemediationTaskId(taskId), new NewFile(title, file.FileName, content)), cancellationToken);
        return TypedResults.Created($"/api/v1/evidence/{attached.Id}/content", attached);
    }

    private static Task<Ok<TaskBody>> Resume(Guid taskId, NoteBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new ResumeTask.Command(new RemediationTaskId(taskId), body.Version, body.Note), mediator, cancellationToken);

    private static Task<Ok<TaskBody>> Ask(Guid taskId, QuestionBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new AskToExplain.Command(new RemediationTaskId(taskId), body.Version, body.Question), mediator, cancellationToken);

    private static Task<Ok<TaskBody>> Explain(Guid taskId, AnswerBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new ExplainTask.Command(new RemediationTaskId(taskId), body.Version, body.Answer ?? ""), mediator, cancellationToken);
}
