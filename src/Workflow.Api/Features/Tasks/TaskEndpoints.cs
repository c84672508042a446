using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Features.Activity;
using Workflow.Api.Features.Evidence;
using Workflow.Api.Features.Links;
using Workflow.Api.Http;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

internal static class TaskEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/plans/{planId:guid}/tasks", List).Sends<TaskList.Query>();
        api.MapGet("/tasks/{taskId:guid}", Details).Sends<TaskDetails.Query>();
        api.MapPut("/tasks/{taskId:guid}/assignment", Assign).Sends<AssignTask.Command>();
        api.MapPost("/tasks/{taskId:guid}/acceptance", Accept).Sends<AcceptTask.Command>();
        api.MapPost("/tasks/{taskId:guid}/declination", Decline).Sends<DeclineTask.Command>();
        api.MapPost("/tasks/{taskId:guid}/progress", Report).Sends<ReportProgress.Command>();
        api.MapPost("/tasks/{taskId:guid}/evidence", Attach).Sends<AttachEvidence.Command>().DisableAntiforgery();
        api.MapGet("/evidence/{evidenceId:guid}/content", Download).Sends<EvidenceFile.Query>();
        api.MapPost("/tasks/{taskId:guid}/submission", Submit).Sends<SubmitTask.Command>();
        api.MapPost("/tasks/{taskId:guid}/verification", Verify).Sends<VerifyTask.Command>();
        api.MapPost("/tasks/{taskId:guid}/return", Return).Sends<ReturnTask.Command>();
        api.MapPost("/tasks/{taskId:guid}/link-revocation", async (Guid taskId, IMediator mediator, CancellationToken token) =>
            TypedResults.Ok(new RevokedBody(await mediator.Send(new RevokeLinks.Command(new RemediationTaskId(taskId)), token)))).Sends<RevokeLinks.Command>();
        api.MapPost("/tasks/{taskId:guid}/own-link-revocation", async (Guid taskId, IMediator mediator, CancellationToken token) =>
            TypedResults.Ok(new RevokedBody(await mediator.Send(new RevokeOwnLinks.Command(taskId), token)))).Sends<RevokeOwnLinks.Command>();
        api.MapPost("/tasks/{taskId:guid}/cancellation", Cancel).Sends<CancelTask.Command>();
        api.MapPost("/tasks/{taskId:guid}/incidents", Incident).Sends<RecordIncident.Command>();
        api.MapPost("/tasks/{taskId:guid}/incidents/{incidentId:guid}/withdrawal", Withdraw).Sends<WithdrawIncident.Command>();
        TaskDeadlineEndpoints.Map(api);
    }

    /// <summary>A task with its story, flat as the contract shows it.</summary>
    internal sealed record TaskBody(
        Guid Id,
        uint Version,
        Guid PlanId,
        int Number,
        string Title,
        TaskKind Kind,
        RemediationTaskState State,
        Timeliness Timeliness,
        int? WorkingDaysLeft,
        UnitRef? LeadUnit,
        IReadOnlyList<UnitRef> CoordinatingUnits,
        DateOnly? DueOn,
        DueKind DueKind,
        DateOnly? OriginalDueOn,
        int? Percent,
        decimal? Numerator,
        decimal? Denominator,
        decimal? Target,
        decimal Points,
        decimal Likelihood,
        IReadOnlyList<DeductionRef> Deductions,
        IReadOnlyList<TaskReason> Reasons,
        IReadOnlyList<EvidenceRef> Evidence,
        IReadOnlyList<ActivityItem> History,
        IReadOnlyList<string> Acts,
        IReadOnlyList<string> Missing,
        NextStep? Next,
        StateNote Note,
        DateOnly? AcceptBy,
        DateTimeOffset? SubmittedAt,
        DateTimeOffset? CompletedAt,
        IReadOnlyList<DeadlineItem> Deadlines,
        IReadOnlyList<ExtensionItem> Extensions,
        SuspensionNote? Suspension,
        IReadOnlyList<ExplanationItem> Explanations,
        DateOnly? ExplainBy,
        IReadOnlyList<UpcomingStep> Upcoming,
        decimal? Figure,
        decimal? BaseFigure,
        IReadOnlyList<string> LikelihoodBecause,
        IReadOnlyList<string> NextTier,
        IReadOnlyList<IncidentView> Incidents,
        IReadOnlyList<EvidenceRef> SuspensionDocuments,
        DateOnly? LastWorkingDay,
        DateOnly? AnswerRestsOn)
    {
        public static TaskBody Of(TaskDetails.View view)
        {
            var task = view.Task;
            return new TaskBody(
                task.Id, task.Version, task.PlanId, task.Number, task.Title, task.Kind, task.State, task.Timeliness, task.WorkingDaysLeft, task.LeadUnit,
                task.CoordinatingUnits, task.DueOn, task.DueKind, task.OriginalDueOn, task.Percent, task.Numerator, task.Denominator, task.Target, task.Points,
                task.Likelihood, task.Deductions, view.Reasons, view.Evidence, view.History, view.Acts, view.Missing, view.Next, view.Note, view.AcceptBy,
                view.SubmittedAt, view.CompletedAt, view.Deadline.Versions, view.Deadline.Extensions, view.Deadline.Suspension, view.Deadline.Explanations,
                view.Deadline.ExplainBy, view.Deadline.Upcoming,
                task.Figure, task.BaseFigure, view.LikelihoodBecause, view.NextTier, view.Incidents, view.SuspensionDocuments, view.LastWorkingDay,
                view.AnswerRestsOn);
        }
    }

    internal sealed record AssignmentBody(uint Version, Guid? LeadUnitId, IReadOnlyList<Guid>? CoordinatingUnitIds, DateOnly? DueOn, DueKind DueKind = DueKind.OnOrBefore);

    internal sealed record VersionBody(uint Version);

    internal sealed record DeclinationBody(uint Version, string? Reason, Guid? ProposedUnitId, DateOnly? ProposedDueOn);

    internal sealed record ProgressBody(uint Version, int? Percent, decimal? Numerator, decimal? Denominator, string? Note, decimal? Figure, decimal? BaseFigure);

    internal sealed record IncidentBody(uint Version, DateOnly? On, string? Note);

    /// <param name="Links">How many links in mails lead nowhere now.</param>
    internal sealed record RevokedBody(int Links);

    internal sealed record NoteBody(uint Version, string? Note);

    internal sealed record ReasonBody(uint Version, string? Reason);

    private static async Task<Ok<Page<TaskItem>>> List(
        Guid planId, IMediator mediator, CancellationToken cancellationToken, Guid? unit = null, string? state = null, string? timeliness = null, string? kind = null,
        string? q = null, int page = 1, int pageSize = 50) =>
        TypedResults.Ok(await mediator.Send(
            new TaskList.Query(
                new PlanId(planId), IdOf(unit), Word<RemediationTaskState>(state), Word<Timeliness>(timeliness), Word<TaskKind>(kind), q, AllUnits: false, page, pageSize),
            cancellationToken));

    private static Task<Ok<TaskBody>> Details(Guid taskId, IMediator mediator, CancellationToken cancellationToken) => Show(taskId, mediator, cancellationToken);

    private static Task<Ok<TaskBody>> Assign(Guid taskId, AssignmentBody body, IMediator mediator, CancellationToken cancellationToken) => Act(
        new AssignTask.Command(
            new RemediationTaskId(taskId), body.Version, IdOf(body.LeadUnitId), [.. (body.CoordinatingUnitIds ?? []).Select(id => new UnitId(id))], body.DueOn, body.DueKind),
        mediator,
        cancellationToken);

    private static Task<Ok<TaskBody>> Accept(Guid taskId, VersionBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new AcceptTask.Command(new RemediationTaskId(taskId), body.Version), mediator, cancellationToken);

    private static Task<Ok<TaskBody>> Decline(Guid taskId, DeclinationBody body, IMediator mediator, CancellationToken cancellationToken) => Act(
        new DeclineTask.Command(new RemediationTaskId(taskId), body.Version, body.Reason ?? "", IdOf(body.ProposedUnitId), body.ProposedDueOn), mediator, cancellationToken);

    private static Task<Ok<TaskBody>> Report(Guid taskId, ProgressBody body, IMediator mediator, CancellationToken cancellationToken) => Act(
        new ReportProgress.Command(new RemediationTaskId(taskId), body.Version, body.Percent, body.Numerator, body.Denominator, body.Note, body.Figure, body.BaseFigure), mediator, cancellationToken);

    private static async Task<Created<EvidenceRef>> Attach(
        Guid taskId, IFormFile file, [Microsoft.AspNetCore.Mvc.FromForm] string? title, IMediator mediator, CancellationToken cancellationToken)
    {
        var attached = await mediator.Send(
            new AttachEvidence.Command(new RemediationTaskId(taskId), title ?? "", file.FileName, await Uploads.ReadAsync(file, EvidenceItem.MaxSize, cancellationToken)), cancellationToken);
        return TypedResults.Created($"/api/v1/evidence/{attached.Id}/content", attached);
    }

    private static async Task<FileContentHttpResult> Download(Guid evidenceId, IMediator mediator, CancellationToken cancellationToken)
    {
        var file = await mediator.Send(new EvidenceFile.Query(new EvidenceId(evidenceId)), cancellationToken);
        return TypedResults.File(file.Content, file.MediaType, file.FileName);
    }

    private static Task<Ok<TaskBody>> Submit(Guid taskId, NoteBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new SubmitTask.Command(new RemediationTaskId(taskId), body.Version, body.Note), mediator, cancellationToken);

    private static Task<Ok<TaskBody>> Verify(Guid taskId, NoteBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new VerifyTask.Command(new RemediationTaskId(taskId), body.Version, body.Note), mediator, cancellationToken);

    private static Task<Ok<TaskBody>> Return(Guid taskId, ReasonBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new ReturnTask.Command(new RemediationTaskId(taskId), body.Version, body.Reason ?? ""), mediator, cancellationToken);

    private static Task<Ok<TaskBody>> Cancel(Guid taskId, ReasonBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new CancelTask.Command(new RemediationTaskId(taskId), body.Version, body.Reason ?? ""), mediator, cancellationToken);

    private static Task<Ok<TaskBody>> Incident(Guid taskId, IncidentBody body, IMediator mediator, CancellationToken cancellationToken) => Act(
        new RecordIncident.Command(new RemediationTaskId(taskId), body.Version, body.On ?? throw new BadHttpRequestException("The day is missing."), body.Note ?? ""),
        mediator,
        cancellationToken);

    private static Task<Ok<TaskBody>> Withdraw(Guid taskId, Guid incidentId, ReasonBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new WithdrawIncident.Command(new RemediationTaskId(taskId), new IncidentId(incidentId), body.Version, body.Reason ?? ""), mediator, cancellationToken);

    /// <summary>An act is answered with the task as it is now.</summary>
    internal static async Task<Ok<TaskBody>> Act(IRequest<TaskActed> command, IMediator mediator, CancellationToken cancellationToken) =>
        await Show((await mediator.Send(command, cancellationToken)).TaskId, mediator, cancellationToken);

    private static async Task<Ok<TaskBody>> Show(Guid taskId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(TaskBody.Of(await mediator.Send(new TaskDetails.Query(new RemediationTaskId(taskId)), cancellationToken)));

    private static UnitId? IdOf(Guid? unit) => unit is { } id ? new UnitId(id) : null;

    private static T? Word<T>(string? text) where T : struct, Enum =>
        string.IsNullOrEmpty(text) ? null : Enum.TryParse<T>(text, ignoreCase: true, out var word) ? word : throw new BadHttpRequestException($"'{text}' is no {typeof(T).Name}.");
}
