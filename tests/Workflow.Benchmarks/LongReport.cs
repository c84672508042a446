using System.Diagnostics;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Workflow.Benchmarks;

/// <summary>A report of about 200 pages in the words of a real one: 8 fields with 120 deductions, and 400 duties of 40 groups.</summary>
internal static class LongReport
{
    private const int DeductionsOfAField = 15;
    private const int ParagraphsOfADeduction = 7;

    private static readonly string[] Fields =
    [
        "Công tác chỉ đạo điều hành", "Cải cách thể chế", "Cải cách thủ tục hành chính", "Cải cách tổ chức bộ máy",
        "Cải cách chế độ công vụ", "Cải cách tài chính công", "Xây dựng chính quyền điện tử", "Tác động của cải cách hành chính",
    ];

    public static byte[] Docx()
    {
        using var content = new MemoryStream();
        using (var package = WordprocessingDocument.Create(content, WordprocessingDocumentType.Document))
        {
            package.AddMainDocumentPart().Document = new Document(new Body(Blocks()));
        }

        return content.ToArray();
    }

    /// <summary>The same as printed by LibreOffice; null where there is none on this machine.</summary>
    public static async Task<byte[]?> PdfAsync(byte[] docx)
    {
        var folder = Directory.CreateTempSubdirectory("workflow-long-");
        try
        {
            var file = Path.Combine(folder.FullName, "long.docx");
            await File.WriteAllBytesAsync(file, docx);
            using var office = Process.Start(new ProcessStartInfo(
                "soffice", ["--headless", $"-env:UserInstallation=file://{folder.FullName}/office", "--convert-to", "pdf", "--outdir", folder.FullName, file])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
            office.BeginOutputReadLine();
            office.BeginErrorReadLine();
            await office.WaitForExitAsync();
            return await File.ReadAllBytesAsync(Path.ChangeExtension(file, "pdf"));
        }
        catch (Exception missing) when (missing is System.ComponentModel.Win32Exception or FileNotFoundException)
        {
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<OpenXmlElement> Blocks()
    {
        yield return Line("BÁO CÁO");
        yield return Line("Phân tích kết quả Chỉ số cải cách hành chính năm 2023 và việc cần làm để nâng Chỉ số năm 2024 của UBND huyện Mẫu Sơn");
        yield return Line("I. KẾT QUẢ NĂM 2023");
        yield return Scores();
        for (var field = 1; field <= Fields.Length; field++)
        {
            yield return Line($"2.{field}. Lĩnh vực {Fields[field - 1]}");
            yield return Line("Lĩnh vực này đạt 20/50 điểm (bằng 40%), giảm 10% so với năm 2022, xếp hạng thứ 4.");
            for (var at = 1; at <= DeductionsOfAField; at++)
            {
                yield return Line($"Tiêu chí {field}.{at}. Gửi báo cáo chuyên đề đợt {at} đúng hạn (bị trừ 2 điểm) vì lý do: Báo cáo số {100 + at}/BC-UBND ngày {at}/5/2023 gửi muộn, hạn chậm nhất ngày 01/5/2023; có 0{at % 9} hồ sơ quá hạn của Phòng Tư pháp.");
                for (var more = 0; more < ParagraphsOfADeduction; more++)
                {
                    yield return Line($"Qua rà soát đợt {at}, các đơn vị đã nhận rõ việc còn chậm trong khâu {more + 1} của quy trình. {Prose}");
                }
            }
        }

        yield return Line("II. NHIỆM VỤ NĂM 2024");
        for (var group = 1; group <= 40; group++)
        {
            yield return Line($"{group}. Phòng Nội vụ");
            for (var at = 1; at <= 10; at++)
            {
                yield return Line($"- Rà soát, hướng dẫn việc thứ {at} của đợt {group}, báo cáo kết quả trước ngày 15/6/2024. {Prose}");
            }
        }
    }

    private static string Prose =>
        "Hồ sơ được tiếp nhận tại bộ phận một cửa, số hóa ngay từ đầu và chuyển cho người xử lý trong ngày làm việc; người dân được báo tình trạng hồ sơ qua tin nhắn. "
        + "Lãnh đạo phòng kiểm tra sổ theo dõi hằng tuần, nhắc những việc sắp đến hạn và ghi lại lý do của từng việc chậm để rút kinh nghiệm trong cuộc họp giao ban gần nhất.";

    private static Table Scores()
    {
        string[][] rows = [["STT", "Lĩnh vực", "Năm 2022 (đạt/tối đa)", "Năm 2023 (đạt/tối đa)"], .. Fields.Select((name, at) => new[] { $"{at + 1}", name, "25/50", "20/50" })];
        return new Table(
            [
                new TableProperties(new TableBorders(
                    new TopBorder { Val = BorderValues.Single }, new LeftBorder { Val = BorderValues.Single }, new BottomBorder { Val = BorderValues.Single },
                    new RightBorder { Val = BorderValues.Single }, new InsideHorizontalBorder { Val = BorderValues.Single }, new InsideVerticalBorder { Val = BorderValues.Single })),
                .. rows.Select(row => new TableRow(row.Select(cell => new TableCell(Line(cell))))),
            ]);
    }

    private static Paragraph Line(string text) => new(new Run(
        new RunProperties(new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman" }, new FontSize { Val = "28" }), new Text(text)));
}
