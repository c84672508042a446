using Workflow.Domain.Analyses;
using Xunit;

namespace Workflow.Domain.Tests.Analyses;

/// <summary>A small report made by hand: two fields, what the test says about the first, and the duties it gives.</summary>
internal sealed record AReport
{
    private const string DutiesHeading = "II. NHIỆM VỤ VÀ GIẢI PHÁP";

    private IReadOnlyList<SourceBlock> Totals { get; init; } = [];

    private IReadOnlyList<string> About { get; init; } = [];

    private IReadOnlyList<string> Duties { get; init; } = [];

    private IReadOnlyList<SourceBlock> Scores { get; init; } =
    [
        Rows(["STT", "Lĩnh vực", "Năm 2022", "Năm 2023"], ["1", "Cải cách thể chế", "4,5/5", "4/5"], ["2", "Cải cách tài chính công", "2,4/7", "2,5/7"]),
    ];

    public static AnalysisReading Saying(params string[] aboutTheFirstField) => new AReport { About = aboutTheFirstField }.Read();

    public static DeductionReading Deducting(params string[] statement) => Assert.Single(Saying(statement).Deductions);

    public static AReport Giving(params string[] duties) => new() { Duties = duties };

    public static Table Rows(params string[][] rows) => new([.. rows]);

    public AReport After(params string[] aboutTheFirstField) => this with { About = aboutTheFirstField };

    public AReport WithTotals(params string[][] rows) => this with { Totals = [Rows(rows)] };

    public AReport WithScores(params Table[] tables) => this with { Scores = tables };

    public AnalysisReading Read() => AnalysisReader.Read(SourceDocument.Of(
    [
        new Paragraph("Phân tích Chỉ số cải cách hành chính năm 2023 và giải pháp năm 2024 của UBND huyện Mẫu Sơn"),
        new Paragraph("I. PHÂN TÍCH"),
        .. Totals,
        .. Scores,
        new Paragraph("2.1. Chỉ số thành phần cải cách thể chế"),
        .. About.Select(text => new Paragraph(text)),
        new Paragraph("3. Nguyên nhân"),
        new Paragraph(DutiesHeading),
        .. Duties.Select(text => new Paragraph(text)),
        new Paragraph("Trên đây là báo cáo của UBND huyện Mẫu Sơn./."),
        new Paragraph("- Lưu: VT"),
    ]));
}
