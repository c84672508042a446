using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Workflow.Api;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;

namespace Workflow.Web.Components;

/// <summary>A deadline as people say it: the day, and how many working days that leaves.</summary>
[HtmlTargetElement("due", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DueTagHelper(IStringLocalizer<Interface> text) : TagHelper
{
    public DateOnly? On { get; set; }

    public DueKind Kind { get; set; }

    /// <summary>How far off it is; null where nobody waits for it any more.</summary>
    public DaysLeft? Left { get; set; }

    public required Timeliness Timeliness { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "due" + Timeliness switch
        {
            Timeliness.DueSoon => " due-soon",
            Timeliness.Overdue => " due-late",
            _ => "",
        });

        if (On is not { } day)
        {
            output.Content.Append(text["due.none"]);
            return;
        }

        output.Content.AppendHtml("""<span class="nowrap">""")
            .Append(Kind is DueKind.Before ? text["due.before", Figures.Day(day)] : Figures.Day(day))
            .AppendHtml("</span>");
        if (Left is { } left && Timeliness is not (Timeliness.CompletedOnTime or Timeliness.CompletedLate or Timeliness.NoDeadline or Timeliness.Suspended))
        {
            output.Content.AppendHtml(""" <span class="left">""").Append($"({Wording.Of(left)})").AppendHtml("</span>");
        }
    }
}
