using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;

namespace Workflow.Domain.Reports;

/// <summary>What a report obligation says: to whom, who answers for it, when, and by which day it counts.</summary>
/// <param name="DueOn">The first deadline; what comes every year comes back on its day and month.</param>
/// <param name="Criterion">The criterion whose points a late report costs, like 1.2.1.</param>
/// <param name="Request">Number of the công văn that asks for it.</param>
/// <param name="RequestIssuer">The body that signed it.</param>
/// <param name="RequestedOn">The day it bears.</param>
public sealed record ObligationTerms(
    string Name, string Recipient, UnitId UnitId, ReportRecurrence Recurrence, DateOnly DueOn, DueKind DueKind, CountsBy CountsBy = CountsBy.Received,
    string? Criterion = null, string? Request = null, string? RequestIssuer = null, DateOnly? RequestedOn = null);

/// <summary>
/// A report the agency owes somebody (nghĩa vụ báo cáo), every year or once. What is in fact written, sent and received are
/// its occurrences, one a period.
/// </summary>
public sealed class ReportObligation : Aggregate
{
    private const int Forever = 9999;

    private ReportObligation()
    {
    }

    public required ReportObligationId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The body that wants the report (nơi nhận), as documents name it.</summary>
    public required string Recipient { get; init; }

    public UnitId UnitId { get; private set; }

    public required ReportRecurrence Recurrence { get; init; }

    /// <summary>The first deadline; what comes every year comes back on its day and month.</summary>
    public DateOnly DueOn { get; private set; }

    public DueKind DueKind { get; private set; }

    public CountsBy CountsBy { get; private set; }

    public string? Criterion { get; init; }

    public string? Request { get; init; }

    public string? RequestIssuer { get; init; }

    public DateOnly? RequestedOn { get; init; }

    /// <summary>The key in the catalogue it was taken from; null where somebody wrote it.</summary>
    public string? Standard { get; init; }

    /// <summary>Somebody has said that the deadline is right; those of the catalogue are proposals.</summary>
    public bool DueConfirmed { get; private set; }

    /// <summary>Occurrences exist up to this year and need not be looked for.</summary>
    public int OpenedThrough { get; private set; }

    /// <summary>The last day for whose deadlines a report is owed; null while it goes on.</summary>
    public DateOnly? EndedOn { get; private set; }

    public string? EndReason { get; private set; }

    public static Ruling MayBeKeptBy(Actor actor) =>
        actor.Is(Role.Coordinator) ? Ruling.Allow() : Ruling.Refuse(ReportRules.OnlyTheCoordinatorKeepsObligations);

    public static ReportObligation Add(ObligationTerms terms, Actor actor, DateTimeOffset now, WorkCalendar calendar, string? standard = null)
    {
        MayBeKeptBy(actor).Enforce();
        Check(terms, calendar.DayOf(now)).Enforce();
        var obligation = new ReportObligation
        {
            Id = ReportObligationId.New(),
            AgencyId = actor.AgencyId,
            Name = terms.Name.Trim(),
            Recipient = terms.Recipient.Trim(),
            UnitId = terms.UnitId,
            Recurrence = terms.Recurrence,
            DueOn = terms.DueOn,
            DueKind = terms.DueKind,
            CountsBy = terms.CountsBy,
            Criterion = Trimmed(terms.Criterion),
            Request = Trimmed(terms.Request),
            RequestIssuer = Trimmed(terms.RequestIssuer),
            RequestedOn = terms.RequestedOn,
            Standard = standard,
            DueConfirmed = standard is null,
        };
        obligation.Raise(new ReportObligationAdded(obligation.Id, obligation.AgencyId, obligation.Name, obligation.Recipient, actor.PersonId, now));
        return obligation;
    }

    /// <summary>Sets the deadline, the unit and the day that counts anew, and so confirms a proposed deadline. Its open occurrences follow.</summary>
    public void Revise(DueDate due, UnitId unit, CountsBy countsBy, Actor actor, DateTimeOffset now)
    {
        MayBeKeptBy(actor).Enforce();
        RefuseIfEnded();
        var (formerDue, formerUnit) = (new DueDate(DueOn, DueKind), UnitId);
        (DueOn, DueKind, UnitId, CountsBy, DueConfirmed) = (due.On, due.Kind, unit, countsBy, true);
        Raise(new ReportObligationRevised(Id, AgencyId, formerDue, due, formerUnit, unit, actor.PersonId, now));
    }

    /// <summary>It is owed no more after a day; what is due later is not opened, and what is open is dealt with apart.</summary>
    public void End(DateOnly on, string? reason, Actor actor, DateTimeOffset now)
    {
        MayBeKeptBy(actor).Enforce();
        RefuseIfEnded();
        var said = Trimmed(reason) ?? throw new RuleBrokenException(ReportRules.EndingNeedsAReason);
        (EndedOn, EndReason) = (on, said);
        if (on.Year <= OpenedThrough)
        {
            OpenedThrough = Forever;
        }

        Raise(new ReportObligationEnded(Id, AgencyId, on, said, actor.PersonId, now));
    }

    /// <summary>
    /// The deadlines of this year and the next that still lie ahead and were not opened yet; from now on they count as opened.
    /// What was due before anybody kept the obligation here is nobody's to be reminded of.
    /// </summary>
    public IReadOnlyList<DueDate> Open(DateOnly today)
    {
        var (from, through) = Recurrence.ComesEveryYear() ? (Math.Max(today.Year, DueOn.Year), today.Year + 1) : (DueOn.Year, DueOn.Year);
        from = Math.Max(from, OpenedThrough + 1);
        OpenedThrough = Recurrence.ComesEveryYear() ? Math.Max(through, OpenedThrough) : Forever;
        return [.. Enumerable.Range(from, Math.Max(0, through - from + 1)).Select(DueIn).Where(due => due.LastGoodDay >= today && due.On <= (EndedOn ?? DateOnly.MaxValue))];
    }

    /// <summary>The deadline in a year, or the only one.</summary>
    public DueDate DueIn(int year) => Recurrence.ComesEveryYear()
        ? new DueDate(new DateOnly(year, DueOn.Month, Math.Min(DueOn.Day, DateTime.DaysInMonth(year, DueOn.Month))), DueKind)
        : new DueDate(DueOn, DueKind);

    private void RefuseIfEnded()
    {
        if (EndedOn is not null)
        {
            throw new RuleBrokenException(ReportRules.AnEndedObligationStaysAsItIs);
        }
    }

    private static Ruling Check(ObligationTerms terms, DateOnly today)
    {
        List<Rule> broken = [];
        if (string.IsNullOrWhiteSpace(terms.Name))
        {
            broken.Add(ReportRules.AnObligationHasAName);
        }

        if (string.IsNullOrWhiteSpace(terms.Recipient))
        {
            broken.Add(ReportRules.AnObligationHasARecipient);
        }

        if (terms.Recurrence is ReportRecurrence.OnRequest && string.IsNullOrWhiteSpace(terms.Request))
        {
            broken.Add(ReportRules.ARequestIsNamed);
        }

        if (terms.RequestedOn > today || terms.RequestedOn > terms.DueOn)
        {
            broken.Add(ReportRules.ARequestComesBeforeItsDeadline);
        }

        if (!terms.Recurrence.ComesEveryYear() && new DueDate(terms.DueOn, terms.DueKind).LastGoodDay < today)
        {
            broken.Add(ReportRules.TheDeadlineLiesAhead);
        }

        return Ruling.From(broken);
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
