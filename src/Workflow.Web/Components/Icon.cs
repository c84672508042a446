using System.Collections.Frozen;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Workflow.Web.Components;

/// <summary>A small drawing beside a word; it says nothing alone and is hidden from screen readers.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public required string Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become(Name);
}

public static class Icons
{
    private static readonly FrozenDictionary<string, string> Drawings = new Dictionary<string, string>
    {
        ["alert"] = """<path d="M12 4 21.5 20h-19Z"/><path d="M12 10.5v4M12 17.2v.1"/>""",
        ["ban"] = """<circle cx="12" cy="12" r="9"/><path d="m6 6 12 12"/>""",
        ["calendar"] = """<rect x="4" y="5.5" width="16" height="14.5" rx="1.5"/><path d="M4 10.5h16M8 3v4M16 3v4"/>""",
        ["chart"] = """<path d="M5 20v-8M12 20V5M19 20v-5M3 20h18"/>""",
        ["check"] = """<path d="m5 12.5 4.5 4.5L19 7.5"/>""",
        ["clip"] = """<path d="m19.5 11-8 8a5 5 0 0 1-7-7l8-8a3.3 3.3 0 0 1 4.7 4.7l-8 8a1.7 1.7 0 0 1-2.4-2.4l7.4-7.4"/>""",
        ["clock"] = """<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.2 2"/>""",
        ["done"] = """<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.7 5.2-5.5"/>""",
        ["eye"] = """<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="2.8"/>""",
        ["file"] = """<path d="M6 3h8l5 5v13H6Z"/><path d="M14 3v5h5M9 13h6M9 17h6"/>""",
        ["flag"] = """<path d="M5 21V4h13l-3 4.5 3 4.5H5"/>""",
        ["globe"] = """<circle cx="12" cy="12" r="9"/><ellipse cx="12" cy="12" rx="4" ry="9"/><path d="M3 12h18"/>""",
        ["half"] = """<circle cx="12" cy="12" r="9"/><path d="M12 3a9 9 0 0 1 0 18Z" fill="currentColor"/>""",
        ["history"] = """<path d="M4 4.5V9h4.5"/><path d="M4.6 9A8.2 8.2 0 1 1 4 13.5M12 8v4.5l3 1.8"/>""",
        ["inbox"] = """<path d="M4 13.5h4l1.5 3h5l1.5-3h4M4 13.5 6.5 5h11L20 13.5V19H4Z"/>""",
        ["infinity"] = """<path d="M12 12c-2-3-3.5-4-5.3-4a4 4 0 0 0 0 8c1.8 0 3.3-1 5.3-4s3.5-4 5.3-4a4 4 0 0 1 0 8c-1.8 0-3.3-1-5.3-4Z"/>""",
        ["key"] = """<circle cx="8" cy="15" r="4.5"/><path d="m11.2 11.8 8.3-8.300M16 7l3 3"/>""",
        ["list"] = """<path d="M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1"/>""",
        ["mail"] = """<rect x="3" y="5.5" width="18" height="13" rx="1.5"/><path d="m3.5 7 8.5 6.500L20.5 7"/>""",
        ["menu"] = """<path d="M4 6.500h16M4 12h16M4 17.500h16"/>""",
        ["merge"] = """<path d="M6 4v4a4 4 0 0 0 4 4h10M6 20v-4a4 4 0 0 1 4-4"/><path d="m17 9 3 3-3 3"/>""",
        ["out"] = """<path d="M14 8V5H5v14h9v-3M10 12h11M18 9l3 3-3 3"/>""",
        ["pencil"] = """<path d="m4 20 1-4.500L16 4.500l3.5 3.500L8.5 19Z"/><path d="m13.5 7 3.5 3.5"/>""",
        ["plus"] = """<path d="M12 5v14M5 12h14"/>""",
        ["return"] = """<path d="M9 14 4 9l5-5"/><path d="M4 9h10a5.5 5.5 0 0 1 0 11h-3"/>""",
        ["search"] = """<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>""",
        ["send"] = """<path d="M3.5 12 20.5 4l-5 16.5-3.7-7Z"/><path d="M20.5 4 11.8 13.5"/>""",
        ["split"] = """<path d="M4 12h6a4 4 0 0 0 4-4V5M10 12a4 4 0 0 1 4 4v3"/><path d="m11 8 3-3 3 3M11 16l3 3 3-3"/>""",
        ["undo"] = """<path d="M8 13 4 9l4-4"/><path d="M4 9h10a5 5 0 0 1 0 10H9"/>""",
        ["user"] = """<circle cx="12" cy="8" r="4"/><path d="M4 20.500c1-4 4-6 8-6s7 2 8 6"/>""",
        ["users"] = """<circle cx="9" cy="8" r="3.5"/><path d="M2.500 20c.8-3.800 3.200-5.500 6.500-5.500s5.700 1.700 6.500 5.500M16 4.800a3.500 3.500 0 0 1 0 6.400M18 14.800c2 .7 3.100 2.400 3.500 5.200"/>""",
    }.ToFrozenDictionary();

    /// <summary>The drawing as markup.</summary>
    /// <exception cref="KeyNotFoundException">There is no drawing of this name.</exception>
    public static string Svg(string name) =>
        $"""<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{Drawings[name]}</svg>""";

    internal static void Become(this TagHelperOutput output, string name)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Svg(name));
    }
}
