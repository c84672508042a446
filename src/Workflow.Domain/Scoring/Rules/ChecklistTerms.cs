namespace Workflow.Domain.Scoring;

/// <summary>The sum of the points of each thing that is there; all of them together give the maximum.</summary>
public sealed record ChecklistTerms(IReadOnlyList<ChecklistItem> Items) : ScoringTerms
{
    public override ScoringRuleKind Kind => ScoringRuleKind.Checklist;

    public override IReadOnlyList<Said> InWords(decimal max) =>
        [Said.Of("checklist", max), .. Items.Select(item => Said.Of("checklist-item", item.Name, item.Points))];

    public override IReadOnlyList<Rule> Faults(decimal max) =>
        Items.Count > 0 && Items.All(item => item.Points > 0) && Items.Sum(item => item.Points) == max
            ? base.Faults(max)
            : [.. base.Faults(max), ScoringTermsRules.AChecklistAddsUpToTheMaximum];

    private protected override Scored? Judge(decimal max, Observation seen)
    {
        if (seen.Present is not { } present)
        {
            return null;
        }

        var there = Items.Where((_, at) => present.Contains(at)).Sum(item => item.Points);
        return Within(there, max,
        [
            .. Items.Select((item, at) => present.Contains(at) ? Said.Of("checklist-there", item.Name, item.Points) : Said.Of("checklist-lacking", item.Name, item.Points)),
        ]);
    }
}

public sealed record ChecklistItem(string Name, decimal Points);
