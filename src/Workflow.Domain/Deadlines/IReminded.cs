using Workflow.Domain.Organization;

namespace Workflow.Domain.Deadlines;

/// <summary>A thing with a deadline that people are reminded of: a task, or the occurrence of a report.</summary>
public interface IReminded
{
    AgencyId AgencyId { get; }

    /// <summary>Its id, whatever it is.</summary>
    Guid SubjectId { get; }

    /// <summary>The unit whose head is reminded.</summary>
    UnitId? ResponsibleUnitId { get; }

    /// <summary>Counts every change of the deadline; timers and reminders name the one they belong to.</summary>
    int DeadlineVersion { get; }

    /// <summary>Whether a step of the ladder still concerns anybody: not once the deadline has changed or the thing is done.</summary>
    bool Concerns(Rung rung, int deadlineVersion);

    /// <summary>The steps that belong to it as it stands, from a moment on.</summary>
    IReadOnlyList<LadderStep> Steps(DateTimeOffset from, WorkCalendar calendar, DeadlinePolicy policy);

    /// <summary>A step has come: notes what follows from it, and says whether it still concerns anybody.</summary>
    bool Reach(Rung rung, int deadlineVersion, DeadlinePolicy policy, DateTimeOffset now);

    /// <summary>The step that follows a step which has come; null where none does.</summary>
    LadderStep? StepAfter(LadderStep came, int deadlineVersion, WorkCalendar calendar, DeadlinePolicy policy);
}
