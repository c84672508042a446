using Microsoft.AspNetCore.Mvc.Filters;
using Workflow.Domain;

namespace Workflow.Web.Refusals;

/// <summary>
/// Turns what a handler refuses into what a person can act on: a broken rule shows the same page again, nothing typed is
/// lost.
/// </summary>
public sealed class RefusalsOnPages : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed.Exception is RuleBrokenException refused && context.HandlerInstance is IShowAgain page)
        {
            foreach (var rule in refused.Rules)
            {
                context.ModelState.AddModelError("", rule.Code);
            }

            executed.ExceptionHandled = true;
            executed.Result = await page.ShowAgainAsync(context.HttpContext.RequestAborted);
        }
    }
}
