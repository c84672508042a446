using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Workflow.Fuzz;

/// <summary>
/// Makes the folder of hostile inputs, <c>tests/hostile</c>: each file is named for what it is and for the code of the refusal it
/// must get, <c>NN-what-it-is.file.code.ext</c>. What fuzzing found, <c>found-…</c>, stays as it is.
/// </summary>
internal static class Hostile
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Table = "STT\tLĩnh vực\tNăm 2022 (đạt/tối đa)\tNăm 2023 (đạt/tối đa)\n1\tCải cách thể chế\t35,5/40\t38/40\n";
    private const string Tcvn3 = "B¸o c¸o ph©n tÝch kÕt qu¶ c¶i c¸ch hµnh chÝnh cña Uû ban nh©n d©n huyÖn, ®iÓm sè bÞ trõ vµ nhiÖm vô cña tõng ®¬n vÞ trong n¨m.";
    private const string Vni = "Baùo caùo phaân tích keát quaû caûi caùch haønh chính cuûa Uûy ban nhaân daân huyeän, ñieåm soá bò tröø vaø nhieäm vuï cuûa töøng ñôn vò trong naêm.";

    public static int Write(string folder)
    {
        foreach (var old in Directory.GetFiles(folder).Where(file => char.IsAsciiDigit(Path.GetFileName(file)[0])))
        {
            File.Delete(old);
        }

        var number = 0;
        foreach (var (name, content) in All())
        {
            File.WriteAllBytes(Path.Combine(folder, $"{++number:00}-{name}"), content);
        }

        return 0;
    }

    private static IEnumerable<(string Name, byte[] Content)> All() =>
    [
        ("zip-that-swells.file.zip-bomb.docx", Docx(Body(new string(' ', 30 * 1024 * 1024)))),
        ("zip-of-overlapping-entries.file.zip-bomb.docx", Overlapping()),
        ("zip-of-many-entries.file.zip-bomb.docx", Seeds.Zip([.. Plain(Body("")), .. Enumerable.Range(0, 2001).Select(at => ($"{at}", ""))])),
        ("zip-in-zip-in-zip.file.wrong-kind.docx", Nested()),
        ("word-under-password.file.encrypted.docx", [.. OldOffice(), .. Encoding.Unicode.GetBytes("EncryptedPackage")]),
        ("old-word.file.wrong-kind.doc", [.. OldOffice(), .. Encoding.Unicode.GetBytes("WordDocument")]),
        ("word-with-macros.file.macros.docm", Seeds.Zip([.. Plain(Body("<w:p/>")), ("word/vbaProject.bin", "x")])),
        ("word-that-reads-a-file-of-the-server.file.damaged.docx", Docx($"<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{Body(Line("&e;"))}")),
        ("word-of-a-billion-laughs.file.damaged.docx", Docx(Laughs())),
        ("word-nested-without-end.file.damaged.docx", Docx(Body(Repeated("<w:sdt><w:sdtContent>", 20_000) + "<w:p/>" + Repeated("</w:sdtContent></w:sdt>", 20_000)))),
        ("word-with-nested-runs.file.damaged.docx", Docx(Body("<w:p>" + Repeated("<w:ins>", 60_000) + "<w:r><w:t>a</w:t></w:r>" + Repeated("</w:ins>", 60_000) + "</w:p>"))),
        ("word-with-tables-in-tables.file.damaged.docx", Docx(Body(Repeated("<w:tbl><w:tr><w:tc>", 15_000) + "<w:p/>" + Repeated("</w:tc></w:tr></w:tbl>", 15_000)))),
        ("word-with-a-huge-attribute.analysis.no-score-table.docx", Docx(Body($"<w:p w:rsidR=\"{new string('a', 900_000)}\"><w:r><w:t>Báo cáo</w:t></w:r></w:p>"))),
        ("word-of-a-million-merged-cells.file.too-much-text.docx", Docx(Body($"<w:tbl>{Repeated($"<w:tr>{Repeated("<w:tc><w:tcPr><w:gridSpan w:val=\"99999\"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>", 100)}</w:tr>", 100)}</w:tbl>{Line("Báo cáo")}"))),
        ("word-related-to-itself.file.damaged.docx", Seeds.Zip(
            ("[Content_Types].xml", Seeds.Types(("word/document.xml", "wordprocessingml.document.main"))),
            ("_rels/.rels", Seeds.Relations(("officeDocument", "word/document.xml"))),
            ("word/_rels/document.xml.rels", Seeds.Relations(("styles", "document.xml"), ("officeDocument", "document.xml"), ("numbering", "../_rels/.rels"))),
            ("word/document.xml", Body(Line("Báo cáo"))))),
        ("word-with-styles-based-on-each-other.analysis.no-score-table.docx", Seeds.Zip(
            ("[Content_Types].xml", Seeds.Types(("word/document.xml", "wordprocessingml.document.main"), ("word/styles.xml", "wordprocessingml.styles"))),
            ("_rels/.rels", Seeds.Relations(("officeDocument", "word/document.xml"))),
            ("word/_rels/document.xml.rels", Seeds.Relations(("styles", "styles.xml"))),
            ("word/styles.xml", $"<w:styles xmlns:w=\"{Word}\"><w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>"),
            ("word/document.xml", Body("<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>Báo cáo</w:t></w:r></w:p>")))),
        ("word-cut-short.file.damaged.docx", Docx(Body(Line("Báo cáo")))[..200]),
        ("word-of-too-much-text.file.too-much-text.docx", Docx(Body(Line(new string('a', 1_000_001))))),
        ("word-without-text.file.no-text.docx", Docx(Body("<w:p/>"))),
        ("word-in-tcvn3.file.legacy-font-tcvn3.docx", Docx(Body(Set(Tcvn3, ".VnTime")))),
        ("word-in-vni.file.legacy-font-vni.docx", Docx(Body(Set(Vni, "VNI-Times")))),
        ("spreadsheet-called-word.file.wrong-kind.docx", Seeds.Spreadsheet()),
        ("picture-called-word.file.wrong-kind.docx", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, (byte)'I', (byte)'H', (byte)'D', (byte)'R']),
        ("rich-text-called-word.file.wrong-kind.docx", Encoding.ASCII.GetBytes("{\\rtf1\\ansi Bao cao}")),
        ("web-page-called-word.file.wrong-kind.doc", Encoding.UTF8.GetBytes("<html><body>Báo cáo</body></html>")),
        ("empty.file.empty.docx", []),
        ("pdf-and-zip-in-one.file.damaged.pdf", [.. "%PDF-1.7\n"u8, .. Docx(Body(Line("Báo cáo")))]),
        ("pdf-under-password.file.encrypted.pdf", Pdf(Page("BT ET"), trailer: "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <00> /U <00> >>")),
        ("pdf-that-is-a-scan.file.scanned.pdf", Pdf([.. Page("q 612 0 0 792 0 0 cm /X Do Q"),
            "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"])),
        ("pdf-whose-pages-go-round.file.no-text.pdf", Pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>")),
        ("pdf-of-deep-arrays.file.damaged.pdf", Pdf(Page(Packed(Encoding.ASCII.GetBytes(Repeated("[", 3_000_000))), "/Filter /FlateDecode"))),
        ("pdf-of-deep-pages.file.no-text.pdf", Pdf(["<< /Type /Catalog /Pages 2 0 R >>", .. Enumerable.Range(2, 800).Select(at => $"<</Type/Pages/Kids[{at + 1} 0 R]/Count 1>>"), "<< /Type /Page /MediaBox [0 0 612 792] >>"])),
        ("pdf-with-an-object-that-refers-to-itself.file.damaged.pdf", Pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources 4 0 R >>", "4 0 R")),
        ("pdf-whose-page-swells.file.too-heavy.pdf", Pdf(Page(Packed(Packed(new byte[1 << 28])), "/Filter [/FlateDecode /FlateDecode]"))),
        ("pdf-whose-objects-swell.file.too-heavy.pdf", SwellingObjects()),
        ("pdf-of-too-many-pages.file.too-many-pages.pdf", Pdf("<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Kids [{Repeated("3 0 R ", 301)}] /Count 301 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>")),
        ("pdf-that-claims-two-billion-pages.file.no-text.pdf", Pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>")),
        ("pdf-cut-short.file.damaged.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<< /Type /Cat")),
        ("pdf-whose-xref-goes-round.file.no-text.pdf", Pdf(Page("BT ET"), trailer: "/Prev START")),
        ("pdf-whose-xref-points-out.file.damaged.pdf", Encoding.ASCII.GetBytes("%PDF-1.4\nxref\n0 2\n0000000000 65535 f \n9999999999 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R /Prev 99999999999 >>\nstartxref\n9\n%%EOF\n")),
        ("pdf-of-endless-labour.file.too-slow.pdf", Pdf(["<< /Type /Catalog /Pages 2 0 R >>", $"<< /Type /Pages /Kids [{Repeated("3 0 R ", 300)}] /Count 300 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>", Page(Packed(Encoding.ASCII.GetBytes(Repeated("q Q ", 800_000))), "/Filter /FlateDecode")[3]])),
        ("pdf-whose-form-draws-itself.file.no-text.pdf", Pdf([.. Page("/X Do"),
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream"])),
        ("text-that-is-none.file.wrong-kind.txt", Noise()),
        ("text-in-windows-1258.file.wrong-encoding.txt", [.. "C"u8, 0xF4, .. "ng v"u8, 0xE3, 0xEC, .. "n s"u8, 0xF4, 0xEC]),
        ("text-in-tcvn3.file.legacy-font-tcvn3.txt", Encoding.Latin1.GetBytes(Tcvn3)),
        ("text-in-vni.file.legacy-font-vni.txt", Encoding.UTF8.GetBytes(Vni)),
        ("text-of-blanks.file.no-text.txt", Encoding.UTF8.GetBytes(" \r\n\t \u00A0\u200B\n")),
        ("text-with-an-endless-sentence.analysis.unreadable.txt", Encoding.UTF8.GetBytes(Table + "\n2.1. Lĩnh vực cải cách thể chế\n\nTiêu chí 1.2. Gửi báo cáo " + Repeated("(bị trừ 0,5 điểm) do ", 2000))),
        ("text-of-endless-deductions.analysis.unreadable.txt", Encoding.UTF8.GetBytes(Table + "\n2.1. Lĩnh vực cải cách thể chế\n\n" + Repeated("Tiêu chí 1.2. A (trừ 0,5 điểm) do b.\n\n", 600))),
        ("text-that-is-no-report.analysis.no-score-table.txt", Encoding.UTF8.GetBytes("Kính gửi các đơn vị.")),
    ];

    private static string Repeated(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static string Body(string blocks) => $"<w:document xmlns:w=\"{Word}\"><w:body>{blocks}</w:body></w:document>";

    private static string Line(string text) => $"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>";

    private static string Set(string text, string font) => $"<w:p><w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>";

    private static (string Name, string Text)[] Plain(string document) =>
    [
        ("[Content_Types].xml", Seeds.Types(("word/document.xml", "wordprocessingml.document.main"))),
        ("_rels/.rels", Seeds.Relations(("officeDocument", "word/document.xml"))),
        ("word/document.xml", document),
    ];

    private static byte[] Docx(string document) => Seeds.Zip(Plain(document));

    private static string Laughs()
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(at => $"<!ENTITY l{at} \"{Repeated($"&l{at - 1};", 10)}\">"));
        return $"<!DOCTYPE d [<!ENTITY l0 \"ha\">{entities}]>{Body(Line("&l9;"))}";
    }

    private static byte[] OldOffice() => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504]];

    private static byte[] Noise()
    {
        var bytes = new byte[4096];
        new Random(20240916).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Nested()
    {
        var content = Packed(new byte[10_000_000]);
        for (var depth = 0; depth < 3; depth++)
        {
            var around = new MemoryStream();
            using (var archive = new ZipArchive(around, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var copy in Enumerable.Range(0, 4))
                {
                    using var entry = archive.CreateEntry($"{copy}.zip").Open();
                    entry.Write(content);
                }
            }

            content = around.ToArray();
        }

        return content;
    }

    /// <summary>Sixty names for the bytes of one entry.</summary>
    private static byte[] Overlapping()
    {
        var one = Docx(Body(Line("Báo cáo")));
        var end = one.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        var directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(one.AsSpan(end + 16));
        var entries = one[directory..end];
        var copies = Enumerable.Repeat(entries, 20).SelectMany(bytes => bytes).ToArray();
        var tail = one[end..];
        BinaryPrimitives.WriteUInt16LittleEndian(tail.AsSpan(8), 60);
        BinaryPrimitives.WriteUInt16LittleEndian(tail.AsSpan(10), 60);
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(12), (uint)copies.Length);
        return [.. one[..directory], .. copies, .. tail];
    }

    private static byte[] Packed(byte[] content)
    {
        var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    private static string[] Page(string draw) => Page(Encoding.ASCII.GetBytes(draw), "");

    private static string[] Page(byte[] draw, string filter) =>
    [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>",
        $"<< /Length {draw.Length} {filter} >>\nstream\n{Encoding.Latin1.GetString(draw)}\nendstream",
    ];

    private static byte[] Pdf(params string[] objects) => Pdf(objects, trailer: "");

    private static byte[] Pdf(string[] objects, string trailer)
    {
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
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R {trailer.Replace("START", $"{start}", StringComparison.Ordinal)} >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>The catalog itself lies in a stream of objects that unpacks to 256 MB.</summary>
    private static byte[] SwellingObjects()
    {
        var objects = new byte[1 << 28];
        "1 0 "u8.CopyTo(objects);
        "<< /Type /Catalog /Pages 3 0 R >>"u8.CopyTo(objects.AsSpan(4));
        var packed = Packed(Packed(objects));
        var text = $"%PDF-1.5\n2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length {packed.Length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n{Encoding.Latin1.GetString(packed)}\nendstream\nendobj\n";
        var pages = text.Length;
        text += "3 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n";
        var start = text.Length;
        byte[] table = [0, 0, 0, 255, 2, 0, 2, 0, 1, 0, 9, 0, 1, (byte)(pages >> 8), (byte)pages, 0, 1, (byte)(start >> 8), (byte)start, 0];
        text += $"4 0 obj\n<< /Type /XRef /Size 5 /W [1 2 1] /Root 1 0 R /Length {table.Length} >>\nstream\n{Encoding.Latin1.GetString(table)}\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n";
        return Encoding.Latin1.GetBytes(text);
    }
}
