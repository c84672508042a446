using System.Diagnostics.CodeAnalysis;

namespace Workflow.Api.Documents;

/// <summary>
/// A file that is refused before or while reading it. Programs know the reason by <see cref="Code"/>, people read its
/// wording from the resources of that code; <see cref="Status"/> is the HTTP status of the refusal.
/// </summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Without a code nobody could be told what is wrong.")]
public sealed class UnreadableFileException(string code, int status, Exception? cause = null) : Exception(code, cause)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    internal static UnreadableFileException Empty() => new("file.empty", StatusCodes.Status422UnprocessableEntity);

    internal static UnreadableFileException TooLarge() => new("file.too-large", StatusCodes.Status413PayloadTooLarge);

    internal static UnreadableFileException WrongKind() => new("file.wrong-kind", StatusCodes.Status415UnsupportedMediaType);

    internal static UnreadableFileException WithMacros() => new("file.macros", StatusCodes.Status415UnsupportedMediaType);

    internal static UnreadableFileException Encrypted() => new("file.encrypted", StatusCodes.Status422UnprocessableEntity);

    internal static UnreadableFileException Scanned() => new("file.scanned", StatusCodes.Status422UnprocessableEntity);

    internal static UnreadableFileException ZipBomb() => new("file.zip-bomb", StatusCodes.Status422UnprocessableEntity);

    internal static UnreadableFileException TooManyPages() => new("file.too-many-pages", StatusCodes.Status422UnprocessableEntity);

    internal static UnreadableFileException TooMuchText() => new("file.too-much-text", StatusCodes.Status422UnprocessableEntity);

    internal static UnreadableFileException TooSlow() => new("file.too-slow", StatusCodes.Status422UnprocessableEntity);

    internal static UnreadableFileException TooHeavy() => new("file.too-heavy", StatusCodes.Status422UnprocessableEntity);

    internal static UnreadableFileException NoText() => new("file.no-text", StatusCodes.Status422UnprocessableEntity);

    internal static UnreadableFileException WrongEncoding() => new("file.wrong-encoding", StatusCodes.Status422UnprocessableEntity);

    internal static UnreadableFileException Tcvn3() => new("file.legacy-font-tcvn3", StatusCodes.Status422UnprocessableEntity);

    internal static UnreadableFileException Vni() => new("file.legacy-font-vni", StatusCodes.Status422UnprocessableEntity);

    internal static UnreadableFileException Damaged(Exception? cause = null) => new("file.damaged", StatusCodes.Status422UnprocessableEntity, cause);
}
