using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Documents;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Analyses;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Http;

/// <summary>Answers programs with problem details: every foreseen refusal its status and code, everything else a bare 500.</summary>
internal sealed class RefusalHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // By now the request's path is the one of the page for people.
        var asked = httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path;
        if (!Requests.IsFromProgram(asked))
        {
            return false;
        }

        var (status, codes) = Judge(exception);
        await WriteAsync(httpContext, status, [.. codes]);
        return true;
    }

    public static Task WriteAsync(HttpContext context, int status, params IReadOnlyList<string> codes)
    {
        var sentences = codes.Select(code => Wording.Of(code)).ToList();
        context.Response.StatusCode = status;
        var problem = new ProblemDetails
        {
            Status = status,
            Title = sentences[0],
            Detail = string.Join(" ", sentences),
            Type = "about:blank",
        };
        problem.Extensions["code"] = codes[0];
        if (codes.Count > 1)
        {
            problem.Extensions["errors"] = codes.Zip(sentences).ToDictionary(pair => pair.First, pair => new[] { pair.Second });
        }

        return context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json");
    }

    private static (int Status, IReadOnlyList<string> Codes) Judge(Exception exception) => exception switch
    {
        RuleBrokenException refused when refused.Rules[0].Code is "session.wrong" or "session.locked" => (StatusCodes.Status401Unauthorized, Codes(refused)),
        RuleBrokenException refused when refused.Rules[0].Code
            is "analysis.no-score-table" or "analysis.unreadable" or "score-set.no-table" or "score-set.code-twice" or "score-set.max-missing"
            or "score-board.no-table" or "score-board.own-missing"
            => (StatusCodes.Status422UnprocessableEntity, Codes(refused)),
        RuleBrokenException refused when refused.Rules.Contains(AnalysisRules.ThereIsSuchADeduction) || refused.Rules.Contains(ScoreSetRules.ThereIsSuchACriterion) => (StatusCodes.Status404NotFound, Codes(refused)),
        RuleBrokenException refused => (StatusCodes.Status409Conflict, Codes(refused)),
        UnreadableFileException unreadable => (unreadable.Status, [unreadable.Code]),
        NotFoundException => (StatusCodes.Status404NotFound, ["request.not-found"]),
        NotSignedInException => (StatusCodes.Status401Unauthorized, ["session.required"]),
        NotPermittedException => (StatusCodes.Status403Forbidden, ["session.forbidden"]),
        ChangedSinceSeenException or DbUpdateConcurrencyException => (StatusCodes.Status412PreconditionFailed, ["request.changed-since-seen"]),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, ["file.too-large"]),
        BadHttpRequestException => (StatusCodes.Status400BadRequest, ["request.malformed"]),
        _ => (StatusCodes.Status500InternalServerError, ["request.failed"]),
    };

    private static IReadOnlyList<string> Codes(RuleBrokenException refused) => [.. refused.Rules.Select(rule => rule.Code)];
}
