using Workflow.Domain.Analyses;
using Xunit;

namespace Workflow.Domain.Tests.Analyses;

public sealed class SentenceReaderTests
{
    private readonly AnalysisReading reading = AReading.UnderReview().Reading;

    [Fact]
    public void A_whole_statement_gives_field_code_points_reason_and_units()
    {
        const string Sentence = "Tiêu chí 1.2. Rà soát văn bản (trừ 1 điểm) do Phòng Tư pháp rà soát chậm; chưa công bố kết quả rà soát.";

        var proposed = SentenceReader.Propose(reading, AReading.PlaceOf(Sentence));

        Assert.Equal((1, "1.2", 1m), (proposed.Field, proposed.Criterion, proposed.Points));
        Assert.Equal("Phòng Tư pháp rà soát chậm; chưa công bố kết quả rà soát.", proposed.Reason);
        Assert.Equal(["Phòng Tư pháp"], proposed.Units);
        Assert.Equal(AReading.PlaceOf(Sentence), proposed.Source);
    }

    [Fact]
    public void Without_a_code_the_field_is_that_of_the_heading_above()
    {
        var proposed = SentenceReader.Propose(reading, AReading.PlaceOf("Cũng mất 0,75 điểm do chưa công khai ngân sách."));

        Assert.Equal((2, 0.75m, "chưa công khai ngân sách."), (proposed.Field, proposed.Points, proposed.Reason));
    }

    [Fact]
    public void The_heading_above_outweighs_the_deduction_before()
    {
        var proposed = SentenceReader.Propose(reading, AReading.PlaceOf("Giải ngân (trừ 2 điểm) do"));

        Assert.Equal(2, proposed.Field);
    }

    [Fact]
    public void What_is_not_said_is_left_open()
    {
        var proposed = SentenceReader.Propose(reading, AReading.PlaceOf("Ngoài ra còn bị trừ điểm do báo cáo muộn."));

        Assert.Equal((1, null), (proposed.Field, proposed.Points));
        Assert.Equal("Ngoài ra còn bị trừ điểm do báo cáo muộn.", proposed.Reason);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(0, 0)]
    [InlineData(0, 1_000_000)]
    [InlineData(int.MaxValue, 1)]
    public void A_place_outside_the_text_is_refused(int start, int length) => Assert.Equal(
        [AnalysisRules.APlaceLiesInTheText],
        Assert.Throws<RuleBrokenException>(() => SentenceReader.Propose(reading, new TextSpan(start, length))).Rules);

    [Theory]
    [InlineData("Cũng mất 0,75 điểm", true)]
    [InlineData("  cũng  mất\n0,75 điểm ", true)]
    [InlineData("Cũng mất 0,8 điểm", false)]
    [InlineData(" ", false)]
    public void A_sentence_is_found_however_its_spaces_fall(string sentence, bool found) =>
        Assert.Equal(found ? AReading.PlaceOf("Cũng mất 0,75 điểm") : null, SentenceReader.Find(AReading.Text, sentence));
}
