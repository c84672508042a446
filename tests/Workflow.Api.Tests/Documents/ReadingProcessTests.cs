using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Workflow.Api.Documents;
using Workflow.Api.Persistence;
using Workflow.Domain;
using Workflow.Domain.Analyses;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Documents;

public sealed class ReadingProcessTests
{
    private static readonly byte[] Sample = File.ReadAllBytes(Given.SampleFile);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_it_reads_is_what_is_read_here()
    {
        await using var child = ReadingProcess.Start();

        var answer = await child.AskAsync(new ReadingMessage(ReadingWord.Analyse, Sample), progress: null, Stop);

        var here = AnalysisReader.Read(DocumentReader.Read(Sample));
        Assert.Equal(
            JsonSerializer.Serialize(here, Json.Web),
            JsonSerializer.Serialize(JsonSerializer.Deserialize<AnalysisReading>(answer, Json.Web), Json.Web));
    }

    [Fact]
    public async Task Every_page_of_a_pdf_is_reported_while_it_is_read()
    {
        var seen = new List<ReadingProgress>();
        var pdf = await File.ReadAllBytesAsync(Path.ChangeExtension(Given.SampleFile, "pdf"), Stop);
        await using var child = ReadingProcess.Start();

        await child.AskAsync(new ReadingMessage(ReadingWord.Analyse, pdf), new Reported(seen), Stop);

        var pages = seen.Where(progress => progress.Stage is ReadingStage.Pages).ToList();
        Assert.Equal(Enumerable.Range(1, pages[0].Pages), pages.Select(progress => progress.Page));
        Assert.Equal(ReadingStage.Analysing, seen[^1].Stage);
    }

    [Fact]
    public async Task A_refusal_comes_back_with_its_code_and_status()
    {
        await using var child = ReadingProcess.Start();

        var refusal = await Assert.ThrowsAsync<UnreadableFileException>(
            () => child.AskAsync(new ReadingMessage(ReadingWord.Analyse, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), progress: null, Stop));

        Assert.Equal(("file.wrong-kind", 415), (refusal.Code, refusal.Status));
    }

    [Fact]
    public async Task A_broken_rule_comes_back_as_one()
    {
        await using var child = ReadingProcess.Start();

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(
            () => child.AskAsync(new ReadingMessage(ReadingWord.AnalyseText, Encoding.UTF8.GetBytes("Kính gửi các đơn vị.")), progress: null, Stop));

        Assert.Equal([AnalysisReader.ScoreTableIsNeeded], refusal.Rules);
    }

    [Fact]
    public async Task One_that_takes_too_long_is_killed_and_reported() =>
        await AssertKilledAsync(new ReadingLimits(TimeSpan.FromMilliseconds(1), long.MaxValue), "file.too-slow");

    [Fact]
    public async Task One_that_takes_too_much_memory_is_killed_and_reported() =>
        await AssertKilledAsync(new ReadingLimits(TimeSpan.FromMinutes(1), Bytes: 1_000_000), "file.too-heavy");

    [Fact]
    public async Task One_that_nobody_waits_for_any_longer_is_killed()
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var child = ReadingProcess.Start();
        var asked = child.AskAsync(new ReadingMessage(ReadingWord.Analyse, Sample), progress: null, left.Token);

        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await AssertGoneAsync(child);
    }

    [Fact]
    public async Task One_that_ends_by_itself_takes_nobody_with_it()
    {
        await using var child = ReadingProcess.Start();
        Process.GetProcessById(child.Id).Kill();

        var failure = await Assert.ThrowsAsync<ReadingFailedException>(
            () => child.AskAsync(new ReadingMessage(ReadingWord.Analyse, Sample), progress: null, Stop));

        Assert.Contains("ended with code", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_knows_nothing_of_the_hosts_settings()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The environment of another process is to be seen under /proc.");
        await using var child = ReadingProcess.Start();

        // Until the new program is loaded, the process still shows its parent's environment.
        await child.AskAsync(new ReadingMessage(ReadingWord.Analyse, Sample), progress: null, Stop);
        var environment = (await File.ReadAllTextAsync($"/proc/{child.Id}/environ", Stop)).Split('\0', StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(environment);
        Assert.All(environment, setting => Assert.StartsWith("DOTNET_", setting, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_ends_when_its_host_is_gone_even_in_the_middle_of_a_file(bool busy)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(DocumentReader).Assembly.Location, ReadingChild.Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (busy)
        {
            await new ReadingMessage(ReadingWord.Analyse, Sample).ToAsync(process.StandardInput.BaseStream);
        }

        process.StandardInput.Close();

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task AssertKilledAsync(ReadingLimits limits, string code)
    {
        var child = ReadingProcess.Start(limits);

        var refusal = await Assert.ThrowsAsync<UnreadableFileException>(
            () => child.AskAsync(new ReadingMessage(ReadingWord.Analyse, Sample), progress: null, Stop));

        Assert.Equal((code, 422), (refusal.Code, refusal.Status));
        await AssertGoneAsync(child);
    }

    private static async Task AssertGoneAsync(ReadingProcess child)
    {
        var id = child.Id;
        await child.DisposeAsync();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    private sealed class Reported(List<ReadingProgress> seen) : IProgress<ReadingProgress>
    {
        public void Report(ReadingProgress value) => seen.Add(value);
    }
}
