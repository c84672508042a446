using CsCheck;
using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Deadlines;
using Workflow.Domain.Tests.Tasks;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

/// <summary>What each kind of task brings back, and when; the share of every task here is half a point.</summary>
public sealed class RecoveryByKindTests
{
    private static readonly DateOnly NewYear = Calendars.Day("2025-01-01");

    [Theory]
    [InlineData(RemediationTaskState.Accepted, false, 0.25)]
    [InlineData(RemediationTaskState.Submitted, false, 0.45)]
    [InlineData(RemediationTaskState.Completed, true, 0.5)]
    public void A_corrective_task_brings_all_at_its_verification(RemediationTaskState state, bool secured, double expected)
    {
        var task = ATask.In(state);

        var stake = SomeGrounds.StakeOf(task, SomeGrounds.For(task));

        Assert.Equal((secured, (decimal)expected, 0m, 0m), (stake.Verified, stake.Expected, stake.Forgone, stake.Reported));
    }

    [Fact]
    public void A_standing_or_cancelled_task_brings_nothing()
    {
        Assert.All(
            new[] { ATask.In(RemediationTaskState.Completed, TaskKind.Standing), ATask.In(RemediationTaskState.Cancelled), ATask.In(RemediationTaskState.Cancelled, TaskKind.Indicator) },
            task => Assert.Equal(default, SomeGrounds.StakeOf(task, SomeGrounds.For(task))));
    }

    [Fact]
    public void Figures_reported_are_expected_and_the_rest_as_likely_as_the_task()
    {
        var task = Indicator(23, 46);

        var stake = SomeGrounds.StakeOf(task, SomeGrounds.For(task));

        Assert.Equal(new Stake(0.5m, 0.68m, false, 0, 0.25m), stake);
        Assert.Equal(0.25m + (0.25m * 0.68m), stake.Expected);
    }

    [Fact]
    public void Handed_in_figures_are_all_that_is_expected_and_verified_all_that_comes()
    {
        var task = Indicator(23, 46);
        ATask.Attach(task);
        task.Submit(null, ATask.Head, ATask.Now, Calendars.Vietnamese);
        Assert.Equal(new Stake(0.5m, 0, false, 0, 0.25m), SomeGrounds.StakeOf(task, SomeGrounds.For(task)));

        task.Verify(null, ATask.Coordinator, ATask.Now);

        Assert.Equal(new Stake(0.5m, 1, true, 0.25m), SomeGrounds.StakeOf(task, SomeGrounds.For(task)));
    }

    [Fact]
    public void Figures_that_were_sent_back_count_for_nothing()
    {
        var task = ATask.In(RemediationTaskState.Returned, TaskKind.Indicator);

        Assert.Equal(new Stake(0.5m, 0.45m, false), SomeGrounds.StakeOf(task, SomeGrounds.For(task)));
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(30, 0.4348)]
    [InlineData(46, 0.7826)]
    public void A_ratio_that_is_said_gives_what_the_criterion_would_get_less_what_it_got(int part, double won)
    {
        var task = Indicator(part, 46, points: 0.7826m);

        Assert.Equal((decimal)won, SomeGrounds.StakeOf(task, SomeGrounds.For(task, terms: new RatioTerms(), max: 1)).Reported);
    }

    /// <summary>Of one point half was lost at the tier of half a point; from nine tenths on the share itself counts.</summary>
    [Theory]
    [InlineData(62, 0)]
    [InlineData(89, 0)]
    [InlineData(95, 0.45)]
    [InlineData(100, 0.5)]
    public void Tiers_that_are_said_give_by_the_band_and_by_the_formula_inside_it(int part, double won)
    {
        var task = Indicator(part, 100);

        Assert.Equal((decimal)won, SomeGrounds.StakeOf(task, SomeGrounds.For(task, terms: new TiersTerms([new Tier(0.9m, null), new Tier(0.5m, 0.5m)]), max: 1)).Reported);
    }

    [Theory]
    [InlineData(30, 0.5)]
    [InlineData(10, 0)]
    public void Growth_that_is_said_of_an_indicator_compares_with_the_base_year(int part, double won)
    {
        var task = Indicator(part, 46, lostAt: (10, 46));

        Assert.Equal((decimal)won, SomeGrounds.StakeOf(task, SomeGrounds.For(task, terms: new GrowthTerms())).Reported);
    }

    [Fact]
    public void A_rule_that_goes_by_no_figures_leaves_the_proportion() => Assert.All(
        new ScoringTerms[] { new BinaryTerms(), new ManualTerms(), new GrowthTerms() },
        terms =>
        {
            var task = Indicator(23, 46);
            Assert.Equal(0.25m, SomeGrounds.StakeOf(task, SomeGrounds.For(task, terms: terms)).Reported);
        });

    [Fact]
    public void A_share_of_a_deduction_gets_its_share_of_what_comes_back()
    {
        var task = Indicator(23, 46);

        Assert.Equal(0.25m, SomeGrounds.StakeOf(task, SomeGrounds.For(task, deducted: 2m, terms: new RatioTerms(), max: 2m)).Reported);
        Assert.Equal(0, new Deducted(0, new SaidRule(1, new RatioTerms())).PartWonBack(new Observation { Part = 1, Whole = 1 }));
    }

    [Theory]
    [InlineData(5, 3, 0.5)]
    [InlineData(3, 3, 0)]
    [InlineData(2, 3, 0)]
    public void Growth_is_won_above_the_base_figure(int figure, int baseFigure, double won)
    {
        var task = Growing(figure, baseFigure);

        Assert.Equal((decimal)won, SomeGrounds.StakeOf(task, SomeGrounds.For(task)).Reported);
        Assert.Equal((decimal)won, SomeGrounds.StakeOf(task, SomeGrounds.For(task, terms: new RatioTerms())).Reported);
    }

    [Fact]
    public void Growth_by_its_rule_gives_a_part_for_the_same()
    {
        var task = Growing(3, 3);

        Assert.Equal(0.2m, SomeGrounds.StakeOf(task, SomeGrounds.For(task, terms: new GrowthTerms(0.2m))).Reported);
        var half = Growing(null, 3);
        Assert.Equal(0, SomeGrounds.StakeOf(half, SomeGrounds.For(half)).Reported);
    }

    [Fact]
    public void Growth_that_is_verified_without_growing_forgoes_everything()
    {
        var task = Growing(3, 3);
        ATask.Attach(task);
        task.Submit(null, ATask.Head, ATask.Now, Calendars.Vietnamese);
        task.Verify(null, ATask.Coordinator, ATask.Now);

        Assert.Equal(new Stake(0.5m, 1, true, 0.5m), SomeGrounds.StakeOf(task, SomeGrounds.For(task)));
    }

    [Fact]
    public void A_sustained_task_is_secured_by_its_verification_and_the_end_of_the_year()
    {
        var (verified, open) = (ATask.In(RemediationTaskState.Completed, TaskKind.Sustained), ATask.In(RemediationTaskState.Submitted, TaskKind.Sustained));

        Assert.Equal(new Stake(0.5m, 1, false), SomeGrounds.StakeOf(verified, SomeGrounds.For(verified, day: NewYear.AddDays(-1))));
        Assert.Equal(new Stake(0.5m, 1, true), SomeGrounds.StakeOf(verified, SomeGrounds.For(verified, day: NewYear)));
        Assert.False(SomeGrounds.StakeOf(open, SomeGrounds.For(open, day: NewYear)).Verified);
    }

    [Fact]
    public void An_incident_costs_at_once_and_withdrawn_nothing()
    {
        var task = ATask.In(RemediationTaskState.Completed, TaskKind.Sustained);
        var incident = Record(task);
        Assert.Equal(0.5m, SomeGrounds.StakeOf(task, SomeGrounds.For(task)).Forgone);

        task.Withdraw(incident, "Nhầm đơn vị.", ATask.Coordinator, ATask.Now);

        Assert.Equal(0, SomeGrounds.StakeOf(task, SomeGrounds.For(task)).Forgone);
    }

    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(2, 0.4)]
    [InlineData(3, 0.5)]
    public void By_a_penalty_that_is_said_each_incident_costs_its_gravest_grade(int incidents, double forgone)
    {
        var task = ATask.In(RemediationTaskState.Accepted, TaskKind.Sustained);
        Enumerable.Range(0, incidents).ToList().ForEach(_ => Record(task));

        var stake = SomeGrounds.StakeOf(task, SomeGrounds.For(task, terms: new PenaltyTerms([new PenaltyGrade("khiển trách", 0.1m), new PenaltyGrade("cách chức", 0.2m), new PenaltyGrade("cảnh cáo", 0.15m)])));

        Assert.Equal((decimal)forgone, stake.Forgone);
    }

    [Fact]
    public void A_late_report_costs_everything_or_what_the_rule_of_the_deadline_takes()
    {
        var task = ATask.In(RemediationTaskState.Completed, TaskKind.Reporting);
        var bands = new DeadlineTerms([new LateBand(5, 0.3m)]);

        Assert.Equal(new Stake(0.5m, 1, true), SomeGrounds.StakeOf(task, SomeGrounds.For(task)));
        Assert.Equal(new Stake(0.5m, 1, true, 0.5m), SomeGrounds.StakeOf(task, SomeGrounds.For(task, daysLate: 3)));
        Assert.Equal(new Stake(0.5m, 1, true, 0.2m), SomeGrounds.StakeOf(task, SomeGrounds.For(task, terms: bands, daysLate: 3)));
        Assert.Equal(new Stake(0.5m, 1, true, 0.5m), SomeGrounds.StakeOf(task, SomeGrounds.For(task, terms: bands, daysLate: 6)));
        Assert.Equal(new Stake(0.5m, 1, true, 0.5m), SomeGrounds.StakeOf(task, SomeGrounds.For(task, terms: new RatioTerms(), daysLate: 3)));
    }

    [Fact]
    public void What_an_incident_or_a_late_report_has_cost_stays_lost_when_the_task_is_cancelled()
    {
        var sustained = ATask.In(RemediationTaskState.Accepted, TaskKind.Sustained);
        Record(sustained);
        sustained.Cancel("Không còn phù hợp.", ATask.Coordinator, ATask.Now);
        var late = ATask.In(RemediationTaskState.Cancelled, TaskKind.Reporting);

        Assert.Equal(new Stake(0.5m, 0, false, 0.5m), SomeGrounds.StakeOf(sustained, SomeGrounds.For(sustained)));
        Assert.Equal(new Stake(0.2m, 0, false, 0.2m), SomeGrounds.StakeOf(late, SomeGrounds.For(late, terms: new DeadlineTerms([new LateBand(5, 0.3m)]), daysLate: 3)));
        Assert.Equal(default, SomeGrounds.StakeOf(late, SomeGrounds.For(late)));
    }

    [Fact]
    public void How_many_more_are_needed_is_said_for_the_next_tier_and_for_the_target()
    {
        var task = Indicator(30, 46);
        var tiers = new TiersTerms([new Tier(0.9m, 1m), new Tier(0.5m, 0.5m)]);

        Assert.Equal("lacking-for-target 16;46;100", Next(task, null));
        Assert.Equal("lacking-for-target 7;46;80", Next(task, new RatioTerms(0.8m)));
        Assert.Equal("lacking-for-tier 12;46;1", Next(task, tiers));
        Assert.Equal("lacking-for-target 16;46;100", Next(Indicator(30, 46, lostAt: (10, 46)), null));
        Assert.Equal("lacking-for-target 7;46;80", Next(Indicator(30, 46, target: 80), null));
        Assert.Equal("", Next(Indicator(46, 46), null));
        Assert.Equal("", Next(Indicator(46, 46), tiers));
        Assert.Equal("lacking-for-target 36;46;100", Next(ATask.In(RemediationTaskState.Accepted, TaskKind.Indicator), null, lostAt: (10, 46)));
        Assert.Equal("", Next(ATask.In(RemediationTaskState.Accepted, TaskKind.Indicator), null));
        Assert.Equal("", Next(ATask.In(RemediationTaskState.InProgress), null));
    }

    /// <summary>Whatever tasks share a deduction, whatever became of them: together they bring no more than was lost, and the three numbers keep their order.</summary>
    [Fact]
    public void Points_of_one_deduction_are_never_counted_twice() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 8], Gen.Int[0, 46], Gen.Int[0, 2], Gen.Int[0, 9], Gen.Bool).Array[1, 5].Sample(tasks =>
        {
            var stakes = tasks.Select(one =>
            {
                var task = ATask.In((RemediationTaskState)one.Item2, (TaskKind)one.Item1);
                if (task.MayBeWorkedOnBy(ATask.Head).Allowed)
                {
                    task.ReportProgress(null, one.Item3, 46, null, ATask.Head, ATask.Now, one.Item3, 20);
                }

                if (task.MayHaveIncidentsRecordedBy(ATask.Coordinator).Allowed)
                {
                    Enumerable.Range(0, one.Item4).ToList().ForEach(_ => Record(task));
                }

                return SomeGrounds.StakeOf(task, SomeGrounds.For(task, daysLate: one.Item5, day: one.Item6 ? NewYear : null));
            }).ToList();
            var won = CriterionProjection.Of(0.5m, stakes);
            return won.Secured >= 0 && won.Secured <= won.Expected && won.Expected <= won.Ceiling && won.Ceiling <= 0.5m
                && stakes.TrueForAll(stake => stake.Forgone >= 0 && stake.Open >= 0 && stake.Reported >= 0 && stake.Reported <= stake.Open);
        });

    private static string Next(RemediationTask task, ScoringTerms? terms, (decimal, decimal)? lostAt = null)
    {
        var asked = lostAt is null ? task : Drafted(0.5m, lostAt);
        var said = Recovery.ToNext(asked, new Deducted(0.5m, terms is null ? null : new SaidRule(1, terms)));
        return said is null ? "" : $"{said.Code} {string.Join(';', said.Facts)}";
    }

    private static Incident Record(RemediationTask task) => task.RecordIncident(SomeGrounds.Today, "Một công chức bị kỷ luật.", 2024, ATask.Coordinator, ATask.Now, Calendars.Vietnamese);

    private static RemediationTask Indicator(decimal part, decimal whole, decimal points = 0.5m, (decimal, decimal)? lostAt = null, decimal target = 100)
    {
        var task = Drafted(points, lostAt, target);
        task.Publish(ATask.Coordinator, ATask.Now);
        task.Accept(ATask.Head, ATask.Now);
        task.ReportProgress(null, part, whole, null, ATask.Head, ATask.Now);
        return task;
    }

    private static RemediationTask Drafted(decimal points, (decimal, decimal)? lostAt, decimal target = 100) => RemediationTask.Draft(
        PlanId.New(), ATask.Agency, 1, "Thủ tục có thanh toán trực tuyến", TaskKind.Indicator, [new TaskDeduction { DeductionId = DeductionId.New(), Points = points }], target, ATask.To(ATask.Lead), lostAt);

    private static RemediationTask Growing(decimal? figure, decimal? baseFigure)
    {
        var task = ATask.In(RemediationTaskState.Accepted, TaskKind.Growth);
        task.ReportProgress(null, null, null, null, ATask.Head, ATask.Now, figure, baseFigure);
        return task;
    }
}
