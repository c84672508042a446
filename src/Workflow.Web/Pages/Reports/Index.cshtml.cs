using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features;
using Workflow.Api.Features.Reports;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Web.Components;

namespace Workflow.Web.Pages.Reports;

/// <summary>The periodic reports: what is owed to whom until when, and how far each is.</summary>
public sealed class IndexModel(IMediator mediator, Visitor visitor) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Unit { get; set; }

    [BindProperty(SupportsGet = true)]
    public ReportState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public Page<ReportItem> Reports { get; private set; } = null!;

    public IReadOnlyList<UnitRef> Units { get; private set; } = [];

    public bool MayKeep { get; private set; }

    public bool Filtered => Unit is not null || State is not null;

    public Pager Pager => new(Reports.Number, Reports.PageSize, Reports.Total, new Dictionary<string, string?>
    {
        ["unit"] = Unit?.ToString(),
        ["state"] = State?.ToString(),
    });

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        UnitId? unit = Unit is { } id ? new UnitId(id) : null;
        Reports = await mediator.Send(new ReportOccurrenceList.Query(unit, State, Number), cancellationToken);
        Units = await mediator.UnitsAsync(cancellationToken);
        MayKeep = (await visitor.LookAsync(cancellationToken)).IsAny(Role.Coordinator);
    }
}
