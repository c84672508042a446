using System.Collections.Concurrent;
using Workflow.Domain.Organization;

namespace Workflow.Api.Documents;

/// <summary>How far the readings are that this process is at, for the people who asked for them under the id of their command.</summary>
internal sealed class ReadingsUnderWay
{
    private readonly ConcurrentDictionary<(PersonId Person, Guid Command), ReadingProgress> underWay = new();

    /// <summary>Null when there is no such reading, or none any longer.</summary>
    public ReadingProgress? Of(PersonId person, Guid command) => underWay.GetValueOrDefault((person, command));

    /// <summary>Remembers what is reported until it is disposed; a command without an id is asked for by nobody.</summary>
    public Following Follow(PersonId person, Guid? command) => new(this, command is { } id ? (person, id) : null);

    internal sealed class Following(ReadingsUnderWay all, (PersonId Person, Guid Command)? key) : IProgress<ReadingProgress>, IDisposable
    {
        public void Report(ReadingProgress value)
        {
            if (key is { } followed)
            {
                all.underWay[followed] = value;
            }
        }

        public void Dispose()
        {
            if (key is { } followed)
            {
                all.underWay.TryRemove(followed, out _);
            }
        }
    }
}
