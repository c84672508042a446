using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features;
using Workflow.Api.Features.Activity;
using Workflow.Web.Components;

namespace Workflow.Web.Pages;

/// <summary>Who did what, the latest first.</summary>
public sealed class ActivityModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public Page<ActivityItem> Entries { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, string> Units { get; private set; } = new Dictionary<Guid, string>();

    public Pager Pager => new(Entries.Number, Entries.PageSize, Entries.Total, new Dictionary<string, string?>());

    /// <summary>The page on which the subject of an entry is shown.</summary>
    public static string? AddressOf(ActivityItem entry) => entry.SubjectKind switch
    {
        "task" => $"~/tasks/{entry.SubjectId}",
        "plan" => $"~/plans/{entry.SubjectId}",
        "report" => $"~/reports/{entry.SubjectId}",
        "report-obligation" => "~/reports/obligations",
        "calendar" => "~/calendar",
        "analysis" => $"~/analyses/{entry.SubjectId}",
        "score-set" => $"~/scoring/sets/{entry.SubjectId}",
        "likelihoods" => "~/scoring/likelihoods",
        "score-board" => $"~/scoring/boards/{entry.SubjectId}",
        "mail" when entry.Facts.ContainsKey("to") => $"~/reminders/mails/{entry.SubjectId}",
        "mail" => "~/delivery",
        "agency" => "~/organization",
        _ => null,
    };

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Entries = await mediator.Send(new ActivityLog.Query(Page: Number), cancellationToken);
        Units = (await mediator.UnitsAsync(cancellationToken)).Names();
    }
}
