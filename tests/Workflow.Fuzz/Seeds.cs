using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Workflow.Fuzz;

/// <summary>What mutations begin with: the samples, and small files of every kind whose parts lie open.</summary>
internal static class Seeds
{
    private const string Report =
        """
        BÁO CÁO
        Phân tích Chỉ số cải cách hành chính năm 2023 và giải pháp năm 2024 của UBND huyện Mẫu Sơn

        Năm	Điểm thẩm định	Điểm điều tra	Chỉ số CCHC (%)	Xếp hạng (/8 đơn vị)
        2022	48,04	24,03	72,07	3
        2023	55,81	22,30	78,12	4

        STT	Lĩnh vực	Năm 2022 (đạt/tối đa)	Năm 2023 (đạt/tối đa)
        1	Cải cách thể chế	35,5/40	38/40
        2	Cải cách tài chính công	2,4/7	2,5/7

        2.1. Lĩnh vực cải cách thể chế

        Lĩnh vực này đạt 38/40 điểm (bằng 95%), tăng 6,25% so với năm 2022, xếp hạng thứ 4/8.

        Tiêu chí 1.2.1. Gửi báo cáo (bị trừ 0,5 điểm) vì lý do: Báo cáo số 1593/BC-UBND ngày 29/12/2023 gửi muộn, hạn chậm nhất ngày 25/5/2023; 07 hồ sơ của Phòng Tư pháp.

        II. GIẢI PHÁP

        1. Phòng Nội vụ

        - Theo dõi và nhắc các đơn vị gửi báo cáo trước ngày 15/6/2024.
        """;

    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    public static IEnumerable<byte[]> All()
    {
        var samples = Path.Combine(AppContext.BaseDirectory, "samples");
        return [.. Directory.GetFiles(samples).Select(File.ReadAllBytes), Encoding.UTF8.GetBytes(Report), Encoding.Unicode.GetBytes(Report), Document(), Spreadsheet(), Pdf()];
    }

    private static byte[] Document()
    {
        var rows = string.Concat(Report.Split('\n').Where(line => line.Contains('\t', StringComparison.Ordinal))
            .Select(line => $"<w:tr>{string.Concat(line.Split('\t').Select(cell => $"<w:tc><w:tcPr><w:gridSpan w:val=\"1\"/></w:tcPr><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>"))}</w:tr>"));
        var lines = string.Concat(Report.Split('\n').Where(line => !line.Contains('\t', StringComparison.Ordinal))
            .Select(line => $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"Times New Roman\"/></w:rPr><w:t>{line}</w:t><w:br/></w:r></w:p>"));
        return Zip(
            ("[Content_Types].xml", Types(("word/document.xml", "wordprocessingml.document.main"), ("word/numbering.xml", "wordprocessingml.numbering"), ("word/styles.xml", "wordprocessingml.styles"))),
            ("_rels/.rels", Relations(("officeDocument", "word/document.xml"))),
            ("word/_rels/document.xml.rels", Relations(("numbering", "numbering.xml"), ("styles", "styles.xml"))),
            ("word/numbering.xml", $"<w:numbering xmlns:w=\"{Word}\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"),
            ("word/styles.xml", $"<w:styles xmlns:w=\"{Word}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"b\"/><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>"),
            ("word/document.xml", $"<w:document xmlns:w=\"{Word}\"><w:body><w:tbl>{rows}</w:tbl>{lines}<w:sdt><w:sdtContent><w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p></w:sdtContent></w:sdt></w:body></w:document>"));
    }

    public static byte[] Spreadsheet()
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        return Zip(
            ("[Content_Types].xml", Types(("xl/workbook.xml", "spreadsheetml.sheet.main"), ("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"), ("xl/sharedStrings.xml", "spreadsheetml.sharedStrings"))),
            ("_rels/.rels", Relations(("officeDocument", "xl/workbook.xml"))),
            ("xl/_rels/workbook.xml.rels", Relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"))),
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"Bộ tiêu chí\" sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>"),
            ("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\"><si><t>Tiêu chí</t></si><si><r><t>Điểm</t></r><r><t> tối đa</t></r></si></sst>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>1.2</v></c><c r=\"B3\" t=\"inlineStr\"><is><t>Gửi báo cáo</t></is></c><c r=\"C3\"><v>0.30000000000000004</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>"));
    }

    public static string Types(params (string Part, string Kind)[] parts) =>
        $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{string.Concat(parts.Select(part => $"<Override PartName=\"/{part.Part}\" ContentType=\"application/vnd.openxmlformats-officedocument.{part.Kind}+xml\"/>"))}</Types>";

    public static string Relations(params (string Kind, string Target)[] relations) =>
        $"<Relationships xmlns=\"{Package}/relationships\">{string.Concat(relations.Select((relation, at) => $"<Relationship Id=\"r{at}\" Type=\"{Office}/{relation.Kind}\" Target=\"{relation.Target}\"/>"))}</Relationships>";

    public static byte[] Zip(params (string Name, string Text)[] entries)
    {
        var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return content.ToArray();
    }

    /// <summary>A page with a ruled table and lines of text, nothing of it compressed.</summary>
    private static byte[] Pdf()
    {
        var draw = new StringBuilder();
        for (var row = 0; row <= 3; row++)
        {
            draw.Append(CultureInfo.InvariantCulture, $"50 {700 - (row * 20)} m 450 {700 - (row * 20)} l S {50 + (row * 130)} 640 m {50 + (row * 130)} 700 l S\n");
        }

        string[] words = ["STT Linh vuc", "Nam 2022 35,5/40", "1 Cai cach 38/40", "- Tieu chi 1.2 (bi tru 0,5 diem)", "2.1. Linh vuc"];
        for (var line = 0; line < words.Length; line++)
        {
            draw.Append(CultureInfo.InvariantCulture, $"BT /F 12 Tf 60 {685 - (line * 20)} Td ({words[line]}) Tj ET\n");
        }

        draw.Append("q 1 0 0 1 0 0 cm /X Do Q");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> /Contents 4 0 R >>",
            $"<< /Length {draw.Length} >>\nstream\n{draw}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /Font << /F 5 0 R >> >> /Length 34 >>\nstream\nBT /F 9 Tf 60 500 Td (form) Tj ET  \nendstream",
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var number = 1; number <= objects.Length; number++)
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{objects[number - 1]}\nendobj\n");
        }

        var start = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(place => text.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }
}
