using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;

namespace Workflow.Domain.Reports;

/// <summary>
/// One period's report of an obligation (kỳ báo cáo): signed, sent and received on three days. It closes only on the day that
/// counts, never on its signature. The ladder of reminders runs to the day it has to leave.
/// </summary>
public sealed class ReportOccurrence : Aggregate, IReminded
{
    private ReportOccurrence()
    {
    }

    public required ReportOccurrenceId Id { get; init; }

    public required ReportObligationId ObligationId { get; init; }

    /// <summary>The year in which it was due when it was opened; with the obligation it names the period.</summary>
    public required int Year { get; init; }

    /// <summary>The first day whose facts it tells of; null where no window of data is set.</summary>
    public DateOnly? DataFrom { get; init; }

    public DateOnly? DataTo { get; init; }

    public UnitId UnitId { get; private set; }

    public DateOnly DueOn { get; private set; }

    public DueKind DueKind { get; private set; }

    /// <summary>The last day on which it is in time; follows from the deadline.</summary>
    public DateOnly LastGoodDay { get; private set; }

    public CountsBy CountsBy { get; private set; }

    /// <summary>Days the way to the recipient is reckoned to take.</summary>
    public int Transit { get; private set; }

    /// <summary>The last working day to send it so that it is there in time (gửi chậm nhất).</summary>
    public DateOnly SendBy { get; private set; }

    public int DeadlineVersion { get; private set; } = 1;

    public DateOnly? SignedOn { get; private set; }

    public DateOnly? SentOn { get; private set; }

    public DateOnly? ReceivedOn { get; private set; }

    /// <summary>Number and symbol of the report, like 1593/BC-UBND.</summary>
    public string? Number { get; private set; }

    /// <summary>What shows that the recipient had it on that day.</summary>
    public string? Proof { get; private set; }

    /// <summary>The day on which it was said that it is not owed after all.</summary>
    public DateOnly? CancelledOn { get; private set; }

    public string? CancelReason { get; private set; }

    public DueDate Due => new(DueOn, DueKind);

    /// <summary>The day that decides; null while it is open.</summary>
    public DateOnly? CountedOn => CountsBy is CountsBy.Received ? ReceivedOn : SentOn;

    public bool Closed => CountedOn is not null || CancelledOn is not null;

    Guid IReminded.SubjectId => Id.Value;

    UnitId? IReminded.ResponsibleUnitId => UnitId;

    public static ReportOccurrence Open(ReportObligation obligation, DueDate due, int transit, WorkCalendar calendar, PersonId? by, DateTimeOffset now)
    {
        var window = obligation.Recurrence.WindowIn(due.On.Year);
        var occurrence = new ReportOccurrence
        {
            Id = ReportOccurrenceId.New(),
            AgencyId = obligation.AgencyId,
            ObligationId = obligation.Id,
            Year = due.On.Year,
            DataFrom = window?.From,
            DataTo = window?.To,
            UnitId = obligation.UnitId,
        };
        occurrence.Aim(due, obligation.CountsBy, transit, calendar);
        occurrence.Raise(new ReportOpened(occurrence.Id, occurrence.AgencyId, due, occurrence.SendBy, by, now));
        return occurrence;
    }

    /// <summary>Takes over what its obligation says now, unless it is closed.</summary>
    public void Follow(ReportObligation obligation, DueDate due, int transit, WorkCalendar calendar, PersonId? by, DateTimeOffset now)
    {
        if (!Closed)
        {
            UnitId = obligation.UnitId;
            Redate(due, obligation.CountsBy, transit, calendar, by, now);
        }
    }

    /// <summary>The way to the recipient turned out to take another time; what has left already is not concerned.</summary>
    public void Learn(int transit, WorkCalendar calendar, DateTimeOffset now)
    {
        if (SentOn is null && !Closed)
        {
            Redate(Due, CountsBy, transit, calendar, by: null, now);
        }
    }

    /// <summary>
    /// The calendar changed, and with it the working day to send by. The deadline is the same, so its version stays and no step
    /// that has come comes again.
    /// </summary>
    /// <param name="because">The days that made it so, as history keeps them.</param>
    public void MoveWith(WorkCalendar calendar, string because, PersonId? by, DateTimeOffset now)
    {
        var former = SendBy;
        if (SentOn is null && Reports.SendBy.Of(Due, CountsBy, Transit, calendar) is var moved && moved != former)
        {
            SendBy = moved;
            Raise(new ReportMovedWithCalendar(Id, AgencyId, former, moved, because, by, now));
        }
    }

    public Ruling MayBeRecordedBy(Actor actor)
    {
        if (!actor.Is(Role.Coordinator) && !actor.WorksFor(UnitId))
        {
            return Ruling.Refuse(ReportRules.OnlyTheResponsibleUnitRecords);
        }

        if (CancelledOn is not null)
        {
            return Ruling.Refuse(ReportRules.ACancelledReportStaysAsItIs);
        }

        return Closed && !actor.Is(Role.Coordinator) ? Ruling.Refuse(ReportRules.OnlyTheCoordinatorMendsAClosedReport) : Ruling.Allow();
    }

    /// <summary>A file that shows the receipt may be added by the unit even once the report is closed: it overwrites nothing.</summary>
    public Ruling MayBeProvedBy(Actor actor)
    {
        if (!actor.Is(Role.Coordinator) && !actor.WorksFor(UnitId))
        {
            return Ruling.Refuse(ReportRules.OnlyTheResponsibleUnitRecords);
        }

        return ReceivedOn is null ? Ruling.Refuse(ReportRules.OnlyAReceivedReportIsProved) : Ruling.Allow();
    }

    /// <summary>Records the day it was signed; a day that stands there already is put right, for a reason.</summary>
    public void RecordSignature(DateOnly on, string? number, Actor actor, DateTimeOffset now, WorkCalendar calendar, string? reason = null)
    {
        MayBeRecordedBy(actor).Enforce();
        CheckDays(on, SentOn, ReceivedOn, on, calendar.DayOf(now)).Enforce();
        var former = PutRight(SignedOn, on, reason);
        SignedOn = on;
        Number = Trimmed(number) ?? Number;
        Raise(new ReportSigned(Id, AgencyId, on, former, Number, former is null ? null : Trimmed(reason), actor.PersonId, now));
    }

    /// <summary>Records the day it left; a day that stands there already is put right, for a reason.</summary>
    public void RecordDispatch(DateOnly on, string? number, Actor actor, DateTimeOffset now, WorkCalendar calendar, string? reason = null)
    {
        MayBeRecordedBy(actor).Enforce();
        if (SignedOn is null)
        {
            throw new RuleBrokenException(ReportRules.AReportIsSignedBeforeItIsSent);
        }

        CheckDays(SignedOn, on, ReceivedOn, on, calendar.DayOf(now)).Enforce();
        var former = PutRight(SentOn, on, reason);
        SentOn = on;
        Number = Trimmed(number) ?? Number;
        Raise(new ReportSent(Id, AgencyId, on, former, Number, former is null ? null : Trimmed(reason), actor.PersonId, now));
    }

    /// <summary>Records the day the recipient had it; a day that stands there already is put right, for a reason.</summary>
    public void RecordReceipt(DateOnly on, string? number, string? proof, Actor actor, DateTimeOffset now, WorkCalendar calendar, string? reason = null)
    {
        MayBeRecordedBy(actor).Enforce();
        if (SentOn is null)
        {
            throw new RuleBrokenException(ReportRules.AReportIsSentBeforeItIsReceived);
        }

        CheckDays(SignedOn, SentOn, on, on, calendar.DayOf(now)).Enforce();
        var former = PutRight(ReceivedOn, on, reason);
        ReceivedOn = on;
        Number = Trimmed(number) ?? Number;
        Proof = Trimmed(proof) ?? Proof;
        Raise(new ReportReceived(Id, AgencyId, on, former, Number, Proof, former is null ? null : Trimmed(reason), actor.PersonId, now));
    }

    public void Prove(EvidenceItem item, Actor actor, DateTimeOffset now)
    {
        MayBeProvedBy(actor).Enforce();
        Raise(new ReceiptProved(Id, AgencyId, item.Id, item.Title, actor.PersonId, now));
    }

    /// <summary>Not owed after all: nothing more is said of it. What is closed stays as it is.</summary>
    public void Cancel(string reason, DateOnly today, Actor actor, DateTimeOffset now)
    {
        ReportObligation.MayBeKeptBy(actor).Enforce();
        if (!Closed)
        {
            (CancelledOn, CancelReason) = (today, reason);
            Raise(new ReportCancelled(Id, AgencyId, reason, actor.PersonId, now));
        }
    }

    /// <summary>Days it came too late by the day that counts, or is late already.</summary>
    public int DaysLate(DateOnly today) => CancelledOn is not null ? 0 : Math.Max(0, (CountedOn ?? today).DayNumber - LastGoodDay.DayNumber);

    /// <summary>
    /// The steps that belong to it as it stands: the ladder to the day it has to leave; the alarm when it is signed and still
    /// here; the alarm when it left and nobody has said it arrived.
    /// </summary>
    public IReadOnlyList<LadderStep> Steps(DateTimeOffset from, WorkCalendar calendar, DeadlinePolicy policy)
    {
        if (Closed)
        {
            return [];
        }

        if (SentOn is not null)
        {
            return [Alarm(Rung.NoReceipt(1), calendar, policy)];
        }

        var sendBy = Reports.SendBy.Of(Due, CountsBy, Transit, calendar);
        var ladder = Ladder.StepsTo(new DueDate(sendBy, DueKind.OnOrBefore), from, calendar, policy);
        return SignedOn is null ? ladder : [.. ladder, Alarm(Rung.Unsent(1), calendar, policy)];
    }

    public bool Concerns(Rung rung, int deadlineVersion) => deadlineVersion == DeadlineVersion && !Closed && rung.Kind switch
    {
        RungKind.Unsent => SignedOn is not null && SentOn is null,
        RungKind.NoReceipt => SentOn is not null,
        _ => SentOn is null,
    };

    public bool Reach(Rung rung, int deadlineVersion, DeadlinePolicy policy, DateTimeOffset now)
    {
        if (!Concerns(rung, deadlineVersion))
        {
            return false;
        }

        if (rung == Rung.Overdue(1))
        {
            Raise(new ReportNotSentInTime(Id, AgencyId, now));
        }

        if (rung.Repeats && rung.Number == policy.EscalateAt)
        {
            Raise(new ReportEscalated(Id, AgencyId, now));
        }

        return true;
    }

    public LadderStep? StepAfter(LadderStep came, int deadlineVersion, WorkCalendar calendar, DeadlinePolicy policy) =>
        came.Rung.Repeats && Concerns(came.Rung, deadlineVersion) ? Ladder.StepAfter(came, calendar, policy) : null;

    /// <summary>The first of its kind; the others follow at the distance of the policy.</summary>
    private LadderStep Alarm(Rung rung, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var day = rung.Kind is RungKind.Unsent ? Alarms.UnsentOn(SignedOn!.Value, calendar) : Alarms.NoReceiptOn(SentOn!.Value, Transit, LastGoodDay, calendar);
        return new LadderStep(rung, calendar.At(day, policy.DigestAt));
    }

    private void Redate(DueDate due, CountsBy countsBy, int transit, WorkCalendar calendar, PersonId? by, DateTimeOffset now)
    {
        var (formerDue, formerSendBy) = (Due, SendBy);
        Aim(due, countsBy, transit, calendar);
        if (formerDue != Due || formerSendBy != SendBy)
        {
            DeadlineVersion++;
            Raise(new ReportRedated(Id, AgencyId, formerDue, Due, formerSendBy, SendBy, by, now));
        }
    }

    private void Aim(DueDate due, CountsBy countsBy, int transit, WorkCalendar calendar)
    {
        (DueOn, DueKind, LastGoodDay, CountsBy, Transit) = (due.On, due.Kind, due.LastGoodDay, countsBy, transit);
        SendBy = Reports.SendBy.Of(due, countsBy, transit, calendar);
    }

    private static Ruling CheckDays(DateOnly? signed, DateOnly? sent, DateOnly? received, DateOnly recorded, DateOnly today)
    {
        List<Rule> broken = [];
        if (recorded > today)
        {
            broken.Add(ReportRules.ADayIsNotInTheFuture);
        }

        if (signed > sent || sent > received || signed > received)
        {
            broken.Add(ReportRules.TheThreeDaysFollowEachOther);
        }

        return Ruling.From(broken);
    }

    /// <summary>The day that stood there and is another now; null where none did.</summary>
    private static DateOnly? PutRight(DateOnly? former, DateOnly on, string? reason)
    {
        if (former is null || former == on)
        {
            return null;
        }

        return Trimmed(reason) is null ? throw new RuleBrokenException(ReportRules.PuttingRightNeedsAReason) : former;
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
