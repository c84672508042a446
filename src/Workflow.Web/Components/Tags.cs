using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Workflow.Domain.Tasks;

namespace Workflow.Web.Components;

/// <summary>Where a task stands: a drawing and a word, the colour only helps.</summary>
[HtmlTargetElement("state-tag", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StateTagHelper(IStringLocalizer<Interface> text) : TagHelper
{
    public required RemediationTaskState Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (tone, icon) = Value switch
        {
            RemediationTaskState.Draft => ("rest", "pencil"),
            RemediationTaskState.Assigned => ("busy", "inbox"),
            RemediationTaskState.Accepted => ("busy", "check"),
            RemediationTaskState.Declined => ("soon", "return"),
            RemediationTaskState.InProgress => ("busy", "half"),
            RemediationTaskState.Submitted => ("wait", "send"),
            RemediationTaskState.Returned => ("soon", "return"),
            RemediationTaskState.Completed => ("good", "done"),
            RemediationTaskState.Cancelled => ("rest", "ban"),
            RemediationTaskState.Suspended => ("rest", "clock"),
            _ => throw new InvalidOperationException($"No look is known for {Value}."),
        };
        output.BecomeTag(tone, icon, text[$"state.{Value}"]);
    }
}

/// <summary>How a task stands against its deadline.</summary>
[HtmlTargetElement("timeliness-tag", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TimelinessTagHelper(IStringLocalizer<Interface> text) : TagHelper
{
    public required Timeliness Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (tone, icon) = Value switch
        {
            Timeliness.NoDeadline => ("rest", "infinity"),
            Timeliness.OnTime => ("rest", "calendar"),
            Timeliness.DueSoon => ("soon", "clock"),
            Timeliness.Overdue => ("late", "alert"),
            Timeliness.CompletedOnTime => ("good", "done"),
            Timeliness.CompletedLate => ("soon", "done"),
            Timeliness.Suspended => ("rest", "clock"),
            _ => throw new InvalidOperationException($"No look is known for {Value}."),
        };
        output.BecomeTag(tone, icon, text[$"timeliness.{Value}"]);
    }
}

/// <summary>Any other word that deserves a tag.</summary>
[HtmlTargetElement("word-tag", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WordTagHelper : TagHelper
{
    /// <summary>One of good, soon, late, busy, wait, rest.</summary>
    public string Tone { get; set; } = "rest";

    public required string Icon { get; set; }

    public required string Word { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.BecomeTag(Tone, Icon, Word);
}

internal static class TagLook
{
    public static void BecomeTag(this TagHelperOutput output, string tone, string icon, string word)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"word word-{tone}");
        output.Content.SetHtmlContent(Icons.Svg(icon)).Append(word);
    }
}
