namespace Workflow.Api.Clock;

/// <summary>
/// The clock of a test or demonstration: the wall's, moved by an offset that everybody shares. Timers of the runtime are not
/// moved. Outside <c>Clock:Adjustable</c> the system's own clock takes its place.
/// </summary>
internal sealed class AdjustableClock : TimeProvider
{
    private long offsetTicks;

    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));
        set => Interlocked.Exchange(ref offsetTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
