using System.Globalization;
using System.Text.Json;
using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring.Rules;

/// <summary>Each rule by examples that a person can check with a calculator.</summary>
public sealed class TermsExampleTests
{
    private static readonly DeadlineTerms Deadline = new([new LateBand(5, 0.6m), new LateBand(10, 0.2m)]);
    private static readonly ChecklistTerms Checklist = new([new ChecklistItem("Hội nghị", 0.25m), new ChecklistItem("Chuyên mục", 0.75m)]);
    private static readonly TiersTerms Tiers = new([new Tier(1m, 1m), new Tier(0.8m, null), new Tier(0.5m, 0.25m)]);
    private static readonly PenaltyTerms Penalty = new([new PenaltyGrade("Khiển trách", 0.5m), new PenaltyGrade("Cách chức", 2m)], Cap: 2.5m);

    [Theory]
    [InlineData(1.0, 10, 46, 0.2174)]
    [InlineData(0.5, 1339, 2818, 0.2376)]
    public void Ratio_reproduces_the_two_criteria_that_the_reference_report_proves(double max, int part, int whole, double points)
    {
        var scored = new RatioTerms().Score((decimal)max, Of(part, whole));

        Assert.Equal((decimal)points, scored.Points);
        Assert.Equal([Said("ratio-reckoned", (decimal)max, part, whole, 100)], scored.Because, Same);
    }

    [Theory]
    [InlineData(40, 100, 0.5)]
    [InlineData(80, 100, 1)]
    [InlineData(95, 100, 1)]
    [InlineData(5, 0, 0)]
    public void Ratio_against_a_target_gives_the_maximum_once_it_is_reached(int part, int whole, double points) =>
        Assert.Equal((decimal)points, new RatioTerms(0.8m).Score(1, Of(part, whole)).Points);

    [Theory]
    [InlineData(10, 46, 36)]
    [InlineData(46, 46, 0)]
    public void Ratio_says_what_is_lacking(int part, int whole, int lacking) => Assert.Equal(lacking, new RatioTerms().LackingForMaximum(part, whole));

    [Theory]
    [InlineData(true, 1.5)]
    [InlineData(false, 0)]
    public void Binary_gives_all_or_nothing(bool met, double points) =>
        Assert.Equal((decimal)points, new BinaryTerms().Score(1.5m, new Observation { Met = met }).Points);

    [Theory]
    [InlineData(-3, 1, "deadline-in-time")]
    [InlineData(0, 1, "deadline-in-time")]
    [InlineData(1, 0.6, "deadline-within-band")]
    [InlineData(5, 0.6, "deadline-within-band")]
    [InlineData(6, 0.2, "deadline-within-band")]
    [InlineData(11, 0, "deadline-too-late")]
    public void Deadline_gives_less_the_later(int late, double points, string why)
    {
        var scored = Deadline.Score(1, new Observation { DaysLate = late });

        Assert.Equal((decimal)points, scored.Points);
        Assert.Equal(why, Assert.Single(scored.Because).Code);
    }

    [Fact]
    public void Checklist_sums_what_is_there_and_names_what_is_lacking()
    {
        var scored = Checklist.Score(1, new Observation { Present = new HashSet<int> { 1 } });

        Assert.Equal(0.75m, scored.Points);
        Assert.Equal([Said("checklist-lacking", "Hội nghị", 0.25m), Said("checklist-there", "Chuyên mục", 0.75m)], scored.Because, Same);
    }

    [Theory]
    [InlineData(38, 38, 1, "tier-reached")]
    [InlineData(35, 38, 0.9211, "tier-formula-reckoned")]
    [InlineData(4, 5, 0.8, "tier-formula-reckoned")]
    [InlineData(62, 100, 0.25, "tier-reached")]
    [InlineData(1, 2, 0.25, "tier-reached")]
    [InlineData(49, 100, 0, "tier-none")]
    public void Tiers_go_by_the_band_and_reckon_inside_it_where_it_says_so(int part, int whole, double points, string why)
    {
        var scored = Tiers.Score(1, Of(part, whole));

        Assert.Equal((decimal)points, scored.Points);
        Assert.Equal(why, Assert.Single(scored.Because).Code);
    }

    [Fact]
    public void Tiers_say_how_far_the_next_band_is()
    {
        Assert.Equal((12m, 0.25m), Tiers.ToNextTier(1, 7, 38));
        Assert.Equal((10m, 0.8158m), Tiers.ToNextTier(1, 21, 38));
        Assert.Equal((7m, 1m), Tiers.ToNextTier(1, 31, 38));
        Assert.Null(Tiers.ToNextTier(1, 38, 38));
    }

    [Theory]
    [InlineData(0, 0, 3)]
    [InlineData(1, 0, 2.5)]
    [InlineData(3, 0, 1.5)]
    [InlineData(0, 1, 1)]
    [InlineData(2, 1, 0.5)]
    public void Penalty_costs_by_grade_and_never_more_than_its_cap(int warnings, int dismissals, double points) =>
        Assert.Equal((decimal)points, Penalty.Score(3, new Observation { Events = [warnings, dismissals] }).Points);

    [Fact]
    public void Penalty_that_costs_once_costs_the_same_for_one_and_for_many()
    {
        var flat = new PenaltyTerms([new PenaltyGrade("Có sai phạm phải thu hồi", 1m)], Once: true);

        Assert.Equal((0m, 0m, 1m), (Events(flat, 1), Events(flat, 7), Events(flat, 0)));

        static decimal Events(PenaltyTerms terms, int count) => terms.Score(1, new Observation { Events = [count] }).Points;
    }

    [Theory]
    [InlineData(12, 11, 1)]
    [InlineData(11, 11, 0.5)]
    [InlineData(10, 11, 0)]
    public void Growth_compares_with_the_year_before(int now, int before, double points) =>
        Assert.Equal((decimal)points, new GrowthTerms(0.5m).Score(1, new Observation { ThisYear = now, LastYear = before }).Points);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0.5)]
    [InlineData(9, 1)]
    public void Bonus_counts_up_to_its_maximum(int count, double points) =>
        Assert.Equal((decimal)points, new BonusTerms(0.25m).Score(1, new Observation { Events = [count] }).Points);

    [Theory]
    [InlineData(22.3043, 22.3043)]
    [InlineData(31, 30)]
    [InlineData(-1, 0)]
    public void Survey_and_council_give_their_points_within_the_maximum(double given, double points)
    {
        Assert.Equal((decimal)points, new SurveyTerms().Score(30, new Observation { Given = (decimal)given }).Points);
        Assert.Equal((decimal)points, new ManualTerms().Score(30, new Observation { Given = (decimal)given }).Points);
    }

    [Fact]
    public void What_does_not_apply_leaves_the_maximum_as_well()
    {
        var scored = new RatioTerms().Score(1, new Observation { NotApplicable = true, Part = 1, Whole = 2 });

        Assert.Equal((0m, 0m, "not-applicable"), (scored.Points, scored.Max, scored.Because[0].Code));
    }

    public static TheoryData<ScoringTerms> EveryKind =>
        [new BinaryTerms(), Deadline, Checklist, new RatioTerms(0.9m), Tiers, Penalty, new GrowthTerms(0.5m), new SurveyTerms(), new BonusTerms(0.25m), new ManualTerms()];

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Nothing_seen_gives_nothing_and_says_so(ScoringTerms terms)
    {
        var scored = terms.Score(1, new Observation());

        Assert.Equal((0m, "nothing-seen"), (scored.Points, scored.Because[0].Code));
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Every_kind_is_kept_as_json_and_comes_back_the_same(ScoringTerms terms)
    {
        var json = JsonSerializer.Serialize(terms, JsonSerializerOptions.Web);
        var back = JsonSerializer.Deserialize<ScoringTerms>(json, JsonSerializerOptions.Web)!;

        Assert.Equal(terms.GetType(), back.GetType());
        Assert.Equal(json, JsonSerializer.Serialize(back, JsonSerializerOptions.Web));
        Assert.Equal(terms.InWords(1), back.InWords(1), Same);
        Assert.Equal(Enum.GetName(terms.Kind)!.ToLowerInvariant(), JsonDocument.Parse(json).RootElement.GetProperty("rule").GetString());
    }

    [Fact]
    public void Every_kind_there_is_has_terms() =>
        Assert.Equal(Enum.GetValues<ScoringRuleKind>().Order(), EveryKind.Select(row => row.Data.Kind).Order());

    public static TheoryData<ScoringTerms, string> AtFault => new()
    {
        { new DeadlineTerms([new LateBand(5, 1m)]), "scoring.late-bands-out-of-order" },
        { new DeadlineTerms([new LateBand(5, 0.5m), new LateBand(5, 0.2m)]), "scoring.late-bands-out-of-order" },
        { new DeadlineTerms([new LateBand(0, 0.5m)]), "scoring.late-bands-out-of-order" },
        { new DeadlineTerms([new LateBand(5, -0.1m)]), "scoring.late-bands-out-of-order" },
        { new ChecklistTerms([new ChecklistItem("a", 0.5m)]), "scoring.checklist-sum" },
        { new ChecklistTerms([]), "scoring.checklist-sum" },
        { new ChecklistTerms([new ChecklistItem("a", 2m), new ChecklistItem("b", -1m)]), "scoring.checklist-sum" },
        { new ChecklistTerms([new ChecklistItem("a", 1m), new ChecklistItem("b", 0m)]), "scoring.checklist-sum" },
        { new TiersTerms([new Tier(0.5m, 1m), new Tier(0.5m, 0.5m)]), "scoring.tiers-out-of-order" },
        { new TiersTerms([new Tier(0.9m, 1m), new Tier(0.5m, 0.2m), new Tier(0.3m, 0.4m)]), "scoring.tiers-out-of-order" },
        { new TiersTerms([new Tier(1.1m, 1m), new Tier(0.5m, 0.5m)]), "scoring.tiers-out-of-order" },
        { new TiersTerms([new Tier(0.8m, null), new Tier(0.5m, 0.81m)]), "scoring.tiers-out-of-order" },
        { new PenaltyTerms([new PenaltyGrade("a", 1m), new PenaltyGrade("b", 0m)]), "scoring.penalty-out-of-range" },
        { new RatioTerms(0m), "scoring.target-out-of-range" },
        { new RatioTerms(1.01m), "scoring.target-out-of-range" },
        { new TiersTerms([]), "scoring.tiers-out-of-order" },
        { new TiersTerms([new Tier(0.5m, 0.2m), new Tier(0.8m, 1m)]), "scoring.tiers-out-of-order" },
        { new TiersTerms([new Tier(0.8m, 0.2m), new Tier(0.5m, 0.5m)]), "scoring.tiers-out-of-order" },
        { new TiersTerms([new Tier(0.9m, 0.5m), new Tier(0.5m, null)]), "scoring.tiers-out-of-order" },
        { new TiersTerms([new Tier(1m, 1.5m)]), "scoring.tiers-out-of-order" },
        { new TiersTerms([new Tier(1.2m, 1m)]), "scoring.tiers-out-of-order" },
        { new TiersTerms([new Tier(0.5m, -1m)]), "scoring.tiers-out-of-order" },
        { new PenaltyTerms([]), "scoring.penalty-out-of-range" },
        { new PenaltyTerms([new PenaltyGrade("a", 0m)]), "scoring.penalty-out-of-range" },
        { new PenaltyTerms([new PenaltyGrade("a", 1m)], Cap: 0m), "scoring.penalty-out-of-range" },
        { new GrowthTerms(1.5m), "scoring.points-out-of-range" },
        { new GrowthTerms(-0.5m), "scoring.points-out-of-range" },
        { new BonusTerms(0m), "scoring.bonus-out-of-range" },
        { new BonusTerms(2m), "scoring.bonus-out-of-range" },
    };

    [Theory]
    [MemberData(nameof(AtFault))]
    public void Parameters_at_fault_are_named_and_never_scored_by(ScoringTerms terms, string code)
    {
        Assert.Equal([code], terms.Faults(1).Select(fault => fault.Code));
        Assert.Equal([code], Assert.Throws<RuleBrokenException>(() => terms.Score(1, new Observation())).Rules.Select(rule => rule.Code));
    }

    [Fact]
    public void A_checklist_of_nothing_is_at_fault_even_where_there_is_nothing_to_give() =>
        Assert.Equal([ScoringTermsRules.AChecklistAddsUpToTheMaximum], new ChecklistTerms([]).Faults(0));

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void A_negative_maximum_is_at_fault(ScoringTerms terms) =>
        Assert.Contains(terms.Faults(-1), fault => fault == ScoringTermsRules.AMaximumIsNotNegative);

    [Fact]
    public void The_rule_in_words_follows_its_parameters()
    {
        Assert.Equal([Said("deadline", 1m), Said("deadline-band", 5, 0.6m), Said("deadline-band", 10, 0.2m), Said("deadline-later-nothing", 10)], Deadline.InWords(1), Same);
        Assert.Equal([Said("deadline", 1m), Said("deadline-late-nothing")], new DeadlineTerms([]).InWords(1), Same);
        Assert.Equal([Said("ratio", 0.5m)], new RatioTerms().InWords(0.5m), Same);
        Assert.Equal([Said("ratio-target", 0.5m, 90m)], new RatioTerms(0.9m).InWords(0.5m), Same);
        Assert.Equal([Said("tier", 100m, 1m), Said("tier-formula", 80m, 1m), Said("tier", 50m, 0.25m), Said("tier-below", 50m)], Tiers.InWords(1), Same);
        Assert.Equal([Said("penalty", 3m), Said("penalty-each", "Khiển trách", 0.5m), Said("penalty-each", "Cách chức", 2m), Said("penalty-cap", 2.5m)], Penalty.InWords(3), Same);
        Assert.Equal([Said("penalty", 2m), Said("penalty-once", "a", 1m)], new PenaltyTerms([new PenaltyGrade("a", 1m)], Once: true, Cap: 2m).InWords(2), Same);
        Assert.Equal([Said("checklist", 1m), Said("checklist-item", "Hội nghị", 0.25m), Said("checklist-item", "Chuyên mục", 0.75m)], Checklist.InWords(1), Same);
        Assert.Equal([Said("growth", 1m, 0.5m)], new GrowthTerms(0.5m).InWords(1), Same);
        Assert.Equal([Said("bonus", 0.25m, 1m)], new BonusTerms(0.25m).InWords(1), Same);
    }

    public static TheoryData<ScoringTerms, decimal, Observation, string, decimal> EveryWay => new()
    {
        { new BinaryTerms(), 1.5m, new Observation { Met = true }, "binary-met 1,5", 1.5m },
        { new BinaryTerms(), 1.5m, new Observation { Met = false }, "binary-missed", 0 },
        { Deadline, 1, new Observation { DaysLate = 0 }, "deadline-in-time 1", 1 },
        { Deadline, 1, new Observation { DaysLate = 6 }, "deadline-within-band 6 0,2", 0.2m },
        { Deadline, 1, new Observation { DaysLate = 11 }, "deadline-too-late 11", 0 },
        { new RatioTerms(0.8m), 1, Of(40, 100), "ratio-target-reckoned 1 40 100 80", 0.5m },
        { new RatioTerms(), 1, Of(5, 0), "ratio-of-nothing", 0 },
        { Tiers, 1, Of(5, 0), "ratio-of-nothing", 0 },
        { Tiers, 1, Of(49, 100), "tier-none 49 100 49", 0 },
        { Tiers, 1, Of(2, 3), "tier-reached 2 3 66,67 50 0,25", 0.25m },
        { Tiers, 1, Of(9, 10), "tier-formula-reckoned 9 10 90 80 1", 0.9m },
        { Penalty, 3, new Observation { Events = [] }, "penalty-none 3", 3 },
        { Penalty, 3, new Observation { Events = [1] }, "penalty-counted Khiển trách 1 0,5", 2.5m },
        { Penalty, 3, new Observation { Events = [5, 0] }, "penalty-counted Khiển trách 5 2,5", 0.5m },
        { Penalty with { Once = true }, 3, new Observation { Events = [5] }, "penalty-counted Khiển trách 5 0,5", 2.5m },
        { Penalty, 3, new Observation { Events = [-1, 0] }, "penalty-none 3", 3 },
        { new GrowthTerms(0.5m), 1, new Observation { ThisYear = 12, LastYear = 11 }, "growth-above 12 11 1", 1 },
        { new GrowthTerms(0.5m), 1, new Observation { ThisYear = 11, LastYear = 11 }, "growth-same 11 0,5", 0.5m },
        { new GrowthTerms(0.5m), 1, new Observation { ThisYear = 10, LastYear = 11 }, "growth-below 10 11", 0 },
        { new BonusTerms(0.25m), 1, new Observation { Events = [1, 2] }, "bonus-counted 3 0,25 1", 0.75m },
        { new BonusTerms(0.25m), 1, new Observation { Events = [-3] }, "bonus-counted 0 0,25 1", 0 },
        { new SurveyTerms(), 30, new Observation { Given = 22.3043m }, "survey-given 22,3043 30", 22.3043m },
        { new ManualTerms(), 2, new Observation { Given = 1.5m }, "manual-given 1,5 2", 1.5m },
    };

    [Theory]
    [MemberData(nameof(EveryWay))]
    public void However_points_come_one_sentence_says_it_with_its_figures(ScoringTerms terms, decimal max, Observation seen, string sentence, decimal points)
    {
        var scored = terms.Score(max, seen);

        var said = Assert.Single(scored.Because);
        Assert.Equal((sentence, points), (string.Join(' ', [said.Code, .. said.Facts]), scored.Points));
    }

    [Fact]
    public void A_penalty_that_costs_just_its_cap_is_not_said_to_be_capped() => Assert.Equal(
        ["penalty-counted", "penalty-counted"],
        Penalty.Score(3, new Observation { Events = [1, 1] }).Because.Select(said => said.Code));

    public static TheoryData<ScoringTerms> AtTheEdge =>
    [
        new BonusTerms(1m), new GrowthTerms(1m), new GrowthTerms(0m), new RatioTerms(1m), new DeadlineTerms([new LateBand(5, 0m)]), new DeadlineTerms([]),
        new TiersTerms([new Tier(1m, 1m), new Tier(0m, 0m)]), new TiersTerms([new Tier(0.9m, 0.5m), new Tier(0.5m, 0.4m)]), new TiersTerms([new Tier(0.8m, null), new Tier(0.5m, 0.8m)]),
        new PenaltyTerms([new PenaltyGrade("a", 0.01m)], Cap: 0.01m),
    ];

    [Theory]
    [MemberData(nameof(AtTheEdge))]
    public void Parameters_at_the_edge_can_be_used(ScoringTerms terms) => Assert.Empty(terms.Faults(1));

    [Fact]
    public void A_criterion_may_have_no_points_to_give() => Assert.Empty(new BinaryTerms().Faults(0));

    [Fact]
    public void The_words_of_a_rule_that_is_all_words_name_its_maximum()
    {
        Assert.Equal([Said("binary", 2m)], new BinaryTerms().InWords(2), Same);
        Assert.Equal([Said("survey", 30m)], new SurveyTerms().InWords(30), Same);
        Assert.Equal([Said("manual", 1.5m)], new ManualTerms().InWords(1.5m), Same);
        Assert.Equal([Said("tier-below", 0m)], new TiersTerms([]).InWords(1), Same);
    }

    [Fact]
    public void A_capped_penalty_says_what_it_would_have_cost() =>
        Assert.Equal(
            [Said("penalty-counted", "Khiển trách", 2, 1m), Said("penalty-counted", "Cách chức", 1, 2m), Said("penalty-capped", 3m, 2.5m)],
            Penalty.Score(3, new Observation { Events = [2, 1] }).Because,
            Same);

    private static Observation Of(decimal part, decimal whole) => new() { Part = part, Whole = whole };

    private static Said Said(string code, params object[] facts) =>
        new(code, [.. facts.Select(fact => Convert.ToString(fact, CultureInfo.InvariantCulture)!.Replace('.', ','))]);

    private static bool Same(Said one, Said other) => one.Code == other.Code && one.Facts.SequenceEqual(other.Facts);
}
