using Workflow.Domain.Analyses;
using Workflow.Domain.Tests.Tasks;

namespace Workflow.Domain.Tests.Plans;

/// <summary>An analysis whose deductions the test writes itself.</summary>
internal static class AnAnalysis
{
    public static AnalysisReport With(params DeductionReading[] deductions) => AnalysisReport.Of(
        new AnalysisReading
        {
            Agency = "UBND huyện Mẫu Sơn",
            PreviousYear = 2022,
            BaseYear = 2023,
            TargetYear = 2024,
            Totals = [],
            Fields = [new FieldReading(7, "Chính quyền số", 12.5m, [], null, 1.63m, 1.51m, 0.12m, default)],
            Deductions = deductions,
            Directives = [],
            Discrepancies = [],
            Units = [],
            Text = "",
        },
        "bao-cao.txt",
        new string('0', 64),
        ATask.Coordinator,
        ATask.Now);

    public static DeductionReading Deduction(
        decimal points = 0.5m, string reason = "chưa kiểm tra đủ", string? name = "Kiểm tra văn bản", decimal? numerator = null, decimal? denominator = null, decimal? percent = null, params UnitShare[] shares) =>
        new(1, 7, "7.1", points, name, reason, default, default, numerator, denominator, percent, [], [], [.. shares.Select(share => share.Unit)], shares);

    public static Deduction One(DeductionReading reading) => With(reading).Deductions.Single();
}
