using CsCheck;
using Workflow.Domain.Analyses;
using Workflow.Domain.Organization;
using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class ScoreBoardTests
{
    private static readonly Actor Coordinator = new(PersonId.New(), AgencyId.New(), null, [Role.Coordinator]);

    private static readonly string[] Heading = ["STT", "Đơn vị", "Điểm thẩm định", "Điểm điều tra XHH", "Chỉ số CCHC", "Xếp hạng"];

    [Fact]
    public void A_row_is_a_peer_with_its_parts_its_index_and_its_rank()
    {
        var peers = Read(Heading, ["1", "TP. Lai Châu", "60,1", "24,5", "84,6", "1"], ["2", "Huyện Tam Đường", "55,8148", "22,3043", "78,1191", "4/8"], ["", "Trung bình", "", "", "80", ""]);

        Assert.Equal(
            [new PeerRow(1, "TP. Lai Châu", 60.1m, 24.5m, 84.6m, 1), new PeerRow(2, "Huyện Tam Đường", 55.8148m, 22.3043m, 78.1191m, 4)],
            peers);
    }

    [Fact]
    public void Equal_points_share_a_rank_and_the_next_counts_who_is_better()
    {
        var standings = ABoard(("A", 80), ("B", 90), ("C", 80), ("huyện Mẫu Sơn", 79.65m)).Standings();

        Assert.Equal([("B", 1), ("A", 2), ("C", 2), ("huyện Mẫu Sơn", 4)], standings.Select(standing => (standing.Peer.Name, standing.Rank)));
        Assert.Equal([null, 10m, 10m, 0.35m], standings.Select(standing => standing.ToNextRank));
    }

    [Theory]
    [InlineData("UBND huyện Mẫu Sơn", "Mẫu Sơn")]
    [InlineData("UBND huyện Mẫu Sơn", "Huyện Mẫu Sơn")]
    [InlineData("UBND thành phố Mẫu Sơn", "TP. Mẫu Sơn")]
    [InlineData("Ủy ban nhân dân xã Mẫu Sơn", "UBND xã Mẫu Sơn")]
    public void The_agency_is_found_however_the_table_shortens_its_name(string agency, string printed)
    {
        var board = ABoard(agency, ("Khác", 80), (printed, 70));

        Assert.Equal(printed, board.Peers.Single(peer => peer.Own).Name);
    }

    [Fact]
    public void A_board_without_the_agency_is_refused() =>
        Refused(ScoreBoardReader.TheAgencyIsAmongItsPeers, () => ABoard("UBND huyện Mẫu Sơn", ("A", 80), ("B", 70)));

    [Fact]
    public void A_table_without_points_is_refused() =>
        Refused(ScoreBoardReader.ATableOfPeersIsNeeded, () => Read(["STT", "Đơn vị"], ["1", "A"], ["2", "B"]));

    [Fact]
    public void A_printed_rank_that_points_do_not_give_is_shown()
    {
        var board = ScoreBoard.Of(
            [new PeerRow(1, "A", null, null, 80, 2), new PeerRow(2, "Mẫu Sơn", null, null, 70, 2)], 2023, 1, "UBND huyện Mẫu Sơn", "x", "", Coordinator, default);

        Assert.Equal([true, false], board.Standings().Select(standing => standing.RankDiffers));
    }

    [Fact]
    public void Whoever_wins_what_is_lacking_and_a_little_more_passes_the_next() =>
        Gen.Int[0, 1000].Array[2, 12].Sample(points =>
        {
            var scores = points.Select((point, at) => (Name: at == 0 ? "Mẫu Sơn" : $"Đơn vị {at}", Points: point / 10m)).ToArray();
            var own = ABoard(scores).Standings().Single(standing => standing.Peer.Own);
            Assert.Equal(1 + scores.Count(score => score.Points > scores[0].Points), own.Rank);
            if (own.ToNextRank is { } lacking)
            {
                scores[0].Points += lacking;
                var level = ABoard(scores).Standings().Single(standing => standing.Peer.Own);
                Assert.True(level.Rank < own.Rank);
            }
            else
            {
                Assert.Equal(1, own.Rank);
            }
        });

    private static ScoreBoard ABoard(params (string Name, decimal Points)[] peers) => ABoard("UBND huyện Mẫu Sơn", peers);

    private static ScoreBoard ABoard(string agency, params (string Name, decimal Points)[] peers) => ScoreBoard.Of(
        [.. peers.Select((peer, at) => new PeerRow(at + 1, peer.Name, null, null, peer.Points, null))], 2023, 1, agency, "bang-diem.xlsx", "", Coordinator, default);

    private static IReadOnlyList<PeerRow> Read(params string[][] rows) => ScoreBoardReader.Read(SourceDocument.Of([new Table([.. rows])]));

    private static void Refused(Rule rule, Action act) => Assert.Equal([rule], Assert.Throws<RuleBrokenException>(act).Rules);
}
