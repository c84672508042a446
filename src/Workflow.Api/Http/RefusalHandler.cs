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
    private static readonly Rule[] Missing =
        [AnalysisRules.ThereIsSuchADeduction, AnalysisRules.ThereIsSuchAPassage, AnalysisRules.ThereIsSuchARootCause, ScoreSetRules.ThereIsSuchACriterion];

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // By now the request's path is the one of the page for people.
        var asked = httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path;
        if (!Requests.IsFromProgram(asked))
        {
            return false;
        }

        var (status, rules) = Judge(exception);
        await WriteAsync(httpContext, status, rules);
        return true;
    }

    public static Task WriteAsync(HttpContext context, int status, string code) => WriteAsync(context, status, [new Rule(code)]);

    private static Task WriteAsync(HttpContext context, int status, IReadOnlyList<Rule> rules)
    {
        var codes = rules.Select(rule => rule.Code).ToList();
        var sentences = rules.Select(Wording.Of).ToList();
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

    private static (int Status, IReadOnlyList<Rule> Rules) Judge(Exception exception) => exception switch
    {
        RuleBrokenException refused when refused.Rules[0].Code is "session.wrong" or "session.locked" => (StatusCodes.Status401Unauthorized, refused.Rules),
        RuleBrokenException refused when refused.Rules[0].Code
            is "analysis.no-score-table" or "analysis.unreadable" or "analysis.not-in-text" or "score-set.no-table" or "score-set.code-twice" or "score-set.max-missing"
            or "score-board.no-table" or "score-board.own-missing"
            => (StatusCodes.Status422UnprocessableEntity, refused.Rules),
        RuleBrokenException refused when refused.Rules[0].Code.StartsWith("calendar-file.", StringComparison.Ordinal) => (StatusCodes.Status422UnprocessableEntity, refused.Rules),
        RuleBrokenException refused when refused.Rules.Intersect(Missing).Any() => (StatusCodes.Status404NotFound, refused.Rules),
        RuleBrokenException refused => (StatusCodes.Status409Conflict, refused.Rules),
        UnreadableFileException unreadable => (unreadable.Status, [new Rule(unreadable.Code)]),
        NotFoundException => (StatusCodes.Status404NotFound, [new Rule("request.not-found")]),
        NotSignedInException => (StatusCodes.Status401Unauthorized, [new Rule("session.required")]),
        NotPermittedException => (StatusCodes.Status403Forbidden, [new Rule("session.forbidden")]),
        ChangedSinceSeenException or DbUpdateConcurrencyException => (StatusCodes.Status412PreconditionFailed, [new Rule("request.changed-since-seen")]),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, [new Rule("file.too-large")]),
        BadHttpRequestException => (StatusCodes.Status400BadRequest, [new Rule("request.malformed")]),
        _ => (StatusCodes.Status500InternalServerError, [new Rule("request.failed")]),
    };
}
