namespace Workflow.Api.Documents;

/// <summary>How much of a file anybody may make the system work through. A report has some 40,000 letters on 15 pages.</summary>
internal static class FileLimits
{
    public const int Bytes = 20 * 1024 * 1024;

    public const int Letters = 1_000_000;

    public const int PdfPages = 300;

    public const int ZipEntries = 2_000;

    public const long ZipBytes = 60L * 1024 * 1024;

    /// <summary>Office files reach about 30 to 1; a bomb lives on hundreds.</summary>
    public const int ZipRatio = 100;

    /// <summary>Below this an unpacked entry does no harm, however well it was packed.</summary>
    public const long ZipHarmlessBytes = 1024 * 1024;

    /// <summary>A part of so many characters takes about 240 MB as a document tree.</summary>
    public const long WordPartCharacters = 5_000_000;

    public const int NestedElements = 256;

    public const long SheetPartCharacters = 20_000_000;

    public const int SheetRows = 10_000;

    public const int SheetColumns = 256;

    public const int SheetCells = 200_000;

    /// <summary>What the process that reads may hold altogether before it is killed.</summary>
    public const long ChildBytes = 300L * 1024 * 1024;

    /// <summary>What its objects may take; the rest is its program. It is told so, and mostly ends in good order.</summary>
    public const long ChildHeapBytes = 200L * 1024 * 1024;

    /// <summary>The longest answer it may give: the longest text several times over.</summary>
    public const int AnswerBytes = 32 * 1024 * 1024;

    public static readonly TimeSpan Time = TimeSpan.FromSeconds(20);
}
