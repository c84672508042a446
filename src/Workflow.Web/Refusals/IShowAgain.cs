using Microsoft.AspNetCore.Mvc;

namespace Workflow.Web.Refusals;

/// <summary>A page that can be shown again after a refused post, with what was typed and why it was refused.</summary>
public interface IShowAgain
{
    Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken);
}
