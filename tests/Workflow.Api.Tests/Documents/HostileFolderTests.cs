using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Documents;

/// <summary>The files of <c>tests/hostile</c>, each uploaded as a person would, to the real host with its real process for reading.</summary>
public sealed class HostileFolderTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    private static readonly string Folder = FindFolder();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_file_gets_the_refusal_in_its_name_and_nothing_of_it_stays()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var client = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var files = Directory.GetFiles(Folder).Where(file => Path.GetExtension(file) != ".md").ToList();
        var before = TemporaryFiles();
        var wrong = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(files, Stop, async (file, stop) =>
        {
            var answer = await client.UploadAsync("/analyses", Path.GetFileName(file), await File.ReadAllBytesAsync(file, stop));
            if (answer.Code != ExpectedCode(file) || (int)answer.Status is not (413 or 415 or 422))
            {
                wrong.Add($"{Path.GetFileName(file)}: {(int)answer.Status} {answer.Code}");
            }
        });

        Assert.True(files.Count >= 30);
        Assert.True(wrong.IsEmpty, string.Join(Environment.NewLine, wrong));
        Assert.Equal(0, await host.SeeAsync(agency.Id, db => db.Analyses.CountAsync(Stop)));
        await AssertPassesAsync(Children, "A process that reads was left behind");
        await AssertPassesAsync(() => TemporaryFiles().Except(before), "A temporary file was left behind");
    }

    [Fact]
    public void The_folder_tells_of_each_of_its_files()
    {
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));

        Assert.All(Directory.GetFiles(Folder).Select(Path.GetFileName), file =>
            Assert.True(file == "README.md" || readme.Contains($"`{file}`", StringComparison.Ordinal), file));
    }

    /// <summary>Of 07-what-it-is.file.macros.docm it is file.macros.</summary>
    private static string ExpectedCode(string file) => string.Join('.', Path.GetFileName(file).Split('.')[1..3]);

    /// <summary>Other tests start processes and make files too; those that are there now are gone after a while.</summary>
    private static async Task AssertPassesAsync(Func<IEnumerable<string>> find, string otherwise)
    {
        var found = find().ToList();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var tries = 0; tries < 150 && found.Count > 0; tries++)
        {
            await poll.WaitForNextTickAsync(Stop);
            found = [.. found.Intersect(find())];
        }

        Assert.True(found.Count == 0, $"{otherwise}: {string.Join(", ", found)}");
    }

    private static readonly string[] OfOtherPrograms = ["clr-debug-pipe-", "dotnet-diagnostic-", "MSBuild"];

    private static IEnumerable<string> Children() => Process.GetProcessesByName("dotnet")
        .Where(process => OfProcess(process, "cmdline").Contains("Workflow.Api.dll\0read", StringComparison.Ordinal) && ParentOf(process) == Environment.ProcessId)
        .Select(process => $"{process.Id} {process.StartTime:O}");

    /// <summary>Somebody else's readers may run on this machine too.</summary>
    private static int ParentOf(Process process) =>
        OfProcess(process, "stat").Split(' ') is { Length: > 3 } stat && int.TryParse(stat[3], out var parent) ? parent : 0;

    private static string OfProcess(Process process, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/{what}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Without those by which other programs on .NET are watched and built: a process that reads files cannot be watched.</summary>
    private static IEnumerable<string> TemporaryFiles() => Directory.GetFiles(Path.GetTempPath())
        .Where(file => !OfOtherPrograms.Any(start => Path.GetFileName(file).StartsWith(start, StringComparison.Ordinal)))
        .ToHashSet();

    private static string FindFolder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Workflow.slnx")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return Path.Combine(at.FullName, "tests", "hostile");
    }
}
