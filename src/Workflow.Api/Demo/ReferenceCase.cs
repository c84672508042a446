using Workflow.Domain.Organization;

namespace Workflow.Api.Demo;

/// <summary>The units of the reference case and people invented for them.</summary>
internal static class ReferenceCase
{
    public const string Agency = "UBND huyện Tam Đường";

    public sealed record Post(string Unit, UnitKind Kind, string Mailbox, string Head, string Position, string? Officer, params string[] OtherNames);

    public sealed record Seat(string FullName, string Position, string Mailbox, string? Unit, Role Role);

    public static readonly IReadOnlyList<Post> Posts =
    [
        new("Phòng Nội vụ", UnitKind.Office, "noivu", "Lò Thị Phượng", "Trưởng phòng Nội vụ", "Vàng A Chính"),
        new("Phòng Tư pháp", UnitKind.Office, "tuphap", "Giàng A Sử", "Trưởng phòng Tư pháp", "Hoàng Thị Yến"),
        new("Phòng Tài chính - Kế hoạch", UnitKind.Office, "taichinh", "Nguyễn Hữu Đạt", "Trưởng phòng Tài chính - Kế hoạch", "Đỗ Thị Hạnh", "Phòng TC-KH", "Phòng Tài chính – Kế hoạch"),
        new("Phòng Văn hóa - Thông tin", UnitKind.Office, "vanhoa", "Tẩn Thị Mẩy", "Trưởng phòng Văn hóa - Thông tin", null, "Phòng VH-TT"),
        new("Phòng Kinh tế - Hạ tầng", UnitKind.Office, "kinhte", "Trần Quốc Bảo", "Trưởng phòng Kinh tế - Hạ tầng", null, "Phòng KT-HT"),
        new("Phòng Tài nguyên - Môi trường", UnitKind.Office, "tainguyen", "Sùng A Páo", "Trưởng phòng Tài nguyên và Môi trường", null, "Phòng Tài nguyên và Môi trường", "Phòng TN-MT", "Phòng TN&MT"),
        new("Phòng Giáo dục và Đào tạo", UnitKind.Office, "giaoduc", "Phạm Thị Thu Hương", "Trưởng phòng Giáo dục và Đào tạo", null, "Phòng GD&ĐT", "Phòng GDĐT"),
        new("Văn phòng HĐND-UBND huyện", UnitKind.Office, "vanphong", "Lê Minh Tuấn", "Chánh Văn phòng HĐND-UBND huyện", "Lý Thị Mai", "Văn phòng HĐND-UBND", "Văn phòng HĐND và UBND huyện"),
        new("Trung tâm Văn hóa Thể thao và Truyền thông", UnitKind.Service, "truyenthong", "Vũ Đức Thắng", "Giám đốc Trung tâm Văn hóa, Thể thao và Truyền thông", null, "TT VHTT&TT", "Trung tâm Văn hóa, Thể thao và Truyền thông"),
        new("Ban quản lý rừng phòng hộ", UnitKind.Service, "rungphongho", "Tao Văn Hặc", "Trưởng ban quản lý rừng phòng hộ", null, "BQL rừng phòng hộ", "Ban quản lý rừng phòng hộ huyện"),
        new("UBND xã Hồ Thầu", UnitKind.Commune, "hothau", "Tẩn A Sài", "Chủ tịch UBND xã Hồ Thầu", null, "UBND xã Hồ thầu"),
        new("UBND xã Bản Bo", UnitKind.Commune, "banbo", "Lò Văn Sơi", "Chủ tịch UBND xã Bản Bo", null),
        new("UBND thị trấn Tam Đường", UnitKind.Commune, "thitran", "Đặng Thị Loan", "Chủ tịch UBND thị trấn Tam Đường", null, "UBND thị trấn"),
    ];

    public static readonly IReadOnlyList<Seat> Seats =
    [
        new("Đinh Thị Kim Oanh", "Phó Trưởng phòng Nội vụ, thường trực CCHC", "thuongtruc.cchc", "Phòng Nội vụ", Role.Coordinator),
        new("Hoàng Văn Trường", "Chủ tịch UBND huyện", "chutich", null, Role.Chairman),
        new("Nguyễn Thị Lan Anh", "Chuyên viên Sở Nội vụ", "theodoi.sonoivu", null, Role.Viewer),
        new("Bùi Quang Huy", "Quản trị hệ thống", "quantri", null, Role.Administrator),
    ];

    public static string Email(string mailbox) => $"{mailbox}@tamduong.example";
}
