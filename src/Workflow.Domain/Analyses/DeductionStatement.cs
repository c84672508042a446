namespace Workflow.Domain.Analyses;

/// <summary>A statement that points were deducted, before its reason is searched for facts.</summary>
internal sealed record DeductionStatement(
    int Field,
    string? Criterion,
    string? CriterionName,
    decimal Points,
    string Reason,
    TextSpan Source,
    TextSpan ReasonSource)
{
    public IReadOnlyList<Doubt> Doubts { get; init; } = [];

    /// <summary>Said to be the sum of several.</summary>
    public bool IsTotal { get; init; }

    /// <summary>Its paragraph ends in a colon: what it announces follows.</summary>
    public bool Announces { get; init; }

    /// <summary>Where the total stands of which this is a part; null where it is no part.</summary>
    public int? PartOf { get; init; }

    /// <summary>Stands under no field's heading, as in an introduction or a conclusion.</summary>
    public bool IsAside { get; init; }

    public bool IsFromTable { get; init; }

    /// <summary>Speaks of a field or of several criteria at once, and names no code.</summary>
    public bool IsOfTheWhole { get; init; }

    public DeductionStatement Doubting(ReadValue value, string why) =>
        Doubts.Contains(new Doubt(value, why)) ? this : this with { Doubts = [.. Doubts, new Doubt(value, why)] };
}

/// <summary>A sentence that speaks of lost points and could not be read whole, before it is counted.</summary>
internal sealed record UnreadLoss(int? Field, string Text, TextSpan Source, string Why)
{
    /// <summary>It speaks of losses in general, as a sentence does that announces or sums up what is said elsewhere.</summary>
    public bool IsGeneral { get; init; }

    /// <summary>The criterion it names.</summary>
    public string? Criterion { get; init; }
}
