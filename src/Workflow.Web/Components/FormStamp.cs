using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Workflow.Web.Components;

/// <summary>
/// What every form carries: the version that was shown, so that nobody overwrites what they have not seen, and an id of its
/// own, so that a double press is one act.
/// </summary>
[HtmlTargetElement("form-stamp", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FormStampTagHelper : TagHelper
{
    public uint? Version { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (Version is { } version)
        {
            output.Content.AppendHtml(string.Create(CultureInfo.InvariantCulture, $"""<input type="hidden" name="version" value="{version}">"""));
        }

        output.Content.AppendHtml($"""<input type="hidden" name="commandId" value="{Guid.CreateVersion7()}">""");
    }
}
