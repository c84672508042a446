using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Organization;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages;

/// <summary>Whoever holds the link written at start names the agency and becomes its administrator.</summary>
[AllowAnonymous]
public sealed class FirstRunModel(IMediator mediator, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public string? AgencyName { get; set; }

    [BindProperty]
    public string? FullName { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Nobody could help an administrator who mistyped it.</summary>
    [BindProperty]
    public string? PasswordAgain { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        this.AskFor(text, (nameof(AgencyName), AgencyName), (nameof(FullName), FullName), (nameof(Email), Email), (nameof(Password), Password));
        if (Password != PasswordAgain)
        {
            ModelState.AddModelError(nameof(PasswordAgain), text["firstRun.passwordsDiffer"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await mediator.Send(new SetUpAgency.Command(Token ?? "", AgencyName!, FullName!, Email!.Trim(), Password!), cancellationToken);
        TempData["Done"] = text["done.setUp"].Value;
        return RedirectToPage("/SignIn");
    }

    public Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken) => Task.FromResult<IActionResult>(Page());
}
