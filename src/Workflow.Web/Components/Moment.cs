using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Workflow.Web.Components;

/// <summary>An instant as the clocks of the agency showed it.</summary>
[HtmlTargetElement("moment", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MomentTagHelper(AgencyTime zone) : TagHelper
{
    public required DateTimeOffset Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Value.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("class", "number");
        output.Content.Append(zone.Write(Value));
    }
}
