using Workflow.Domain.Analyses;
using Workflow.Domain.Tests.Tasks;

namespace Workflow.Domain.Tests.Analyses;

/// <summary>A reading under review: two sure rows and an unsure one in field 1, one row in field 2, a passage not read, a cause proposed.</summary>
internal static class AReading
{
    public const string Text =
        """
        2.1. Lĩnh vực cải cách thể chế
        Tiêu chí 1.1. Kiểm tra văn bản (trừ 0,5 điểm) do chưa kiểm tra đủ.
        Tiêu chí 1.2. Rà soát văn bản (trừ 1 điểm) do Phòng Tư pháp rà soát chậm; chưa công bố kết quả rà soát.
        Bị trừ 0,25 điểm do chưa theo dõi thi hành pháp luật.
        Ngoài ra còn bị trừ điểm do báo cáo muộn.
        2.2. Lĩnh vực cải cách tài chính công
        Tiêu chí 2.1. Giải ngân (trừ 2 điểm) do giải ngân chậm, gây lãng phí.
        Cũng mất 0,75 điểm do chưa công khai ngân sách.
        """;

    public static AnalysisReport UnderReview(params string[] directives)
    {
        var analysis = AnalysisReport.Of(
            new AnalysisReading
            {
                Agency = "UBND huyện Mẫu Sơn",
                PreviousYear = 2022,
                BaseYear = 2023,
                TargetYear = 2024,
                Totals = [],
                Fields =
                [
                    new FieldReading(1, "Cải cách thể chế", 10, [], null, 2m, 1.75m, 0.25m, default),
                    new FieldReading(2, "Cải cách tài chính công", 10, [], null, 3m, 2m, 1m, default),
                ],
                Deductions =
                [
                    Row(1, 1, "1.1", 0.5m, "chưa kiểm tra đủ."),
                    Row(2, 1, "1.2", 1m, "Phòng Tư pháp rà soát chậm; chưa công bố kết quả rà soát."),
                    Row(3, 1, null, 0.25m, "chưa theo dõi thi hành pháp luật.") with { Doubts = [new Doubt(ReadValue.Criterion, Doubt.NoCode)] },
                    Row(4, 2, "2.1", 2m, "giải ngân chậm, gây lãng phí."),
                ],
                Directives = [.. directives.Select((text, at) => new DirectiveReading("Phòng Tư pháp", ["Phòng Tư pháp"], at + 1, text, default))],
                Discrepancies = [],
                Units = [],
                Unread = [new UnreadPassage(1, UnreadKind.Deduction, 1, "Ngoài ra còn bị trừ điểm do báo cáo muộn.", PlaceOf("Ngoài ra còn bị trừ điểm do báo cáo muộn."), UnreadPassage.NoPoints)],
                RootCauses = [new RootCauseReading([1, 3], RootCauseGround.SameEvent, "chưa kiểm tra")],
                Text = Text,
            },
            "bao-cao.txt",
            new string('0', 64),
            ATask.Coordinator,
            ATask.Now);
        analysis.TakeEvents();
        return analysis;
    }

    public static TextSpan PlaceOf(string sentence) => new(Text.IndexOf(sentence, StringComparison.Ordinal), sentence.Length);

    private static DeductionReading Row(int ordinal, int field, string? criterion, decimal points, string reason) =>
        new(ordinal, field, criterion, points, null, reason, PlaceOf(reason), PlaceOf(reason), null, null, null, [], [], [], []);
}
