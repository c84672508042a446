namespace Workflow.Domain.Analyses;

/// <summary>
/// What the offices of a People's Committee answer for by the decrees on their organisation (for districts Nghị định
/// 37/2014/NĐ-CP and 107/2020/NĐ-CP), as far as a score set touches it. Used only for offices the report itself names.
/// </summary>
internal static class OfficeFunctions
{
    private static readonly (string Office, string[] Subjects)[] Functions =
    [
        ("tài chính", ["tài chính", "ngân sách", "tự chủ", "tài sản công", "nhà đất", "đầu tư công", "hợp tác xã", "hộ kinh doanh",
            "doanh nghiệp", "kinh tế xã hội", "thu hồi"]),
        ("nội vụ", ["kỷ luật", "công vụ", "công chức", "viên chức", "tổ chức bộ máy", "biên chế", "vị trí việc làm", "kiểm tra cải cách hành chính",
            "báo cáo cải cách hành chính", "kế hoạch cải cách hành chính"]),
        ("văn phòng", ["thủ tục hành chính", "một cửa", "dịch vụ công", "trực tuyến", "phản ánh kiến nghị"]),
        ("tư pháp", ["văn bản quy phạm pháp luật", "thi hành pháp luật", "văn bản trái pháp luật"]),
        ("văn hóa", ["tuyên truyền", "chuyển đổi số", "công nghệ thông tin", "chính quyền điện tử", "ký số"]),
        ("kinh tế hạ tầng", ["hệ thống quản lý chất lượng", "iso"]),
    ];

    /// <summary>The one of these units whose functions the text touches most; null where it touches none.</summary>
    public static string? OwnerOf(string text, IReadOnlyList<string> units)
    {
        var words = Joined(text);
        var best = Functions
            .Select(function => (
                Unit: units.FirstOrDefault(unit => Joined(unit).Contains($" {function.Office} ", StringComparison.Ordinal)),
                Touched: function.Subjects.Count(subject => words.Contains($" {subject} ", StringComparison.Ordinal))))
            .Where(candidate => candidate is { Unit: not null, Touched: > 0 })
            .OrderByDescending(candidate => candidate.Touched)
            .FirstOrDefault();
        return best.Unit;
    }

    private static string Joined(string text) => $" {string.Join(' ', Words.Of(text).Where(word => word.Length > 0))} ";
}
