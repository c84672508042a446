using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Security;

namespace Workflow.Web.Pages;

[AllowAnonymous]
public sealed class SignOutModel(IMediator mediator) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("~/");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new SignOut.Command(), cancellationToken);
        return RedirectToPage("/SignIn");
    }
}
