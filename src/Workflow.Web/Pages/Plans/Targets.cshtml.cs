using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Security;
using Workflow.Domain.Plans;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Plans;

/// <summary>What the whole and single fields are to reach.</summary>
public sealed class TargetsModel(IMediator mediator, Visitor visitor, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public decimal? TargetScore { get; set; }

    /// <summary>By number of the field; an empty one has no target.</summary>
    [BindProperty]
    public Dictionary<int, decimal?> Fields { get; set; } = [];

    public PlanView Plan { get; private set; } = null!;

    public ProjectionDetails.View Projection { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!Permissions.Allow((await visitor.LookAsync(cancellationToken)).Roles, Permission.SetTargets))
        {
            throw new NotPermittedException(Permission.SetTargets);
        }

        await ShowAgainAsync(cancellationToken);
        TargetScore = Plan.TargetScore;
        Fields = Projection.Fields.ToDictionary(field => field.Number, field => field.Target);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        IReadOnlyList<FieldTarget> targets = [.. Fields.Where(field => field.Value is not null).Select(field => new FieldTarget(field.Key, field.Value!.Value))];
        await mediator.Send(new SetTargets.Command(new PlanId(Id), TargetScore, targets, Version), cancellationToken);
        TempData["Done"] = text["done.targets"].Value;
        return RedirectToPage("/Plans/Details", new { Id });
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        Plan = await mediator.Send(new PlanDetails.Query(new PlanId(Id)), cancellationToken);
        Projection = await mediator.Send(new ProjectionDetails.Query(new PlanId(Id)), cancellationToken);
        return Page();
    }
}
