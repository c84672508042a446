namespace Workflow.Domain;

/// <summary>An identity that cannot be mistaken for another kind's: a version 7 UUID under a name of its own.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);

}
