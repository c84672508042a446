using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Workflow.Web.Refusals;

internal static class RequiredFields
{
    /// <summary>Says beside each field that was left empty that it has to be filled in, unless something is said there already.</summary>
    public static void AskFor(this PageModel page, IStringLocalizer<Interface> text, params ReadOnlySpan<(string Field, string? Value)> fields)
    {
        foreach (var (field, value) in fields)
        {
            if (string.IsNullOrWhiteSpace(value) && page.ModelState.GetFieldValidationState(field) is not Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
            {
                page.ModelState.AddModelError(field, text["errors.missing"]);
            }
        }
    }
}
