using System.Text;
using Workflow.Api.Documents;
using Workflow.Domain;
using Workflow.Domain.Analyses;

namespace Workflow.Fuzz;

/// <summary>What is fuzzed: everything the process that reads does with a file. A refusal is a right answer; anything else gets out.</summary>
internal static class Target
{
    /// <exception cref="InsufficientMemoryException">It took more memory than it may, whoever caught it on the way.</exception>
    public static void Read(byte[] content)
    {
        Try(() => AnalysisReader.Read(DocumentReader.Read(content)));
        if (content.AsSpan().StartsWith("PK"u8))
        {
            Try(() => DocumentReader.ReadBlocks(content));
        }
        else if (content.Length < FileLimits.Letters && !content.AsSpan().StartsWith("%PDF"u8))
        {
            Try(() => AnalysisReader.Read(DocumentReader.ReadText(Encoding.UTF8.GetString(content))));
        }
    }

    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (RuleBrokenException)
        {
            // No analysis, and said so.
        }
        catch (UnreadableFileException refusal)
        {
            for (Exception? cause = refusal; cause is not null; cause = cause.InnerException)
            {
                if (cause is OutOfMemoryException)
                {
                    throw new InsufficientMemoryException("Swallowed by a refusal.", refusal);
                }
            }
        }
    }
}
