using Workflow.Api.Features.Tasks;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;

namespace Workflow.Web.Components;

/// <summary>What a coordinator says when making a unit responsible.</summary>
public sealed class AssignmentInput
{
    public Guid? LeadUnitId { get; set; }

    public List<Guid> CoordinatingUnitIds { get; set; } = [];

    public DateOnly? DueOn { get; set; }

    public DueKind DueKind { get; set; }

    public static AssignmentInput Of(TaskItem task) => new()
    {
        LeadUnitId = task.LeadUnit?.Id,
        CoordinatingUnitIds = [.. task.CoordinatingUnits.Select(unit => unit.Id)],
        DueOn = task.DueOn,
        DueKind = task.DueKind,
    };

    public AssignTask.Command ToCommand(RemediationTaskId task, uint seenVersion) => new(
        task,
        seenVersion,
        LeadUnitId is { } lead ? new UnitId(lead) : null,
        [.. CoordinatingUnitIds.Select(UnitId.From)],
        DueOn,
        DueKind);
}

/// <summary>The fields of an assignment, in a form of a page.</summary>
/// <param name="Prefix">Under which the page binds its input.</param>
public sealed record AssignmentFields(string Prefix, AssignmentInput Input, IReadOnlyList<UnitRef> Units);
