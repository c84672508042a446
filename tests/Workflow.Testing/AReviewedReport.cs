using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Persistence;
using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;

namespace Workflow.Testing;

/// <summary>
/// A reading with everything a review has to deal with: rows of which two are unsure, a passage that could not be read, a
/// cause in several places, a criteria table, money, late reports, a directive with its day, a unit nobody knows.
/// </summary>
public static class AReviewedReport
{
    public const string Missed = "Ngoài ra, huyện còn bị trừ điểm do chậm công khai kết quả rà soát văn bản.";

    public const string Text =
        """
        BÁO CÁO
        Phân tích Chỉ số cải cách hành chính năm 2023 của UBND huyện Mẫu Sơn
        2.1. Lĩnh vực cải cách thể chế
        Tiêu chí 1.1. Báo cáo công tác văn bản (trừ 0,5 điểm) do gửi muộn: hạn 25/5/2023, ký 20/5/2023, nhận 02/6/2023.
        Tiêu chí 1.2. Xử lý văn bản (trừ 1 điểm) do Phòng Tư pháp xử lý chậm theo Kết luận số 497/KL-TTr; chưa công bố kết quả.
        Mất 0,25 điểm do chưa theo dõi thi hành pháp luật theo Kết luận số 497/KL-TTr.
        Ngoài ra, huyện còn bị trừ điểm do chậm công khai kết quả rà soát văn bản.
        2.2. Lĩnh vực cải cách tài chính công
        Tiêu chí 2.1. Giải ngân (trừ 2 điểm) do Ban Quản lý chợ Mẫu Sơn và Sở Tài chính giải ngân chậm 38,512 triệu đồng.
        Tiêu chí 2.2. Tự chủ (trừ 0,75 điểm) do chưa giao tự chủ.
        II. NHIỆM VỤ, GIẢI PHÁP
        - Phòng Tư pháp rà soát văn bản xong trước ngày 30/9/2024.
        """;

    public static async Task<AnalysisId> SaveAsync(WorkflowHost host, AgencyCase agency, Func<AnalysisReading, AnalysisReading>? change = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Api.Security.CurrentUser>().ActAs(agency.Coordinator);
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var report = AnalysisReport.Of((change ?? (same => same))(Reading()), "bao-cao-mau-son.docx", new string('a', 64), agency.Coordinator, host.Clock.GetUtcNow());
        db.Analyses.Add(report);
        await db.SaveChangesAsync();
        return report.Id;
    }

    private static AnalysisReading Reading() => new()
    {
        Agency = "UBND huyện Mẫu Sơn",
        PreviousYear = 2022,
        BaseYear = 2023,
        TargetYear = 2024,
        Totals = [],
        Fields =
        [
            new FieldReading(1, "Cải cách thể chế", 10, [], null, 3m, 1.75m, 1.25m, default) { Doubts = [new Doubt(ReadValue.Max, Doubt.UnlabelledColumn)] },
            new FieldReading(2, "Cải cách tài chính công", 10, [], null, 4m, 2.75m, 1.25m, default),
        ],
        Deductions =
        [
            Row(1, 1, "1.1", 0.5m, "gửi muộn: hạn 25/5/2023, ký 20/5/2023, nhận 02/6/2023.") with
            {
                LateReports =
                [
                    new LateReport("Báo cáo công tác văn bản", new DateOnly(2023, 5, 25), DueKind.OnOrBefore, new DateOnly(2023, 5, 20), null, new DateOnly(2023, 6, 2), DateMeaning.Received, 8, default),
                ],
                Dates = [new DatedFact(new DateOnly(2023, 5, 25), DateMeaning.Due, DueKind.OnOrBefore, default)],
            },
            Row(2, 1, "1.2", 1m, "Phòng Tư pháp xử lý chậm theo Kết luận số 497/KL-TTr; chưa công bố kết quả.", "Phòng Tư pháp") with
            {
                Documents = ["Kết luận số 497/KL-TTr"],
                Cited = [new DocumentReading("Kết luận số 497/KL-TTr", "Kết luận", "497/KL-TTr", null, null, default)],
                SuggestedLead = "Phòng Tư pháp",
                Suggestions = [new UnitSuggestion("Phòng Tư pháp", SuggestionReason.NamedInReason)],
            },
            Row(3, 1, null, 0.25m, "chưa theo dõi thi hành pháp luật theo Kết luận số 497/KL-TTr.") with
            {
                Doubts = [new Doubt(ReadValue.Criterion, Doubt.NoCode), new Doubt(ReadValue.Field, Doubt.NoCode)],
            },
            Row(4, 2, "2.1", 2m, "Ban Quản lý chợ Mẫu Sơn và Sở Tài chính giải ngân chậm 38,512 triệu đồng.", "Ban quản lý chợ Mẫu Sơn", "Sở Tài chính") with
            {
                Money = [new MoneyReading(38_512_000m, null, default)],
            },
            Row(5, 2, "2.2", 0.75m, "chưa giao tự chủ.") with { Doubts = [new Doubt(ReadValue.Points, Doubt.SeveralFigures)] },
        ],
        Directives =
        [
            new DirectiveReading("Phòng Tư pháp", ["Phòng Tư pháp"], 1, "Phòng Tư pháp rà soát văn bản xong trước ngày 30/9/2024.", PlaceOf("Phòng Tư pháp rà soát văn bản xong trước ngày 30/9/2024."))
            {
                DueOn = new DateOnly(2024, 9, 30),
                DueKind = DueKind.Before,
                Product = "Báo cáo rà soát",
                Coordinating = ["Phòng Nội vụ"],
            },
        ],
        Discrepancies =
        [
            new Discrepancy(Discrepancy.UnexplainedLoss, 1, ["3", "1,75", "1,25"], PlaceOf("Lĩnh vực cải cách thể chế"), PlaceOf("Lĩnh vực cải cách tài chính công")),
        ],
        Units = ["Phòng Tư pháp"],
        Criteria = [new CriterionReading(1, "1.1", "Báo cáo công tác văn bản", 1m, 1m, 0.5m, null, 0.5m, default)],
        Unread = [new UnreadPassage(1, UnreadKind.Deduction, 1, Missed, PlaceOf(Missed), UnreadPassage.NoPoints)],
        RootCauses = [new RootCauseReading([2, 3], RootCauseGround.SameDocument, "Kết luận số 497/KL-TTr")],
        Text = Text,
    };

    private static DeductionReading Row(int ordinal, int field, string? criterion, decimal points, string reason, params string[] units) =>
        new(ordinal, field, criterion, points, null, reason, PlaceOf(reason), PlaceOf(reason), null, null, null, [], [], units, []);

    private static TextSpan PlaceOf(string sentence) => new(Text.IndexOf(sentence, StringComparison.Ordinal), sentence.Length);
}
