using Workflow.Domain.Analyses;
using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class FieldSumsTests
{
    [Fact]
    public void Fields_together_have_the_sum_of_each() => Assert.Equal(
        new FieldSums(30, 24.5m, 5.5m, 4.25m, 1.25m),
        FieldSums.Of(Field(10, 2m, 1.75m, 0.25m), Field(20, 3.5m, 2.5m, 1m)));

    [Fact]
    public void No_fields_have_nothing() => Assert.Equal(new FieldSums(0, 0, 0, 0, 0), FieldSums.Of());

    private static FieldReading Field(decimal max, decimal lost, decimal explained, decimal remainder) =>
        new(1, "Cải cách thể chế", max, [], null, lost, explained, remainder, default);
}
