namespace Workflow.Domain.Deadlines;

/// <summary>Which steps of a thing are still to come: what its timers have to be, whatever they are.</summary>
public static class PendingSteps
{
    /// <summary>
    /// Steps that have come are left out; of those that repeat, the one after the last that came takes their place. Of the steps
    /// that lie in the past only a repeating one is owed still: the others were of their day.
    /// </summary>
    /// <param name="reached">The steps of the present deadline that have come.</param>
    public static IReadOnlyList<LadderStep> Of(
        IReminded thing, IReadOnlyCollection<Rung> reached, DateTimeOffset now, WorkCalendar calendar, DeadlinePolicy policy)
    {
        List<LadderStep> pending = [];
        foreach (var step in thing.Steps(now, calendar, policy))
        {
            if (!step.Rung.Repeats)
            {
                if (!reached.Contains(step.Rung))
                {
                    pending.Add(step);
                }

                continue;
            }

            var latest = reached.Where(rung => rung.Kind == step.Rung.Kind).Select(rung => rung.Number).DefaultIfEmpty(0).Max();
            if (latest == 0)
            {
                pending.Add(step);
            }
            else if (thing.StepAfter(step.Rung with { Number = latest }, thing.DeadlineVersion, calendar, policy) is { } next)
            {
                pending.Add(next);
            }
        }

        return pending;
    }
}
