using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Workflow.Api;
using Workflow.Api.Documents;
using Workflow.Api.Security;
using Workflow.Domain;

namespace Workflow.Web.Refusals;

/// <summary>
/// Turns what a handler refuses into what a person can act on. A broken rule, a stale version or an unreadable file shows the
/// same page again with the reason, and nothing typed is lost; what is missing or not allowed gets its own page.
/// </summary>
public sealed class RefusalsOnPages(IStringLocalizer<Interface> text) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed.Exception is null || executed.ExceptionHandled)
        {
            return;
        }

        var answer = executed.Exception switch
        {
            NotSignedInException => new ChallengeResult(),
            NotPermittedException => new StatusCodeResult(StatusCodes.Status403Forbidden),
            NotFoundException => new NotFoundResult(),
            _ when context.HandlerInstance is IShowAgain page && Explain(executed.Exception, context.ModelState) is { } status =>
                await ShowAgain(page, status, context.HttpContext),
            _ => null,
        };
        if (answer is not null)
        {
            executed.Result = answer;
            executed.ExceptionHandled = true;
        }
    }

    /// <summary>Says on the page what stands against it; null for a fault that is nobody's to mend here.</summary>
    private int? Explain(Exception refusal, ModelStateDictionary page)
    {
        switch (refusal)
        {
            case RuleBrokenException refused:
                foreach (var rule in refused.Rules)
                {
                    page.AddModelError(FieldsOfRules.Of(rule), Wording.Of(rule));
                }

                return StatusCodes.Status409Conflict;
            case ChangedSinceSeenException or DbUpdateConcurrencyException:
                page.AddModelError("", text["errors.stale"]);
                return StatusCodes.Status412PreconditionFailed;
            case UnreadableFileException unreadable:
                page.AddModelError("", Wording.Of(unreadable.Code));
                return unreadable.Status;
            default:
                return null;
        }
    }

    private static async Task<IActionResult> ShowAgain(IShowAgain page, int status, HttpContext context)
    {
        var shown = await page.ShowAgainAsync(context.RequestAborted);
        context.Response.StatusCode = status;
        return shown;
    }
}
