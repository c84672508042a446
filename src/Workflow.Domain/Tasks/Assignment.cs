using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;

namespace Workflow.Domain.Tasks;

/// <summary>Who does a task until when: one lead (chủ trì), any number of coordinating units (phối hợp), a deadline.</summary>
/// <param name="Due">Null only for a standing duty.</param>
public sealed record Assignment(UnitId? LeadUnitId, IReadOnlyCollection<UnitId> CoordinatingUnitIds, DueDate? Due);
