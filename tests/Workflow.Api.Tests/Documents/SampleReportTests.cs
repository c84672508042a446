using Workflow.Api.Documents;
using Workflow.Domain.Analyses;
using Xunit;

namespace Workflow.Api.Tests.Documents;

public sealed class SampleReportTests
{
    private static readonly (string? Criterion, decimal Points)[] Deductions =
    [
        ("1.2.1", 0.5m), ("1.2.6", 0.5m), ("1.4", 0.5m), ("1.7", 2), (null, 0.02m), ("5.5.1", 0.5m), ("5.5.2", 2), ("6.1", 1),
        ("6.2.1", 1), ("6.2.2", 1.5m), ("6.5", 0.25m), ("7.3.3", 0.47m), ("7.3.6", 0.78m), ("7.3.7", 0.26m), ("8.7", 1), ("8.9", 0.5m),
    ];

    public static readonly TheoryData<string> Forms = ["txt", "docx"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_sample_has_eight_fields_whose_losses_reconcile(string form)
    {
        var reading = Read(form);

        Assert.Equal(8, reading.Fields.Count);
        Assert.Equal(21.8809m, reading.Fields.Sum(field => field.Lost));
        Assert.Equal(12.78m, reading.Fields.Sum(field => field.Explained));
        Assert.Equal(9.1009m, reading.Fields.Sum(field => field.Remainder));
        Assert.Equal([4, 1, 1, 4, 2, 7, 5, 4], reading.Fields.Select(field => field.Rank));
        Assert.Equal("UBND huyện Tam Đường", reading.Agency);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_sample_has_sixteen_deductions_with_their_codes_and_points(string form) =>
        Assert.Equal(Deductions, Read(form).Deductions.Select(deduction => (deduction.Criterion, deduction.Points)));

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_sample_has_the_figures_dates_and_shares(string form)
    {
        var deductions = Read(form).Deductions;

        Assert.Equal([(10m, 46m), (1339m, 2818m), (35m, 38m)], deductions.Where(one => one.Denominator is not null).Select(one => (one.Numerator!.Value, one.Denominator!.Value)));
        Assert.Equal([62m, 92.1m], deductions.Select(one => one.Percent).OfType<decimal>());
        Assert.Equal([7, 4, 5], deductions.SelectMany(one => one.Shares).Select(share => share.Count));
        Assert.Equal(3, deductions.SelectMany(one => one.Dates).Count(date => date.Means == DateMeaning.Due));
        Assert.Equal(2, deductions.SelectMany(one => one.Dates).Count(date => date.Means == DateMeaning.Received));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_sample_has_twenty_nine_directives_in_seven_groups(string form) =>
        Assert.Equal([10, 5, 5, 2, 3, 3, 1], Read(form).Directives.GroupBy(directive => directive.Group).Select(group => group.Count()));

    [Fact]
    public void Pasting_the_sample_reads_as_uploading_it() =>
        Assert.Equal(Read("txt").Text, DocumentReader.ReadText(File.ReadAllText(PathOf("txt"))).Text);

    private static AnalysisReading Read(string form) => AnalysisReader.Read(DocumentReader.Read(File.ReadAllBytes(PathOf(form)), $"phan-tich.{form}"));

    private static string PathOf(string form) => ReferenceReport.Upward()
        .Select(folder => Path.Combine(folder, "samples", $"phan-tich-cchc-2023.{form}"))
        .First(File.Exists);
}
