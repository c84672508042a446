using System.Text.Json;
using Workflow.Api.Documents;
using Workflow.Domain.Analyses;
using Xunit;

namespace Workflow.Api.Tests.Documents;

/// <summary>
/// The reference report in its three forms and what a careful reader found in it. Both live beside the repository, in
/// shared/data: the report is an official's work and is not ours to publish.
/// </summary>
internal static class ReferenceReport
{
    private const string Name = "tam-duong-2023";

    private static readonly Lazy<string?> Folder = new(() => Upward().Select(folder => Path.Combine(folder, "shared", "data"))
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, $"{Name}.expected.json"))));

    public static AnalysisReading Read(string form)
    {
        var path = PathOf(form);
        return AnalysisReader.Read(DocumentReader.Read(File.ReadAllBytes(path), Path.GetFileName(path)));
    }

    public static JsonElement Expected()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf("expected.json")));
        return document.RootElement.Clone();
    }

    /// <summary>The folders from the test's own upward.</summary>
    public static IEnumerable<string> Upward()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }

    public static string PathOf(string form)
    {
        Assert.SkipWhen(Folder.Value is null, "The reference report is not at hand: shared/data was looked for beside the repository.");
        return Path.Combine(Folder.Value!, $"{Name}.{form}");
    }
}
