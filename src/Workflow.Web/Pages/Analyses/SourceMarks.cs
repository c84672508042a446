using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Analyses;
using Workflow.Web.Components;

namespace Workflow.Web.Pages.Analyses;

/// <summary>Every place of a report that something on the page was read from.</summary>
internal static class SourceMarks
{
    public static IEnumerable<SourceMark> Of(AnalysisView view, IStringLocalizer<Interface> text) =>
    [
        .. view.Deductions.SelectMany(row => row.Places.Select((place, at) => new SourceMark(
            place, at == 0 ? $"source-{row.Ordinal}" : $"source-{row.Ordinal}-{at + 1}", $"row-{row.Ordinal}", text["analysis.mark.row", row.Ordinal]))),
        .. view.Discrepancies.SelectMany((found, at) => new[]
        {
            new SourceMark(found.Source, $"conflict-{at + 1}", $"discrepancy-{at + 1}", text["analysis.mark.conflict", at + 1]),
            new SourceMark(found.OtherSource ?? default, $"conflict-{at + 1}-other", $"discrepancy-{at + 1}", text["analysis.mark.conflict", at + 1]),
        }),
        .. view.Unread.Where(passage => passage.Decided is null).Select(passage => new SourceMark(
            passage.Source, $"unread-source-{passage.Ordinal}", $"unread-{passage.Ordinal}", text["analysis.mark.unread", passage.Ordinal], "unread")),
        .. view.Directives.Select((directive, at) => new SourceMark(
            directive.Source, $"duty-source-{at + 1}", $"duty-{at + 1}", text["analysis.mark.duty", at + 1], "duty")),
    ];
}
