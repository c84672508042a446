using Workflow.Domain.Scoring;

namespace Workflow.Web.Components;

/// <summary>The parameters of a scoring rule as a form has them; a kind of rule reads those it has and leaves the rest.</summary>
public sealed class RuleInput
{
    /// <summary>Empty rows offered beyond those that are filled.</summary>
    private const int SpareRows = 2;

    public ScoringRuleKind Kind { get; set; }

    /// <summary>The share that earns the maximum, in percent.</summary>
    public decimal? Target { get; set; }

    public List<RuleRow> Rows { get; set; } = [];

    public bool Once { get; set; }

    public decimal? Cap { get; set; }

    public decimal? Same { get; set; }

    public decimal? Each { get; set; }

    public bool HasRows => Kind is ScoringRuleKind.Deadline or ScoringRuleKind.Checklist or ScoringRuleKind.Tiers or ScoringRuleKind.Penalty;

    public static RuleInput Of(ScoringTerms? terms, ScoringRuleKind kind, decimal max)
    {
        var input = terms switch
        {
            DeadlineTerms deadline => new RuleInput { Rows = [.. deadline.Bands.Select(band => new RuleRow { Days = band.UpToDays, Points = band.Points })] },
            ChecklistTerms checklist => new RuleInput { Rows = [.. checklist.Items.Select(item => new RuleRow { Name = item.Name, Points = item.Points })] },
            RatioTerms ratio => new RuleInput { Target = ratio.Target * 100 },
            TiersTerms tiers => new RuleInput { Rows = [.. tiers.Tiers.Select(tier => new RuleRow { From = tier.From * 100, Points = tier.Points })] },
            PenaltyTerms penalty => new RuleInput
            {
                Rows = [.. penalty.Grades.Select(grade => new RuleRow { Name = grade.Name, Points = grade.Points })],
                Once = penalty.Once,
                Cap = penalty.Cap,
            },
            GrowthTerms growth => new RuleInput { Same = growth.Same },
            BonusTerms bonus => new RuleInput { Each = bonus.Each },
            _ => new RuleInput { Target = 100, Same = 0, Each = max },
        };
        input.Kind = terms?.Kind ?? kind;
        return input.WithSpareRows();
    }

    public RuleInput WithSpareRows()
    {
        Rows.RemoveAll(row => row.IsEmpty);
        Rows.AddRange(Enumerable.Range(0, SpareRows).Select(_ => new RuleRow()));
        return this;
    }

    public ScoringTerms ToTerms()
    {
        var rows = Rows.Where(row => !row.IsEmpty).ToList();
        return Kind switch
        {
            ScoringRuleKind.Binary => new BinaryTerms(),
            ScoringRuleKind.Deadline => new DeadlineTerms([.. rows.Select(row => new LateBand(row.Days ?? 0, row.Points ?? 0))]),
            ScoringRuleKind.Checklist => new ChecklistTerms([.. rows.Select(row => new ChecklistItem(row.Name ?? "", row.Points ?? 0))]),
            ScoringRuleKind.Ratio => new RatioTerms((Target ?? 100) / 100),
            ScoringRuleKind.Tiers => new TiersTerms([.. rows.Select(row => new Tier((row.From ?? 0) / 100, row.Points))]),
            ScoringRuleKind.Penalty => new PenaltyTerms([.. rows.Select(row => new PenaltyGrade(row.Name ?? "", row.Points ?? 0))], Once, Cap),
            ScoringRuleKind.Growth => new GrowthTerms(Same ?? 0),
            ScoringRuleKind.Survey => new SurveyTerms(),
            ScoringRuleKind.Bonus => new BonusTerms(Each ?? 0),
            ScoringRuleKind.Manual => new ManualTerms(),
            _ => throw new InvalidOperationException($"No terms are known for {Kind}."),
        };
    }
}

/// <summary>A band, an item or a grade of a rule.</summary>
public sealed class RuleRow
{
    public string? Name { get; set; }

    public int? Days { get; set; }

    /// <summary>In percent.</summary>
    public decimal? From { get; set; }

    public decimal? Points { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && Days is null && From is null && Points is null;
}

/// <summary>What an example supposes to be seen.</summary>
public sealed class ExampleInput
{
    public bool Met { get; set; }

    public int? DaysLate { get; set; }

    public decimal? Part { get; set; }

    public decimal? Whole { get; set; }

    /// <summary>The places of the items that are there.</summary>
    public List<int> Present { get; set; } = [];

    public List<int?> Events { get; set; } = [];

    public decimal? ThisYear { get; set; }

    public decimal? LastYear { get; set; }

    public decimal? Given { get; set; }

    public Observation ToObservation() => new()
    {
        Met = Met,
        DaysLate = DaysLate,
        Part = Part,
        Whole = Whole,
        Present = Present.ToHashSet(),
        Events = Events.Count == 0 ? null : [.. Events.Select(count => count ?? 0)],
        ThisYear = ThisYear,
        LastYear = LastYear,
        Given = Given,
    };
}
