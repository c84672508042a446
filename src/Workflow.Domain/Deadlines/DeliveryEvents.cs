using Workflow.Domain.Organization;

namespace Workflow.Domain.Deadlines;

/// <summary>A person said what becomes of mails that were held because nobody knew whether they had arrived.</summary>
/// <param name="MailId">Null decided every held mail.</param>
/// <param name="Recipient">Whom the one mail was to.</param>
/// <param name="SentAgain">They go out again; otherwise they did arrive.</param>
public sealed record HeldMailDecided(AgencyId AgencyId, Guid? MailId, string? Recipient, int Mails, bool SentAgain, PersonId? By, DateTimeOffset At) : IDomainEvent;
