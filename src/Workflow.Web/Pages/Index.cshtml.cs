using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Domain.Organization;

namespace Workflow.Web.Pages;

/// <summary>Leads everybody to what they came for.</summary>
public sealed class IndexModel(Visitor visitor) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var look = await visitor.LookAsync(cancellationToken);
        TempData.Keep();
        return look.SignedIn ? LocalRedirect(HomeOf(look)) : RedirectToPage("/SignIn");
    }

    private static string HomeOf(Visitor.Look look) =>
        look.IsAny(Role.Coordinator, Role.Chairman, Role.Viewer) ? "~/overview"
        : look.IsAny(Role.UnitHead, Role.Officer) ? "~/my-tasks"
        : "~/organization";
}
