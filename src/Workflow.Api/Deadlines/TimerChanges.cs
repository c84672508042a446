using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Deadlines;

/// <summary>What has to change about one timer: it is added, moved or taken away.</summary>
/// <param name="Present">The row that is there; null where it has to be added.</param>
/// <param name="Wanted">Where it belongs; null where nothing asks for it any more.</param>
internal sealed record TimerChange(IReminded Thing, TimerRow? Present, LadderStep? Wanted);

/// <summary>Compares the timers of a thing with those that belong to where it stands: no change is no drift.</summary>
internal static class TimerChanges
{
    /// <summary>A step that has come is never taken back. One that has not moves with the day it is reckoned from, but never into the past.</summary>
    /// <param name="present">All timers of the present deadline version, fired or not.</param>
    public static IEnumerable<TimerChange> Of(
        IReminded thing, IReadOnlyCollection<TimerRow> present, DateTimeOffset from, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var ahead = present.Where(row => !HasCome(row, from)).ToDictionary(row => row.Rung);
        var wanted = Wanted(thing, present, from, calendar, policy).ToDictionary(step => step.Rung.ToString());

        foreach (var (rung, step) in wanted)
        {
            var row = ahead.GetValueOrDefault(rung);
            if (row?.FireAt != step.FireAt)
            {
                yield return new TimerChange(thing, row, step);
            }
        }

        foreach (var row in ahead.Values.Where(row => !wanted.ContainsKey(row.Rung)))
        {
            yield return new TimerChange(thing, row, null);
        }
    }

    /// <summary>The steps that are still to come for a thing as it stands.</summary>
    /// <param name="present">As for <see cref="Of"/>.</param>
    public static IEnumerable<LadderStep> Wanted(
        IReminded thing, IReadOnlyCollection<TimerRow> present, DateTimeOffset from, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var came = present.Where(row => HasCome(row, from)).ToDictionary(row => row.Rung);
        return thing.Steps(from, calendar, policy)
            .Select(step => step.Rung.Repeats ? Continue(step, came.Values, thing, calendar, policy) : step)
            .OfType<LadderStep>()
            .Concat(Unanswered(thing, present.Where(row => !HasCome(row, from)), from))
            .DistinctBy(step => step.Rung)
            .Where(step => !came.ContainsKey(step.Rung.ToString()))
            .Select(step => step.FireAt > from ? step : step with { FireAt = Ladder.DigestAfter(calendar.DayOf(from), calendar, policy) });
    }

    private static bool HasCome(TimerRow row, DateTimeOffset from) => row.FiredAt is not null || row.FireAt <= from;

    /// <summary>What repeats goes on after the last of its kind that came; what begins later than that begins anew under the next number.</summary>
    private static LadderStep? Continue(LadderStep first, IEnumerable<TimerRow> came, IReminded thing, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var last = came
            .Select(row => new LadderStep(Rung.Parse(row.Rung), row.FireAt))
            .Where(step => step.Rung.Kind == first.Rung.Kind)
            .MaxBy(step => step.Rung.Number);
        return last is null ? first
            : calendar.DayOf(first.FireAt) > calendar.DayOf(last.FireAt) ? first with { Rung = last.Rung with { Number = last.Rung.Number + 1 } }
            : thing.StepAfter(last, thing.DeadlineVersion, calendar, policy);
    }

    /// <summary>A shorter time to answer that is over already: what it asks for has not been said yet, and is said with the next digest.</summary>
    private static IEnumerable<LadderStep> Unanswered(IReminded thing, IEnumerable<TimerRow> ahead, DateTimeOffset from) => ahead
        .Where(row => row.Rung == Rung.AcceptanceOverdue.ToString() && thing.Concerns(Rung.AcceptanceOverdue, thing.DeadlineVersion))
        .Select(_ => new LadderStep(Rung.AcceptanceOverdue, from));
}
