namespace Workflow.Domain.Analyses;

/// <summary>
/// Who should lead the remedy of a deduction and who should help: the units its reason names, the unit whose directive
/// answers it, the unit that answers for the field. A proposal with its grounds; the coordinator decides.
/// </summary>
internal sealed class Responsibility
{
    private readonly IReadOnlyList<DeductionReading> deductions;
    private readonly IReadOnlyList<IReadOnlyList<DirectiveReading>> answers;
    private readonly IReadOnlyList<string> offices;
    private readonly string? agency;

    public Responsibility(
        IReadOnlyList<DeductionReading> deductions,
        IReadOnlyList<IReadOnlyList<DirectiveReading>> answers,
        IReadOnlyList<DirectiveReading> directives,
        string? agency)
    {
        this.deductions = deductions;
        this.answers = answers;
        this.agency = agency;
        offices = [.. directives.SelectMany(directive => directive.Units).Where(unit => !UnitFinder.IsCollective(unit)).Distinct()];
    }

    public IReadOnlyList<DeductionReading> Suggest() => [.. deductions.Select(Suggest)];

    private DeductionReading Suggest(DeductionReading deduction, int at)
    {
        var named = OwnUnits(deduction).Select(unit => new UnitSuggestion(unit, SuggestionReason.NamedInReason)).ToList();
        var answering = answers[at].SelectMany(directive => directive.Units)
            .Select(unit => new UnitSuggestion(unit, SuggestionReason.AnsweredByDirective)).ToList();
        var owner = answering.Count > 0 ? null : OwnerOf(deduction);
        List<UnitSuggestion> office = owner is null ? answering : [new UnitSuggestion(owner, SuggestionReason.FieldOwner)];

        var ordered = (deduction.Shares.Count > 0 ? named
            : LeadsItself(named) ? named.Concat(office)
            : office.Concat(named)).DistinctBy(suggestion => UnitNames.Key(suggestion.Unit)).ToList();
        return deduction with
        {
            SuggestedLead = ordered.FirstOrDefault()?.Unit,
            SuggestedCoordinating = [.. ordered.Skip(1).Select(suggestion => suggestion.Unit)],
            Suggestions = ordered,
            AnsweredBy = [.. answers[at].Select(directive => new DirectiveReference(directive.Group, directive.Ordinal))],
        };
    }

    /// <summary>A single unit at fault mends its own fault; several need an office to lead them.</summary>
    private static bool LeadsItself(List<UnitSuggestion> named) => named.Count == 1;

    /// <summary>The units of the body named in the reason; where counts are shared among them, the largest share first.</summary>
    private IEnumerable<string> OwnUnits(DeductionReading deduction) => deduction.Shares.Count > 0
        ? deduction.Shares.OrderByDescending(share => share.Count).Select(share => share.Unit)
        : UnitFinder.Find(deduction.Reason).Where(unit => unit.BelongsTo(agency)).Select(unit => unit.Name);

    private string? OwnerOf(DeductionReading deduction) =>
        OfficeFunctions.OwnerOf($"{deduction.CriterionName}. {deduction.Reason}", offices) ?? OwnerOfField(deduction.Field);

    /// <summary>The unit whose directives answer most of the points lost in a field.</summary>
    private string? OwnerOfField(int field) => deductions
        .Select((deduction, at) => (deduction.Field, deduction.Points, Units: answers[at].SelectMany(directive => directive.Units).Distinct()))
        .Where(answered => answered.Field == field)
        .SelectMany(answered => answered.Units.Select(unit => (Unit: unit, answered.Points)))
        .GroupBy(answered => answered.Unit)
        .OrderByDescending(unit => unit.Sum(answered => answered.Points))
        .FirstOrDefault()?.Key;
}
