using Workflow.Domain.Organization;

namespace Workflow.Domain.Tasks;

public readonly record struct ExplanationId(Guid Value) : IId<ExplanationId>
{
    public static ExplanationId From(Guid value) => new(value);

    public static ExplanationId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>Why a task is not done, asked of its unit and answered by its head (giải trình), with a deadline of its own.</summary>
public sealed class Explanation
{
    public required ExplanationId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required RemediationTaskId TaskId { get; init; }

    /// <summary>What is asked in particular; null where the reminders that were in vain ask.</summary>
    public string? Question { get; init; }

    /// <summary>The last day to answer.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>Null where the clock asked.</summary>
    public PersonId? AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public string? Answer { get; private set; }

    public PersonId? AnsweredBy { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    internal void Give(string answer, Actor actor, DateTimeOffset now) => (Answer, AnsweredBy, AnsweredAt) = (answer, actor.PersonId, now);
}

/// <summary>What holds for asking a unit to explain.</summary>
public static class ExplanationRules
{
    public static readonly Rule OnlyTheLeadershipAsks = new("explanation.not-leadership");
    public static readonly Rule OnlyOpenWorkIsExplained = new("explanation.not-open");
    public static readonly Rule OneAtATime = new("explanation.already-asked");
    public static readonly Rule OnlyTheUnitHeadExplains = new("explanation.not-unit-head");
    public static readonly Rule OnlyWhatIsAskedIsExplained = new("explanation.not-asked");
    public static readonly Rule AnAnswerSaysSomething = new("explanation.answer-missing");
}
