using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Deadlines;

namespace Workflow.Web.Pages.Reminders;

/// <summary>What would be sent in the days to come, also if the system stood still or a Friday became a holiday.</summary>
public sealed class RehearsalModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Days { get; set; } = 30;

    [BindProperty(SupportsGet = true)]
    public int Standstill { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? DayOff { get; set; }

    public ReminderRehearsal.View Rehearsal { get; private set; } = null!;

    /// <summary>The next few Fridays, of which one may be tried as a holiday.</summary>
    public IEnumerable<DateOnly> Fridays
    {
        get
        {
            var today = DateOnly.FromDateTime(Rehearsal.From.DateTime);
            var first = today.AddDays(1 + (((int)DayOfWeek.Friday - (int)today.AddDays(1).DayOfWeek + 7) % 7));
            return Enumerable.Range(0, 4).Select(week => first.AddDays(7 * week));
        }
    }

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Rehearsal = await mediator.Send(new ReminderRehearsal.Query(Days, Standstill, DayOff), cancellationToken);

    public string DayInFull(DateTime day) => $"{day.ToString("dddd", CultureInfo.CurrentCulture)} {day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}";
}
