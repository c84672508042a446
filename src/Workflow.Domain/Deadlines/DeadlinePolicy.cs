namespace Workflow.Domain.Deadlines;

/// <summary>When people are reminded, as data. Days are working days.</summary>
public sealed record DeadlinePolicy
{
    public static DeadlinePolicy Standard { get; } = new();

    /// <summary>Reminders so many working days before the last good day; 0 is the day itself.</summary>
    public IReadOnlyList<int> Ladder { get; init; } = [14, 7, 3, 1, 0];

    /// <summary>Working days a unit has to accept or decline.</summary>
    public int AcceptanceWindow { get; init; } = 2;

    /// <summary>After the first overdue reminder, on the next working day, another follows every so many.</summary>
    public int OverdueEvery { get; init; } = 3;

    /// <summary>With this overdue reminder the chairman is told and an explanation (giải trình) is asked for.</summary>
    public int EscalateAt { get; init; } = 3;

    /// <summary>Reminders leave at this time of a working day, in one digest a person.</summary>
    public TimeOnly DigestAt { get; init; } = new(7, 30);

    /// <summary>Nothing leaves at or after this time; it waits for the next working day's digest.</summary>
    public TimeOnly QuietFrom { get; init; } = new(17, 30);

    /// <summary>Working days left at which an open task is called due soon.</summary>
    public int DueSoonWithin { get; init; } = 3;
}
