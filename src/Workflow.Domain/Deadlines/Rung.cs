using System.Globalization;

namespace Workflow.Domain.Deadlines;

public enum RungKind
{
    /// <summary>The unit has not yet answered an assignment; the last day to do so has come.</summary>
    AcceptanceDue,

    /// <summary>The time to answer has passed; the coordinator and the chairman are told.</summary>
    AcceptanceOverdue,

    /// <summary>So many working days are left.</summary>
    Ahead,

    /// <summary>The deadline has passed; the number counts the reminders since.</summary>
    Overdue,

    /// <summary>A report is signed and has not left; the number counts the reminders.</summary>
    Unsent,

    /// <summary>A report has left and is not known to have arrived; the number counts the reminders.</summary>
    NoReceipt,

    /// <summary>An explanation was asked for and has not been given in time; the number counts the reminders.</summary>
    Explanation,

    /// <summary>How the week went; about no deadline of its own.</summary>
    WeeklySummary,

    /// <summary>The figures for the meeting of the month; about no deadline of its own.</summary>
    MonthlyFigures,
}

/// <summary>
/// A step of the ladder of reminders. Written T-14 … T-0, OVERDUE-1 …, ACCEPT, ACCEPT-LATE, UNSENT-1 …, NO-RECEIPT-1 …, EXPLAIN-1 …, and
/// WEEKLY and MONTHLY for summaries; the writing is part of the key under which a reminder is sent once.
/// </summary>
public readonly record struct Rung(RungKind Kind, int Number)
{
    public static Rung AcceptanceDue { get; } = new(RungKind.AcceptanceDue, 0);

    public static Rung AcceptanceOverdue { get; } = new(RungKind.AcceptanceOverdue, 0);

    public static Rung WeeklySummary { get; } = new(RungKind.WeeklySummary, 0);

    public static Rung MonthlyFigures { get; } = new(RungKind.MonthlyFigures, 0);

    public static Rung Ahead(int workingDays) => new(RungKind.Ahead, workingDays);

    public static Rung Overdue(int time) => new(RungKind.Overdue, time);

    public static Rung Unsent(int time) => new(RungKind.Unsent, time);

    public static Rung NoReceipt(int time) => new(RungKind.NoReceipt, time);

    public static Rung Explanation(int time) => new(RungKind.Explanation, time);

    /// <exception cref="FormatException">The text is no rung.</exception>
    public static Rung Parse(string text) => TryParse(text, out var rung) ? rung : throw new FormatException($"'{text}' is no rung of the ladder.");

    public static bool TryParse(string text, out Rung rung)
    {
        (RungKind Kind, string Beginning)[] numbered =
            [(RungKind.Ahead, "T-"), (RungKind.Overdue, "OVERDUE-"), (RungKind.Unsent, "UNSENT-"), (RungKind.NoReceipt, "NO-RECEIPT-"), (RungKind.Explanation, "EXPLAIN-")];
        Rung? single = text switch
        {
            "ACCEPT" => AcceptanceDue,
            "ACCEPT-LATE" => AcceptanceOverdue,
            "WEEKLY" => WeeklySummary,
            "MONTHLY" => MonthlyFigures,
            _ => null,
        };
        if (single is { } found)
        {
            rung = found;
            return true;
        }

        foreach (var (kind, beginning) in numbered)
        {
            if (text.StartsWith(beginning, StringComparison.Ordinal) && int.TryParse(text.AsSpan(beginning.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                rung = new Rung(kind, number);
                return true;
            }
        }

        rung = default;
        return false;
    }

    /// <summary>Concerns the answer to the assignment, not the deadline of the work.</summary>
    public bool ConcernsAcceptance => Kind is RungKind.AcceptanceDue or RungKind.AcceptanceOverdue;

    /// <summary>What it asks for: the answer to the assignment, an explanation, or the work itself. A later step of one matter takes the place of an earlier one.</summary>
    public RungKind Matter => ConcernsAcceptance ? RungKind.AcceptanceDue : Kind is RungKind.Explanation ? RungKind.Explanation : RungKind.Overdue;

    /// <summary>Comes again and again until what it asks for is done; every so often it goes further up.</summary>
    public bool Repeats => Kind is RungKind.Overdue or RungKind.Unsent or RungKind.NoReceipt or RungKind.Explanation;

    public override string ToString() => Kind switch
    {
        RungKind.AcceptanceDue => "ACCEPT",
        RungKind.AcceptanceOverdue => "ACCEPT-LATE",
        RungKind.WeeklySummary => "WEEKLY",
        RungKind.MonthlyFigures => "MONTHLY",
        RungKind.Ahead => string.Create(CultureInfo.InvariantCulture, $"T-{Number}"),
        RungKind.Overdue => string.Create(CultureInfo.InvariantCulture, $"OVERDUE-{Number}"),
        RungKind.Unsent => string.Create(CultureInfo.InvariantCulture, $"UNSENT-{Number}"),
        RungKind.NoReceipt => string.Create(CultureInfo.InvariantCulture, $"NO-RECEIPT-{Number}"),
        RungKind.Explanation => string.Create(CultureInfo.InvariantCulture, $"EXPLAIN-{Number}"),
        _ => throw new InvalidOperationException($"Unknown kind of rung: {Kind}."),
    };
}
