using Workflow.Api.Features.Tasks;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;

namespace Workflow.Web.Pages.Reports;

/// <summary>A form that asks which unit owes a report, until when, and by which day it counts.</summary>
public interface IAskForADeadline
{
    Guid? UnitId { get; }

    DateOnly? DueOn { get; }

    DueKind DueKind { get; }

    CountsBy CountsBy { get; }

    IReadOnlyList<UnitRef> Units { get; }
}
