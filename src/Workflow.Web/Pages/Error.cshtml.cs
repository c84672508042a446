using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Workflow.Web.Pages;

/// <summary>Says in words that help what went wrong, and nothing about the inside.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Status { get; set; } = StatusCodes.Status500InternalServerError;

    public string Kind => Status switch
    {
        400 => "400",
        401 or 403 => "403",
        404 => "404",
        429 => "429",
        413 => "413",
        _ => "500",
    };

    public string Trace => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public void OnGet() => Response.StatusCode = Status is >= 400 and <= 599 ? Status : StatusCodes.Status500InternalServerError;

    public void OnPost() => OnGet();
}
