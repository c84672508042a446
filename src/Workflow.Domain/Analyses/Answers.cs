namespace Workflow.Domain.Analyses;

/// <summary>
/// Which directives answer which deduction, judged by the terms its reason shares with them. Directives to everybody
/// answer nothing in particular and are left out; where an office answers for the matter by its functions, only its
/// directives are asked. A person confirms every answer found.
/// </summary>
internal static class Answers
{
    private const double LeastLikeness = 0.035;
    private const double NearTheBest = 0.85;

    public static IReadOnlyList<IReadOnlyList<DirectiveReading>> Find(
        IReadOnlyList<DeductionStatement> deductions, IReadOnlyList<DirectiveReading> directives)
    {
        var asked = deductions.Select(deduction => TermWeights.Terms(DocumentFinder.Without(deduction.Reason))).ToList();
        var read = directives.Select(directive => (Directive: directive, Terms: TermWeights.Terms(directive.Text))).ToList();
        var weights = new TermWeights([.. asked, .. read.Select(one => one.Terms)]);
        var offered = read.Where(one => !one.Directive.Units.All(UnitFinder.IsCollective)).ToList();
        var offices = offered.SelectMany(offer => offer.Directive.Units).Distinct().ToList();
        return
        [
            .. deductions.Select((deduction, at) =>
            {
                var office = OfficeFunctions.OwnerOf($"{deduction.CriterionName}. {deduction.Reason}", offices);
                var candidates = office is null ? offered : offered.Where(offer => offer.Directive.Units.Contains(office));
                return Nearest([.. candidates.Select(offer => (offer.Directive, weights.Likeness(asked[at], offer.Terms)))]);
            }),
        ];
    }

    private static IReadOnlyList<DirectiveReading> Nearest(IReadOnlyList<(DirectiveReading Directive, double Likeness)> candidates)
    {
        var best = candidates.Select(candidate => candidate.Likeness).DefaultIfEmpty().Max();
        return best < LeastLikeness
            ? []
            : [.. candidates.Where(candidate => candidate.Likeness >= best * NearTheBest).Select(candidate => candidate.Directive)];
    }
}
