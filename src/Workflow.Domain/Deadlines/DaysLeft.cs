namespace Workflow.Domain.Deadlines;

/// <summary>How far off a last good day is. Pages, mails and programs all count with this, and with nothing else.</summary>
/// <param name="WorkingDays">Working days after today up to and with the last good day; negative once it has passed.</param>
/// <param name="Days">Days of any kind; says whether the day lies ahead where no working day lies between.</param>
/// <param name="RestsOn">The day not announced yet on which it hangs which day is worked last; null where all is certain.</param>
public readonly record struct DaysLeft(int WorkingDays, int Days, CalendarDay? RestsOn = null)
{
    public bool Passed => Days < 0;

    /// <summary>The wording of it is the resource of this name.</summary>
    public string Code => (Days, WorkingDays) switch
    {
        (0, _) => "days-left.today",
        ( > 0, 0) => "days-left.none",
        ( > 0, _) => "days-left.some",
        (_, 0) => "days-left.passed",
        _ => "days-left.over",
    };
}
