using Workflow.Domain.Analyses;
using Workflow.Domain.Tasks;

namespace Workflow.Domain.Scoring;

/// <summary>By which kind of rule the points of a deduction were lost, as far as the report shows it.</summary>
/// <param name="Name">ratio, tiers, deadline, penalty, growth or checklist.</param>
/// <param name="Confirmed">The report's own figures prove the rule; otherwise it is only supposed ("chưa xác nhận").</param>
public sealed record ScoringRule(string Name, bool Confirmed)
{
    private static readonly decimal[] CommonMaxima = [0.25m, 0.5m, 1m, 1.5m, 2m, 2.5m, 3m];

    public static ScoringRule Of(Deduction deduction, TaskKind kind)
    {
        if (deduction.Read is { Numerator: { } numerator, Denominator: { } denominator and > 0 })
        {
            return IsProportional(deduction.Points, numerator, denominator) ? new ScoringRule("ratio", true) : new ScoringRule("tiers", false);
        }

        return new ScoringRule(
            kind switch
            {
                TaskKind.Reporting => "deadline",
                TaskKind.Sustained => "penalty",
                TaskKind.Growth => "growth",
                TaskKind.Indicator => "tiers",
                _ => "checklist",
            },
            false);
    }

    /// <summary>max · (1 − a/b), to the 2 decimals that reports print, for one of the maxima that score sets use.</summary>
    private static bool IsProportional(decimal lost, decimal numerator, decimal denominator) => CommonMaxima.Any(
        max => Math.Round(max * (1 - (numerator / denominator)), 2, MidpointRounding.AwayFromZero) == lost);
}
