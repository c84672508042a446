using Workflow.Domain.Organization;

namespace Workflow.Api.Security;

/// <summary>On whose behalf the present scope works.</summary>
public interface ICurrentUser
{
    /// <summary>The signed-in person; null when nobody is, and when the engine works.</summary>
    Actor? Person { get; }

    /// <summary>The only agency whose rows this scope may see; null sees nothing.</summary>
    AgencyId? AgencyId { get; }

    /// <exception cref="NotSignedInException">Nobody is signed in.</exception>
    Actor Actor => Person ?? throw new NotSignedInException();
}

public sealed class NotSignedInException : Exception;

/// <summary>The person may not do this, whatever the state of things.</summary>
public sealed class NotPermittedException(Permission? permission) : Exception($"Missing permission: {permission?.ToString() ?? "none is declared"}")
{
    public Permission? Permission { get; } = permission;
}

/// <summary>There is no such thing, or none that this person may see.</summary>
public sealed class NotFoundException(string what) : Exception($"Not found: {what}");

/// <summary>The thing has changed since the person saw it.</summary>
public sealed class ChangedSinceSeenException(string what) : Exception($"Changed since it was shown: {what}");
