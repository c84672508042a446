namespace Workflow.Domain;

/// <summary>
/// Something the business forbids or demands. Programs know it by its <paramref name="Code"/> (like
/// <c>task.not-unit-head</c>), which never changes once out; people read its wording from the resources of that code.
/// </summary>
/// <param name="Code">Stable name: noun, dot, what is wrong.</param>
public sealed record Rule(string Code)
{
    /// <summary>What its wording is filled with, in order. Which rule it is does not depend on them.</summary>
    public IReadOnlyList<object> Facts { get; private init; } = [];

    public Rule With(params IReadOnlyList<object> facts) => this with { Facts = facts };

    public bool Equals(Rule? other) => other?.Code == Code;

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}

/// <summary>The answer to "may this be done?": allowed, or refused with every rule that stands against it.</summary>
public sealed record Ruling
{
    private Ruling(IReadOnlyList<Rule> against) => Against = against;

    public IReadOnlyList<Rule> Against { get; }

    public bool Allowed => Against.Count == 0;

    public static Ruling Allow() => new([]);

    public static Ruling Refuse(Rule rule) => new([rule]);

    /// <summary>Allowed when no rule stands against it.</summary>
    public static Ruling From(IReadOnlyList<Rule> against) => new(against);

    /// <summary>Does nothing when allowed.</summary>
    /// <exception cref="RuleBrokenException">When refused.</exception>
    public void Enforce()
    {
        if (!Allowed)
        {
            throw new RuleBrokenException(Against);
        }
    }
}

/// <summary>A refusal the business foresees; nothing was changed. Told to the person who asked, in full.</summary>
public sealed class RuleBrokenException : Exception
{
    public RuleBrokenException(params IReadOnlyList<Rule> rules)
        : base(string.Join(", ", rules.Select(rule => rule.Code))) => Rules = rules;

    public IReadOnlyList<Rule> Rules { get; }
}
