using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Reports;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Web.Components;

/// <summary>How a report stands against its deadline: a drawing and a word.</summary>
[HtmlTargetElement("report-tag", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ReportTagHelper(IStringLocalizer<Interface> text) : TagHelper
{
    public required ReportItem Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (tone, icon) = Value.State switch
        {
            ReportState.NotDue => ("rest", "calendar"),
            ReportState.DueSoon => ("soon", "clock"),
            ReportState.Overdue => ("late", "alert"),
            ReportState.ClosedInTime => ("good", "done"),
            ReportState.ClosedLate => ("late", "done"),
            ReportState.Cancelled => ("rest", "ban"),
            _ => throw new InvalidOperationException($"No look is known for {Value.State}."),
        };
        output.BecomeTag(tone, icon, text[$"reportState.{Value.State}", Value.DaysLate]);
    }
}

public static class ReportLooks
{
    /// <summary>The day to send by as a deadline of its own; nothing counts down to it once the report has left.</summary>
    public static Timeliness SendByTimeliness(this ReportItem report) => (report.SentOn, report.WorkingDaysLeft) switch
    {
        ({ }, _) or (_, null) => Timeliness.CompletedOnTime,
        (_, < 0) => Timeliness.Overdue,
        _ => report.State is ReportState.NotDue ? Timeliness.OnTime : Timeliness.DueSoon,
    };
}
