using Workflow.Api.Documents;
using Workflow.Domain.Organization;
using Xunit;

namespace Workflow.Api.Tests.Documents;

public sealed class ReadingsUnderWayTests
{
    private static readonly ReadingProgress Page30 = new(ReadingStage.Pages, 30, 200);

    private readonly ReadingsUnderWay underWay = new();
    private readonly PersonId person = PersonId.New();
    private readonly Guid command = Guid.CreateVersion7();

    [Fact]
    public void Whoever_asked_for_a_reading_is_told_how_far_it_is()
    {
        using var reading = underWay.Follow(person, command);

        reading.Report(Page30);

        Assert.Equal(Page30, underWay.Of(person, command));
    }

    [Fact]
    public void Nobody_else_is_told()
    {
        using var reading = underWay.Follow(person, command);

        reading.Report(Page30);

        Assert.Null(underWay.Of(PersonId.New(), command));
    }

    [Fact]
    public void When_it_is_over_nothing_of_it_stays()
    {
        using (var reading = underWay.Follow(person, command))
        {
            reading.Report(Page30);
        }

        Assert.Null(underWay.Of(person, command));
    }

    [Fact]
    public void A_command_without_an_id_is_followed_by_nobody()
    {
        using var reading = underWay.Follow(person, command: null);

        reading.Report(Page30);

        Assert.Null(underWay.Of(person, Guid.Empty));
    }
}
