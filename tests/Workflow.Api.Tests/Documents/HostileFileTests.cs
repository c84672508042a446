using System.IO.Compression;
using System.Text;
using Workflow.Api.Documents;
using Xunit;

namespace Workflow.Api.Tests.Documents;

public sealed class HostileFileTests
{
    private const string Types =
        """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""";

    private const string Relations =
        """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""";

    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    [Fact]
    public void An_empty_file_is_refused() => Refused([], "file.empty", 422);

    [Fact]
    public void A_file_over_the_limit_is_refused() => Refused(new byte[50 * 1024 * 1024], "file.too-large", 413);

    [Fact]
    public void A_picture_called_docx_is_refused() =>
        Refused([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, (byte)'I', (byte)'H', (byte)'D', (byte)'R'], "file.wrong-kind", 415);

    [Fact]
    public void An_old_word_file_is_refused() => Refused(OldOffice([]), "file.wrong-kind", 415);

    [Fact]
    public void A_word_file_under_a_password_is_refused_for_that() => Refused(OldOffice(Encoding.Unicode.GetBytes("EncryptedPackage")), "file.encrypted", 422);

    [Fact]
    public void A_zip_of_other_things_is_refused() => Refused(Zip(("a.txt", "không phải văn bản")), "file.wrong-kind", 415);

    [Fact]
    public void A_spreadsheet_called_docx_is_refused() => Refused(Zip(("[Content_Types].xml", Types), ("xl/workbook.xml", "<workbook/>")), "file.wrong-kind", 415);

    [Fact]
    public void A_word_file_with_macros_is_refused() =>
        Refused(Zip(("[Content_Types].xml", Types), ("word/document.xml", "<w/>"), ("word/vbaProject.bin", "x")), "file.macros", 415);

    [Fact]
    public void A_zip_cut_short_is_refused() => Refused(Docx(Body("<w:p/>"))[..200], "file.damaged", 422);

    [Fact]
    public void A_zip_that_swells_is_refused() => Refused(Docx(Body(new string(' ', 30 * 1024 * 1024))), "file.zip-bomb", 422);

    [Fact]
    public void A_zip_of_very_many_entries_is_refused()
    {
        var entries = Enumerable.Range(0, FileLimits.ZipEntries + 1).Select(number => ($"word/{number}.xml", "")).ToArray();

        Refused(Zip([("[Content_Types].xml", Types), ("word/document.xml", "<w/>"), .. entries]), "file.zip-bomb", 422);
    }

    [Fact]
    public void A_document_that_declares_entities_is_refused_and_opens_nothing()
    {
        var secret = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(secret, "bí mật");
        try
        {
            var body = $"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file://{secret}">]><w:document xmlns:w="{Word}"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>""";

            Refused(Docx(body), "file.damaged", 422);
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Fact]
    public void A_document_nested_without_end_is_refused()
    {
        var nested = string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 2000)) + "<w:p/>" + string.Concat(Enumerable.Repeat("</w:sdtContent></w:sdt>", 2000));

        Refused(Docx(Body(nested)), "file.damaged", 422);
    }

    [Fact]
    public void A_document_without_text_is_refused() => Refused(Docx(Body("<w:p/>")), "file.no-text", 422);

    [Fact]
    public void A_pdf_under_a_password_is_refused() =>
        Refused(Pdf("<< /Type /Catalog /Pages 2 0 R >>", "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <00> /U <00> >>"), "file.encrypted", 422);

    [Fact]
    public void A_pdf_without_text_is_refused() => Refused(Pdf("<< /Type /Catalog /Pages 2 0 R >>", ""), "file.no-text", 422);

    [Fact]
    public void A_pdf_that_is_a_scan_is_refused_for_that() => Refused(Pdf("<< /Type /Catalog /Pages 2 0 R >>", "", scanned: true), "file.scanned", 422);

    [Fact]
    public void A_pdf_that_breaks_off_is_refused() => Refused("%PDF-1.7\n1 0 obj\n<< /Type /Cat"u8.ToArray(), "file.damaged", 422);

    [Fact]
    public void Random_bytes_are_refused()
    {
        var bytes = new byte[4096];
        new Random(20240916).NextBytes(bytes);

        Refused(bytes, "file.wrong-kind", 415);
    }

    [Fact]
    public void Text_in_an_old_encoding_is_refused() => Refused([.. "B"u8, 0xB8, .. "o c"u8, 0xB8, .. "o"u8], "file.wrong-encoding", 422);

    [Fact]
    public void Pasted_blanks_are_refused()
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => DocumentReader.ReadText(" \r\n\t "));

        Assert.Equal(("file.no-text", 422), (refusal.Code, refusal.Status));
    }

    [Fact]
    public void A_very_long_text_is_refused()
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => DocumentReader.ReadText(new string('a', FileLimits.Letters + 1)));

        Assert.Equal(("file.too-much-text", 422), (refusal.Code, refusal.Status));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_does_not_stop_the_reading() => Assert.Equal("a\uFFFDb", DocumentReader.ReadText("a\uD800b").Text);

    private static void Refused(byte[] content, string code, int status)
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => DocumentReader.Read(content, "báo cáo.docx"));

        Assert.Equal((code, status), (refusal.Code, refusal.Status));
    }

    private static byte[] OldOffice(byte[] directory) => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. directory];

    private static string Body(string blocks) => $"""<?xml version="1.0"?><w:document xmlns:w="{Word}"><w:body>{blocks}</w:body></w:document>""";

    private static byte[] Docx(string document) => Zip(("[Content_Types].xml", Types), ("_rels/.rels", Relations), ("word/document.xml", document));

    private static byte[] Zip(params (string Name, string Text)[] entries)
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

    private static byte[] Pdf(string catalog, string trailer, bool scanned = false)
    {
        var image = scanned ? "/Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R" : "";
        const string Draw = "q 612 0 0 792 0 0 cm /I Do Q";
        string[] objects =
        [
            catalog,
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {image} >>",
            $"<< /Length {Draw.Length} >>\nstream\n{Draw}\nendstream",
            "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream",
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var number = 1; number <= objects.Length; number++)
        {
            places.Add(text.Length);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{number} 0 obj\n{objects[number - 1]}\nendobj\n");
        }

        var start = text.Length;
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(place => text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        text.Append(System.Globalization.CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R /ID [<00> <00>] {trailer} >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }
}
