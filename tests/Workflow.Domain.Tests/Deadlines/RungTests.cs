using CsCheck;
using Workflow.Domain.Deadlines;
using Xunit;

namespace Workflow.Domain.Tests.Deadlines;

public sealed class RungTests
{
    [Theory]
    [InlineData("T-14")]
    [InlineData("T-0")]
    [InlineData("OVERDUE-1")]
    [InlineData("OVERDUE-120")]
    [InlineData("ACCEPT")]
    [InlineData("ACCEPT-LATE")]
    [InlineData("UNSENT-1")]
    [InlineData("NO-RECEIPT-12")]
    [InlineData("WEEKLY")]
    [InlineData("MONTHLY")]
    [InlineData("EXPLAIN-1")]
    public void A_step_is_read_back_as_it_was_written(string written) => Assert.Equal(written, Rung.Parse(written).ToString());

    [Fact]
    public void Every_step_can_be_written_and_read_back() => Gen.Select(Gen.Int[0, 5000], Gen.Bool).Sample((number, ahead) =>
    {
        var rung = ahead ? Rung.Ahead(number) : Rung.Overdue(number);
        return Rung.Parse(rung.ToString()) == rung;
    });

    [Theory]
    [InlineData("")]
    [InlineData("T")]
    [InlineData("T-")]
    [InlineData("OVERDUE-x")]
    [InlineData("accept")]
    public void What_is_no_step_is_refused(string written) => Assert.Throws<FormatException>(() => Rung.Parse(written));

    [Fact]
    public void What_asks_for_the_same_is_one_matter_and_what_asks_again_and_again_repeats()
    {
        Rung[] all = [Rung.AcceptanceDue, Rung.AcceptanceOverdue, Rung.Ahead(3), Rung.Overdue(1), Rung.Unsent(1), Rung.NoReceipt(1), Rung.Explanation(1), Rung.WeeklySummary, Rung.MonthlyFigures];

        Assert.Equal(
            [RungKind.AcceptanceDue, RungKind.AcceptanceDue, RungKind.Overdue, RungKind.Overdue, RungKind.Overdue, RungKind.Overdue, RungKind.Explanation, RungKind.Overdue, RungKind.Overdue],
            all.Select(rung => rung.Matter));
        Assert.Equal([false, false, false, true, true, true, true, false, false], all.Select(rung => rung.Repeats));
        Assert.Equal(Enum.GetValues<RungKind>(), all.Select(rung => rung.Kind));
        Assert.Throws<InvalidOperationException>(() => new Rung((RungKind)99, 0).ToString());
    }

    [Fact]
    public void What_is_no_step_is_read_as_none()
    {
        Assert.False(Rung.TryParse("OVERDUE--1", out var rung));
        Assert.Equal(default, rung);
        Assert.True(Rung.TryParse("NO-RECEIPT-7", out rung));
        Assert.Equal(Rung.NoReceipt(7), rung);
    }

    [Fact]
    public void Only_the_two_steps_of_an_answer_concern_the_acceptance()
    {
        Assert.True(Rung.AcceptanceDue.ConcernsAcceptance);
        Assert.True(Rung.AcceptanceOverdue.ConcernsAcceptance);
        Assert.False(Rung.Ahead(0).ConcernsAcceptance);
        Assert.False(Rung.Overdue(1).ConcernsAcceptance);
        Assert.False(Rung.Unsent(1).ConcernsAcceptance);
        Assert.False(Rung.NoReceipt(1).ConcernsAcceptance);
    }
}
