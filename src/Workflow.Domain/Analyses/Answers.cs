namespace Workflow.Domain.Analyses;

/// <summary>
/// Which directives answer which deduction, judged by what their words have in common. Directives to everybody answer
/// nothing in particular and are left out; a person confirms every answer found.
/// </summary>
internal static class Answers
{
    private const double LeastLikeness = 0.10;
    private const double NearTheBest = 0.75;

    public static IReadOnlyList<IReadOnlyList<DirectiveReading>> Find(
        IReadOnlyList<DeductionStatement> deductions, IReadOnlyList<DirectiveReading> directives)
    {
        var asked = deductions.Select(deduction => TermWeights.Terms($"{deduction.CriterionName}. {deduction.Reason}")).ToList();
        var offered = directives.Select(directive => TermWeights.Terms(directive.Text)).ToList();
        var weights = new TermWeights([.. asked, .. offered]);
        return [.. asked.Select(terms => Alike(terms, directives, offered, weights))];
    }

    private static IReadOnlyList<DirectiveReading> Alike(
        IReadOnlySet<string> asked, IReadOnlyList<DirectiveReading> directives, List<IReadOnlySet<string>> offered, TermWeights weights)
    {
        var likeness = directives
            .Select((directive, at) => (Directive: directive, Likeness: weights.Likeness(asked, offered[at])))
            .Where(answer => !answer.Directive.Units.All(UnitFinder.IsCollective))
            .ToList();
        var best = likeness.Select(answer => answer.Likeness).DefaultIfEmpty().Max();
        return best < LeastLikeness
            ? []
            : [.. likeness.Where(answer => answer.Likeness >= Math.Max(LeastLikeness, best * NearTheBest)).Select(answer => answer.Directive)];
    }
}
