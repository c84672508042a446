using CsCheck;
using Workflow.Domain.Analyses;
using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class SurveyBandTests
{
    private static readonly IReadOnlySet<int> NoFields = new HashSet<int>();
    private static readonly IReadOnlySet<int> Fields = new HashSet<int> { 2, 3 };

    [Fact]
    public void The_reference_report_gives_22_30_give_or_take_1_73()
    {
        var band = SurveyBand.Of(Reading(2022, Survey(2022, 24.03m), Survey(2023, 22.30m)), NoFields)!;

        Assert.Equal((20.57m, 22.30m, 24.03m), (band.Low, band.Expected, band.High));
        Assert.Equal("survey-band", band.Because.Code);
        Assert.Equal(["22,3", "2023", "1,73", "2022"], band.Because.Facts);
    }

    [Fact]
    public void It_is_as_wide_upward_as_downward_whichever_way_the_survey_moved()
    {
        var band = SurveyBand.Of(Reading(2022, Survey(2022, 20m), Survey(2023, 22m)), NoFields)!;

        Assert.Equal((20m, 22m, 24m), (band.Low, band.Expected, band.High));
    }

    [Fact]
    public void It_ends_at_the_maximum_and_at_no_points()
    {
        var high = SurveyBand.Of(Reading(2022, Survey(2022, 24m), Survey(2023, 28m)), NoFields, 30m)!;
        var low = SurveyBand.Of(Reading(2022, Survey(2022, 5m), Survey(2023, 2m)), NoFields, 30m)!;

        Assert.Equal((24m, 30m), (high.Low, high.High));
        Assert.Equal((0m, 5m), (low.Low, low.High));
    }

    [Fact]
    public void A_maximum_below_what_was_given_does_not_take_it_away() =>
        Assert.Equal((28m, 28m), SurveyBand.Of(Reading(2022, Survey(2022, 24m), Survey(2023, 28m)), NoFields, 20m) is { } band ? (band.Expected, band.High) : default);

    [Fact]
    public void Without_totals_of_both_years_the_fields_of_the_survey_alone_are_added_up()
    {
        var reading = Reading(2022, Survey(2023, 99m)) with { Fields = [Field(1, 10, (2022, 9m), (2023, 9m)), Field(2, 5, (2022, 4m), (2023, 3m)), Field(3, 4, (2022, 3m), (2023, 3.5m))] };

        var band = SurveyBand.Of(reading, Fields, 99m)!;

        // 6,5 after 7 of at most 9: half a point up or down.
        Assert.Equal((6m, 6.5m, 7m), (band.Low, band.Expected, band.High));
    }

    [Fact]
    public void The_maximum_of_the_fields_of_the_survey_holds_where_they_are_added_up()
    {
        var reading = Reading(2022) with { Fields = [Field(2, 5, (2022, 2m), (2023, 4.5m))] };

        Assert.Equal(5m, SurveyBand.Of(reading, Fields)!.High);
    }

    [Fact]
    public void Without_two_years_there_is_none()
    {
        Assert.Null(SurveyBand.Of(Reading(null, Survey(2022, 24m), Survey(2023, 22m)), NoFields));
        Assert.Null(SurveyBand.Of(Reading(2022, Survey(2023, 22m)), NoFields));
        Assert.Null(SurveyBand.Of(Reading(2022, Survey(2022, 24m)), NoFields));
        Assert.Null(SurveyBand.Of(Reading(2022, Survey(2022, null), Survey(2023, 22m)), NoFields));
        Assert.Null(SurveyBand.Of(Reading(2022) with { Fields = [Field(2, 5, (2022, 4m), (2023, 3m)), Field(3, 4, (2023, 3m))] }, Fields));
    }

    [Fact]
    public void What_was_given_lies_always_within_it() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 3000]).Sample((then, now) =>
        {
            var (earlier, given) = (then / 100m, now / 100m);
            var band = SurveyBand.Of(Reading(2022, Survey(2022, earlier), Survey(2023, given)), NoFields, 30m)!;
            Assert.Equal(given, band.Expected);
            Assert.InRange(band.Expected, band.Low, band.High);
            Assert.InRange(earlier, band.Low, band.High);
            Assert.InRange(band.High, 0, 30);
        });

    private static AnalysisReading Reading(int? previous, params YearTotal[] totals) => new()
    {
        Agency = null,
        PreviousYear = previous,
        BaseYear = 2023,
        TargetYear = 2024,
        Totals = totals,
        Fields = [],
        Deductions = [],
        Directives = [],
        Discrepancies = [],
        Units = [],
        Text = "",
    };

    private static YearTotal Survey(int year, decimal? points) => new(year, 55m, points, 80m, null, null, default);

    private static FieldReading Field(int number, decimal max, params (int Year, decimal Points)[] results) =>
        new(number, $"Lĩnh vực {number}", max, [.. results.Select(result => new FieldResult(result.Year, result.Points, null))], null, 0, 0, 0, default);
}
