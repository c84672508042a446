using Workflow.Domain.Organization;

namespace Workflow.Domain.Deadlines;

/// <summary>When people are reminded and what they are allowed, as data. Days are working days.</summary>
public sealed record DeadlinePolicy
{
    private const int MostDays = 250;
    private const int MostRepeats = 60;
    private const int MostWindow = 30;
    private const int MostTimes = 20;

    public static DeadlinePolicy Standard { get; } = new();

    /// <summary>Reminders so many working days before the last good day; 0 is the day itself.</summary>
    public IReadOnlyList<int> Ladder { get; init; } = [14, 7, 3, 1, 0];

    /// <summary>Working days a unit has to accept or decline.</summary>
    public int AcceptanceWindow { get; init; } = 2;

    /// <summary>After the first overdue reminder, on the next working day, another follows every so many; 0 repeats nothing.</summary>
    public int OverdueEvery { get; init; } = 3;

    /// <summary>With every so many overdue reminders the coordinators are told too.</summary>
    public int CoordinatorAt { get; init; } = 3;

    /// <summary>With every so many overdue reminders the chairman is told too; with the first of them an explanation (giải trình) is asked for.</summary>
    public int EscalateAt { get; init; } = 3;

    /// <summary>Working days a unit has to explain.</summary>
    public int ExplanationWindow { get; init; } = 3;

    /// <summary>How often a deadline is extended at the wish of its unit.</summary>
    public int MostExtensions { get; init; } = 1;

    /// <summary>Reminders leave at this time of an office day, in one digest a person.</summary>
    public TimeOnly DigestAt { get; init; } = new(7, 30);

    /// <summary>Nothing leaves at or after this time; it waits for the next office day's digest.</summary>
    public TimeOnly QuietFrom { get; init; } = new(17, 30);

    /// <summary>On which days of the week reminders leave, as far as these are worked; a made-up day is an office day too.</summary>
    public IReadOnlyList<DayOfWeek> OfficeDays { get; init; } = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Working days left at which an open task is called due soon.</summary>
    public int DueSoonWithin { get; init; } = 3;

    public bool IsOfficeDay(DateOnly day, WorkCalendar calendar) =>
        calendar.IsWorkingDay(day) && (OfficeDays.Contains(day.DayOfWeek) || calendar.Exception(day)?.Kind is CalendarDayKind.MadeUp);

    /// <summary>Whether a step of a kind that repeats is told to the coordinators too.</summary>
    public bool TellsCoordinators(Rung rung) => rung.Repeats && rung.Number % CoordinatorAt == 0;

    public bool TellsTheChairman(Rung rung) => rung.Repeats && rung.Number % EscalateAt == 0;

    /// <summary>The same with office days, digest and quiet hours of another: one person gets one digest, whatever it is about.</summary>
    public DeadlinePolicy InTheHoursOf(DeadlinePolicy general) => this with { DigestAt = general.DigestAt, QuietFrom = general.QuietFrom, OfficeDays = general.OfficeDays };

    /// <summary>Whether it may be put in force: it has to be able to reach somebody.</summary>
    /// <param name="held">The roles somebody in the agency holds at present.</param>
    public Ruling MayBePutInForce(IReadOnlyCollection<Role> held)
    {
        List<Rule> broken = [];
        AddUnless(Ladder.Count > 0 || OverdueEvery > 0, PolicyRules.SomebodyIsReminded);
        AddUnless(Ladder.All(days => days is >= 0 and <= MostDays), PolicyRules.ALadderHasDays.With(MostDays));
        AddUnless(AcceptanceWindow is >= 1 and <= MostWindow, PolicyRules.ThereIsTimeToAnswer.With(MostWindow));
        AddUnless(OverdueEvery is >= 0 and <= MostRepeats, PolicyRules.RepeatsHaveADistance.With(MostRepeats));
        AddUnless(CoordinatorAt is >= 1 and <= MostTimes && EscalateAt is >= 1 and <= MostTimes, PolicyRules.StepsAreNumbered.With(MostTimes));
        AddUnless(CoordinatorAt <= EscalateAt, PolicyRules.TheCoordinatorIsToldFirst);
        AddUnless(OverdueEvery != 0 || (CoordinatorAt <= 1 && EscalateAt <= 1), PolicyRules.AnEscalationIsReached);
        AddUnless(held.Contains(Role.Coordinator), PolicyRules.SomebodyCoordinates);
        AddUnless(held.Contains(Role.Chairman), PolicyRules.SomebodyIsChairman);
        AddUnless(ExplanationWindow is >= 1 and <= MostWindow, PolicyRules.ThereIsTimeToExplain.With(MostWindow));
        AddUnless(MostExtensions is >= 0 and <= MostTimes, PolicyRules.ExtensionsAreCounted.With(MostTimes));
        AddUnless(DueSoonWithin is >= 0 and <= MostWindow, PolicyRules.SoonIsNear.With(MostWindow));
        AddUnless(DigestAt < QuietFrom, PolicyRules.ThereIsTimeToSend);
        AddUnless(OfficeDays.Any(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)), PolicyRules.ThereAreDaysToSend);
        return Ruling.From(broken);

        void AddUnless(bool holds, Rule rule)
        {
            if (!holds)
            {
                broken.Add(rule);
            }
        }
    }

    public bool Equals(DeadlinePolicy? other) => other is not null
        && Ladder.SequenceEqual(other.Ladder) && OfficeDays.SequenceEqual(other.OfficeDays)
        && (AcceptanceWindow, OverdueEvery, CoordinatorAt, EscalateAt, ExplanationWindow, MostExtensions, DueSoonWithin)
            == (other.AcceptanceWindow, other.OverdueEvery, other.CoordinatorAt, other.EscalateAt, other.ExplanationWindow, other.MostExtensions, other.DueSoonWithin)
        && (DigestAt, QuietFrom) == (other.DigestAt, other.QuietFrom);

    public override int GetHashCode() => HashCode.Combine(Ladder.Count, AcceptanceWindow, OverdueEvery, CoordinatorAt, EscalateAt, DigestAt, QuietFrom);
}

/// <summary>What holds for a deadline policy: a rule that could reach nobody is none.</summary>
public static class PolicyRules
{
    public static readonly Rule SomebodyIsReminded = new("policy.nobody-reminded");
    public static readonly Rule ALadderHasDays = new("policy.ladder-out-of-range");
    public static readonly Rule ThereIsTimeToAnswer = new("policy.acceptance-out-of-range");
    public static readonly Rule RepeatsHaveADistance = new("policy.repeats-out-of-range");
    public static readonly Rule StepsAreNumbered = new("policy.steps-out-of-range");
    public static readonly Rule TheCoordinatorIsToldFirst = new("policy.chain-out-of-order");
    public static readonly Rule AnEscalationIsReached = new("policy.escalation-unreachable");
    public static readonly Rule SomebodyCoordinates = new("policy.no-coordinator");
    public static readonly Rule SomebodyIsChairman = new("policy.no-chairman");
    public static readonly Rule ThereIsTimeToExplain = new("policy.explanation-out-of-range");
    public static readonly Rule ExtensionsAreCounted = new("policy.extensions-out-of-range");
    public static readonly Rule SoonIsNear = new("policy.soon-out-of-range");
    public static readonly Rule ThereIsTimeToSend = new("policy.no-time-to-send");
    public static readonly Rule ThereAreDaysToSend = new("policy.no-day-to-send");

    public static readonly Rule ThePolicyOfAllStays = new("policy.of-all-stays");
    public static readonly Rule OnlyWhatHoldsIsWithdrawn = new("policy.nothing-to-withdraw");

    /// <summary>Filled with how many steps would change now.</summary>
    public static readonly Rule TheEffectIsSeen = new("policy.effect-not-seen");
}
