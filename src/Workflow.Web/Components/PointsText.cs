using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Workflow.Web.Components;

/// <summary>
/// Points with two decimals; all four stand in the title for whoever checks, and in the text where two would show nothing.
/// </summary>
[HtmlTargetElement("points", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PointsTagHelper(IStringLocalizer<Interface> text) : TagHelper
{
    public decimal? Value { get; set; }

    /// <summary>Writes the word "points" after the figure.</summary>
    public bool Unit { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "points");
        if (Value is not { } points)
        {
            output.Content.Append("–");
            return;
        }

        output.Attributes.SetAttribute("title", text["points.exact", Figures.Exact(points)].Value);
        output.Content.Append(Unit ? text["points.of", Figures.Rounded(points)] : Figures.Rounded(points));
    }
}
