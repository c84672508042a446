using System.Text;
using Workflow.Api.Documents;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Documents;

public sealed class LegacyLettersTests
{
    private const string Tcvn3 = "B¸o c¸o ph©n tÝch kÕt qu¶ c¶i c¸ch hµnh chÝnh cña Uû ban nh©n d©n huyÖn, ®iÓm sè bÞ trõ vµ nhiÖm vô cña tõng ®¬n vÞ trong n¨m.";
    private const string Vni = "Baùo caùo phaân tích keát quaû caûi caùch haønh chính cuûa Uûy ban nhaân daân huyeän, ñieåm soá bò tröø vaø nhieäm vuï cuûa töøng ñôn vò.";

    private static readonly string Unicode = File.ReadAllText(Given.SampleFile);

    [Fact]
    public void Text_in_tcvn3_is_known_by_its_letters() => Refused("file.legacy-font-tcvn3", () => DocumentReader.ReadText(Tcvn3));

    [Fact]
    public void Text_in_vni_is_known_by_its_letters() => Refused("file.legacy-font-vni", () => DocumentReader.ReadText(Vni));

    [Fact]
    public void A_text_file_of_bytes_in_tcvn3_is_known_too() =>
        Refused("file.legacy-font-tcvn3", () => DocumentReader.Read(Encoding.Latin1.GetBytes(Tcvn3)));

    [Fact]
    public void A_report_in_unicode_passes_even_with_some_such_letters_in_it() =>
        DocumentReader.ReadText(Unicode + "\n\nHệ thống «Một cửa»® của Công ty A©, 25°C, 30 m², naïve, où, quá trình toàn đoàn hoá.\n\n" + Tcvn3[..40]);

    [Fact]
    public void A_report_half_of_which_is_in_an_old_font_is_refused()
    {
        var half = string.Join("\n\n", Enumerable.Repeat(Tcvn3, Unicode.Length / Tcvn3.Length));

        Refused("file.legacy-font-tcvn3", () => DocumentReader.ReadText(Unicode + "\n\n" + half));
    }

    [Fact]
    public void A_few_lines_set_in_an_old_font_are_noticed_in_a_unicode_document()
    {
        var letters = new LegacyLetters();
        letters.Add("Times New Roman", Unicode);
        letters.Add("ABCDEF+.VnTimeH", Tcvn3);

        Refused("file.legacy-font-tcvn3", letters.Refuse);
    }

    [Fact]
    public void Unicode_text_that_merely_names_an_old_font_passes()
    {
        var letters = new LegacyLetters();
        letters.Add("VNI-Times", Unicode);
        letters.Add(".VnTime", Unicode);

        letters.Refuse();
    }

    [Fact]
    public void Letters_that_word_keeps_in_the_private_use_area_are_known()
    {
        var hidden = string.Concat(Tcvn3.Select(letter => letter > 0x7F ? (char)(letter + 0xF000) : letter));

        Refused("file.legacy-font-tcvn3", () => LegacyLetters.Refuse(hidden));
    }

    private static void Refused(string code, Action read) => Assert.Equal(code, Assert.Throws<UnreadableFileException>(read).Code);

    private static void Refused(string code, Func<object> read) => Refused(code, () => { read(); });
}
