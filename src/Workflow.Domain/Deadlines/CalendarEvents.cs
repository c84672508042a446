using Workflow.Domain.Organization;

namespace Workflow.Domain.Deadlines;

/// <summary>The calendar of an agency was changed; its former version is kept.</summary>
/// <param name="Note">Why, in the words of who changed it: the number of the announcement.</param>
public sealed record CalendarSaved(AgencyId AgencyId, int Number, int Days, string Note, PersonId? By, DateTimeOffset At) : IDomainEvent;
