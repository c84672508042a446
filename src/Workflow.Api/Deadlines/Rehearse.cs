using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;

namespace Workflow.Api.Deadlines;

/// <summary>A digest that would be written.</summary>
internal sealed record RehearsedDigest(DateTimeOffset At, PersonId Recipient, IReadOnlyList<RehearsedReminder> Reminders);

/// <summary>A reminder that would be in it.</summary>
internal sealed record RehearsedReminder(IReminded Thing, Rung Rung, DateTimeOffset PlannedFor);

/// <summary>A time in which nothing of the system runs.</summary>
internal sealed record Standstill(DateTimeOffset From, DateTimeOffset Until);

/// <summary>
/// Goes through the days to come as the sweep would, if nobody did anything: steps come, those said later overtake those not yet
/// said, each person gets one digest a day. It reads nothing and writes nothing.
/// </summary>
internal sealed class Rehearse(WorkCalendar calendar, PoliciesInForce policies, IReadOnlyCollection<Person> people, Standstill? standstill)
{
    private readonly Audience audience = new(people);
    private readonly PriorityQueue<Moment, (DateTimeOffset At, int Order, DateTimeOffset Planned)> moments = new();
    private readonly Dictionary<PersonId, Dictionary<(IReminded Thing, RungKind Matter), RehearsedReminder>> waiting = [];
    private readonly HashSet<(PersonId Recipient, DateOnly Day)> had = [];
    private readonly List<RehearsedDigest> digests = [];

    /// <summary>Reminders that would never be said, because a later step would come first.</summary>
    public int Overtaken { get; private set; }

    public void Expect(IReminded thing, LadderStep step) => Add(new Moment(step.FireAt, thing, step, null));

    /// <summary>A reminder that is planned already and waits for its digest.</summary>
    public void Await(PersonId recipient, RehearsedReminder reminder, DateTimeOffset notBefore) => Say(recipient, reminder, notBefore);

    /// <summary>A digest that somebody has had.</summary>
    public void Note(PersonId recipient, DateOnly day) => had.Add((recipient, day));

    public IReadOnlyList<RehearsedDigest> Through(DateTimeOffset end)
    {
        while (moments.TryDequeue(out var moment, out var when) && when.At < end)
        {
            if (moment.Step is { } step)
            {
                Come(moment.Thing!, step, when.At);
            }
            else
            {
                Assemble(moment.Recipient!.Value, when.At);
            }
        }

        return digests;
    }

    private void Come(IReminded thing, LadderStep step, DateTimeOffset now)
    {
        var policy = policies.For(thing);
        if (thing.StepAfter(step, thing.DeadlineVersion, calendar, policy) is { } next)
        {
            Add(new Moment(next.FireAt > now ? next.FireAt : now, thing, next, null));
        }

        if (!thing.Concerns(step.Rung, thing.DeadlineVersion))
        {
            return;
        }

        foreach (var recipient in audience.Of(thing.ResponsibleUnitId, step.Rung, policy))
        {
            Say(recipient, new RehearsedReminder(thing, step.Rung, step.FireAt), Ladder.NotBefore(now, calendar, policy));
        }
    }

    private void Say(PersonId recipient, RehearsedReminder reminder, DateTimeOffset notBefore)
    {
        if (!waiting.TryGetValue(recipient, out var own))
        {
            waiting[recipient] = own = [];
        }

        Overtaken += own.ContainsKey((reminder.Thing, reminder.Rung.Matter)) ? 1 : 0;
        own[(reminder.Thing, reminder.Rung.Matter)] = reminder;
        Add(new Moment(notBefore, null, null, recipient));
    }

    private void Assemble(PersonId recipient, DateTimeOffset now)
    {
        if (!waiting.TryGetValue(recipient, out var own) || own.Count == 0)
        {
            return;
        }

        var day = calendar.DayOf(now);
        if (!had.Add((recipient, day)))
        {
            Add(new Moment(Ladder.DigestAfter(day, calendar, policies.General), null, null, recipient));
            return;
        }

        digests.Add(new RehearsedDigest(now, recipient, [.. own.Values]));
        own.Clear();
    }

    /// <summary>What would happen while nothing runs happens when it runs again; steps come in their order, and before the digests of the same moment.</summary>
    private void Add(Moment moment)
    {
        var at = standstill is { } still && moment.At >= still.From && moment.At < still.Until ? still.Until : moment.At;
        moments.Enqueue(moment, (at, moment.Step is null ? 1 : 0, moment.At));
    }

    private sealed record Moment(DateTimeOffset At, IReminded? Thing, LadderStep? Step, PersonId? Recipient);
}
