namespace Workflow.Domain.Scoring;

public readonly record struct ScoreSetId(Guid Value) : IId<ScoreSetId>
{
    public static ScoreSetId From(Guid value) => new(value);

    public static ScoreSetId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

public readonly record struct CriterionId(Guid Value) : IId<CriterionId>
{
    public static CriterionId From(Guid value) => new(value);

    public static CriterionId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

public readonly record struct ScoreBoardId(Guid Value) : IId<ScoreBoardId>
{
    public static ScoreBoardId From(Guid value) => new(value);

    public static ScoreBoardId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

public readonly record struct ScenarioId(Guid Value) : IId<ScenarioId>
{
    public static ScenarioId From(Guid value) => new(value);

    public static ScenarioId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

public readonly record struct LikelihoodEditionId(Guid Value) : IId<LikelihoodEditionId>
{
    public static LikelihoodEditionId From(Guid value) => new(value);

    public static LikelihoodEditionId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
