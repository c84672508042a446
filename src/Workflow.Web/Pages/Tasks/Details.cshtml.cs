using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Clock;
using Workflow.Api.Features.Activity;
using Workflow.Api.Features.Evidence;
using Workflow.Api.Features.Links;
using Workflow.Api.Features.Organization;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;
using Workflow.Web.Components;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Tasks;

/// <summary>One task as one story, with the acts this person may do now.</summary>
[RequestSizeLimit(UploadLimit.Bytes)]
public sealed class DetailsModel(IMediator mediator, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that was shown.</summary>
    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public string? DeclineReason { get; set; }

    [BindProperty]
    public Guid? ProposedUnitId { get; set; }

    [BindProperty]
    public DateOnly? ProposedDueOn { get; set; }

    [BindProperty]
    public int? Percent { get; set; }

    [BindProperty]
    public decimal? Numerator { get; set; }

    [BindProperty]
    public decimal? Denominator { get; set; }

    [BindProperty]
    public decimal? Figure { get; set; }

    [BindProperty]
    public decimal? BaseFigure { get; set; }

    [BindProperty]
    public DateOnly? IncidentOn { get; set; }

    [BindProperty]
    public string? IncidentNote { get; set; }

    [BindProperty]
    public string? WithdrawReason { get; set; }

    [BindProperty]
    public string? ProgressNote { get; set; }

    [BindProperty]
    public string? EvidenceTitle { get; set; }

    [BindProperty]
    public IFormFile? EvidenceFile { get; set; }

    [BindProperty]
    public string? SubmitNote { get; set; }

    [BindProperty]
    public string? VerifyNote { get; set; }

    [BindProperty]
    public string? ReturnReason { get; set; }

    [BindProperty]
    public string? CancelReason { get; set; }

    [BindProperty]
    public DateOnly? NewDueOn { get; set; }

    [BindProperty]
    public string? ExtensionReason { get; set; }

    /// <summary>The request that is decided.</summary>
    [BindProperty]
    public Guid RequestId { get; set; }

    [BindProperty]
    public bool Approve { get; set; }

    [BindProperty]
    public string? DecisionReason { get; set; }

    [BindProperty]
    public DateOnly? RedateOn { get; set; }

    [BindProperty]
    public DueKind RedateKind { get; set; }

    [BindProperty]
    public string? RedateReason { get; set; }

    [BindProperty]
    public string? SuspendReason { get; set; }

    [BindProperty]
    public string? SuspendBasis { get; set; }

    /// <summary>Shows why the clock is stopped: sent along with the suspension, or later.</summary>
    [BindProperty]
    public IFormFile? SuspendFile { get; set; }

    [BindProperty]
    public string? ResumeNote { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public AssignmentInput Assignment { get; set; } = new();

    public TaskDetails.View View { get; private set; } = null!;

    public TaskItem Task => View.Task;

    public IReadOnlyList<UnitRef> Units { get; private set; } = [];

    /// <summary>The last day to accept or send back has passed.</summary>
    public bool AnswerIsLate { get; private set; }

    /// <summary>The head in whose place this person may act.</summary>
    public string? ActsFor { get; private set; }

    /// <summary>The last time the calendar moved a day of this task, of that kind.</summary>
    public ActivityItem? Moved(string what) =>
        View.History.LastOrDefault(item => item.Kind == "task-moved-with-calendar" && item.Facts.GetValueOrDefault("what") == what);

    /// <summary>The act that was refused, so that its form stands open.</summary>
    public string? Posted { get; private set; }

    /// <summary>What was typed into a form that is no longer offered, because the task has moved on meanwhile.</summary>
    public string? Stranded => string.IsNullOrEmpty(Posted) || May(Posted)
        ? null
        : DeclineReason ?? ProgressNote ?? SubmitNote ?? VerifyNote ?? ReturnReason ?? CancelReason ?? ExtensionReason ?? DecisionReason ?? RedateReason ?? SuspendReason ?? SuspendBasis ?? Question ?? Answer ?? IncidentNote ?? WithdrawReason;

    public bool May(string act) => View.Acts.Contains(act);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Percent = Task.Percent;
        Numerator = Task.Numerator;
        Denominator = Task.Denominator;
        Figure = Task.Figure;
        BaseFigure = Task.BaseFigure;
        Assignment = AssignmentInput.Of(Task);
        (RedateOn, RedateKind) = (Task.DueOn, Task.DueKind);
        return Page();
    }

    public Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellationToken) =>
        Act(new AcceptTask.Command(TaskId, Version), "done.accepted", cancellationToken);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken cancellationToken)
    {
        UnitId? unit = ProposedUnitId is { } id ? new UnitId(id) : null;
        return Act(new DeclineTask.Command(TaskId, Version, DeclineReason ?? "", unit, ProposedDueOn), "done.declined", cancellationToken);
    }

    public Task<IActionResult> OnPostProgressAsync(CancellationToken cancellationToken) =>
        Act(new ReportProgress.Command(TaskId, Version, Percent, Numerator, Denominator, ProgressNote, Figure, BaseFigure), "done.progress", cancellationToken);

    public async Task<IActionResult> OnPostEvidenceAsync(CancellationToken cancellationToken)
    {
        if (EvidenceFile is null)
        {
            ModelState.AddModelError(nameof(EvidenceFile), text["evidence.choose"]);
        }

        return ModelState.IsValid
            ? await Act(
                new AttachEvidence.Command(TaskId, EvidenceTitle ?? "", EvidenceFile!.FileName, await EvidenceFile.ReadAsync(cancellationToken), Version),
                "done.evidence",
                cancellationToken)
            : await ShowAgainAsync(cancellationToken);
    }

    public Task<IActionResult> OnPostSubmitAsync(CancellationToken cancellationToken) =>
        Act(new SubmitTask.Command(TaskId, Version, SubmitNote), "done.submitted", cancellationToken);

    public Task<IActionResult> OnPostVerifyAsync(CancellationToken cancellationToken) =>
        Act(new VerifyTask.Command(TaskId, Version, VerifyNote), "done.verified", cancellationToken);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken cancellationToken) =>
        Act(new ReturnTask.Command(TaskId, Version, ReturnReason ?? ""), "done.returned", cancellationToken);

    public Task<IActionResult> OnPostCancelAsync(CancellationToken cancellationToken) =>
        Act(new CancelTask.Command(TaskId, Version, CancelReason ?? ""), "done.cancelled", cancellationToken);

    public async Task<IActionResult> OnPostIncidentAsync(CancellationToken cancellationToken) => IncidentOn is { } on
        ? await Act(new RecordIncident.Command(TaskId, Version, on, IncidentNote ?? ""), "done.incident", cancellationToken)
        : await NoDayAsync(cancellationToken);

    public Task<IActionResult> OnPostWithdrawAsync(Guid incident, CancellationToken cancellationToken) =>
        Act(new WithdrawIncident.Command(TaskId, new IncidentId(incident), Version, WithdrawReason ?? ""), "done.incidentWithdrawn", cancellationToken);

    public Task<IActionResult> OnPostAssignAsync(CancellationToken cancellationToken) =>
        Act(Assignment.ToCommand(TaskId, Version), "done.assigned", cancellationToken);

    public Task<IActionResult> OnPostExtensionAsync(CancellationToken cancellationToken) =>
        Act(new AskForExtension.Command(TaskId, Version, NewDueOn, ExtensionReason ?? ""), "done.extensionAsked", cancellationToken);

    public Task<IActionResult> OnPostDecisionAsync(CancellationToken cancellationToken) =>
        Act(new DecideExtension.Command(new ExtensionRequestId(RequestId), Approve, DecisionReason), Approve ? "done.extensionGranted" : "done.extensionRefused", cancellationToken);

    public Task<IActionResult> OnPostRedateAsync(CancellationToken cancellationToken) =>
        Act(new RedateTask.Command(TaskId, Version, RedateOn, RedateKind, RedateReason ?? ""), "done.redated", cancellationToken);

    public async Task<IActionResult> OnPostSuspendAsync(CancellationToken cancellationToken)
    {
        var file = SuspendFile is null ? null : new NewFile(SuspendBasis, SuspendFile.FileName, await SuspendFile.ReadAsync(cancellationToken));
        return await Act(new SuspendTask.Command(TaskId, Version, SuspendReason ?? "", SuspendBasis, file), "done.suspended", cancellationToken);
    }

    public async Task<IActionResult> OnPostDocumentAsync(CancellationToken cancellationToken)
    {
        if (SuspendFile is null)
        {
            ModelState.AddModelError(nameof(SuspendFile), text["evidence.choose"]);
            return await ShowAgainAsync(cancellationToken);
        }

        var file = new NewFile(null, SuspendFile.FileName, await SuspendFile.ReadAsync(cancellationToken));
        return await Act(new DocumentSuspension.Command(TaskId, file, Version), "done.suspensionDocumented", cancellationToken);
    }

    public async Task<IActionResult> OnPostRevokeLinksAsync(CancellationToken cancellationToken)
    {
        TempData["Done"] = text["done.ownLinksRevoked", await mediator.Send(new RevokeOwnLinks.Command(Id), cancellationToken)].Value;
        return RedirectToPage(new { Id });
    }

    public Task<IActionResult> OnPostResumeAsync(CancellationToken cancellationToken) =>
        Act(new ResumeTask.Command(TaskId, Version, ResumeNote), "done.resumed", cancellationToken);

    public Task<IActionResult> OnPostQuestionAsync(CancellationToken cancellationToken) =>
        Act(new AskToExplain.Command(TaskId, Version, Question), "done.explanationAsked", cancellationToken);

    public Task<IActionResult> OnPostExplanationAsync(CancellationToken cancellationToken) =>
        Act(new ExplainTask.Command(TaskId, Version, Answer ?? ""), "done.explained", cancellationToken);

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Posted = RouteData.Values["handler"] as string ?? Request.Query["handler"].ToString().ToLowerInvariant();
        if (Posted != TaskActs.Assign)
        {
            Assignment = AssignmentInput.Of(Task);
        }

        if (Posted != TaskActs.Redate)
        {
            (RedateOn, RedateKind) = (Task.DueOn, Task.DueKind);
        }

        if (Posted != TaskActs.Progress)
        {
            (Percent, Numerator, Denominator, Figure, BaseFigure) = (Task.Percent, Task.Numerator, Task.Denominator, Task.Figure, Task.BaseFigure);
        }

        return Page();
    }

    private async Task<IActionResult> NoDayAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            ModelState.AddModelError(nameof(IncidentOn), text["incident.day"]);
        }

        return await ShowAgainAsync(cancellationToken);
    }

    private RemediationTaskId TaskId => new(Id);

    private async Task<IActionResult> Act<TAnswer>(IRequest<TAnswer> command, string done, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(command, cancellationToken);
        TempData["Done"] = text[done].Value;
        return RedirectToPage(new { Id });
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        View = await mediator.Send(new TaskDetails.Query(TaskId), cancellationToken);
        Units = await mediator.UnitsAsync(cancellationToken);
        ActsFor = (await mediator.Send(new DelegationList.Query(), cancellationToken)).Received.FirstOrDefault(delegation => delegation.Holds)?.Head;
        var clock = await mediator.Send(new CurrentClock.Query(), cancellationToken);
        AnswerIsLate = View.AcceptBy < DateOnly.FromDateTime(clock.Now.DateTime);
    }
}
