using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Plans;
using Workflow.Domain.Plans;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Plans;

/// <summary>Who will receive what, before anything is sent.</summary>
public sealed class PublicationModel(IMediator mediator, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    public PublicationPreview.View View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAgainAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var published = await mediator.Send(new PublishPlan.Command(new PlanId(Id), Version), cancellationToken);
        TempData["Done"] = text["done.published", published.Tasks, published.Mails].Value;
        return RedirectToPage("/Plans/Details", new { Id });
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        View = await mediator.Send(new PublicationPreview.Query(new PlanId(Id)), cancellationToken);
        return Page();
    }
}
