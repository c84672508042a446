using CsCheck;
using Workflow.Domain.Analyses;
using Workflow.Domain.Organization;
using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class ScoreBoardTests
{
    private static readonly Actor Coordinator = new(PersonId.New(), AgencyId.New(), null, [Role.Coordinator]);

    private static readonly DateTimeOffset Now = new(2024, 2, 5, 3, 0, 0, TimeSpan.Zero);

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
    [InlineData("UBND thị xã Mẫu Sơn", "TX. Mẫu Sơn")]
    [InlineData("UBND quận Mẫu Sơn", "Mẫu Sơn")]
    [InlineData("UBND phường Mẫu Sơn", "Phường  Mẫu Sơn")]
    [InlineData("UBND thị trấn Mẫu Sơn", "Mẫu Sơn")]
    [InlineData("UBND đặc khu Mẫu Sơn", "Đặc khu Mẫu Sơn")]
    [InlineData("UBND tỉnh Mẫu Sơn", "Mẫu Sơn")]
    [InlineData("Ủy ban nhân dân huyện Mẫu Sơn", "Mẫu Sơn")]
    [InlineData("UBND thành phố Mẫu Sơn", "TP Mẫu Sơn")]
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

    [Theory]
    [InlineData(2011)]
    [InlineData(2101)]
    public void It_needs_a_year(int year) => Refused(ScoreSetRules.AScoreSetHasAYear, () => Imported(year));

    [Theory]
    [InlineData(2012)]
    [InlineData(2100)]
    public void The_index_has_years_from_2012_on(int year) => Assert.Equal(year, Imported(year).Year);

    [Fact]
    public void Imported_it_keeps_its_file_and_its_peers_as_they_were_read_and_tells_it()
    {
        var board = Imported(2023);

        Assert.Equal((Coordinator.AgencyId, 2023, 2, "bang-diem.xlsx", "ab"), (board.AgencyId, board.Year, board.Edition, board.FileName, board.Sha256));
        Assert.Equal((Coordinator.PersonId, Now), (board.ImportedBy, board.ImportedAt));
        var own = board.Peers.Single(peer => peer.Own);
        Assert.Equal((board.Id, board.AgencyId, 2, "Mẫu Sơn"), (own.ScoreBoardId, own.AgencyId, own.Ordinal, own.Name));
        Assert.Equal((55.8m, 22.3m, 78.1235m, 4), (own.Appraised!.Value, own.Survey!.Value, own.Points, own.PrintedRank!.Value));
        Assert.Equal(new ScoreBoardImported(board.Id, board.AgencyId, 2023, 2, "bang-diem.xlsx", Coordinator.PersonId, Now), Assert.Single(board.TakeEvents()));
    }

    [Fact]
    public void A_name_that_is_printed_as_it_is_goes_before_one_that_only_shortens_to_it()
    {
        var board = ABoard("UBND huyện Mẫu Sơn", ("xã Mẫu Sơn", 80), ("UBND HUYỆN MẪU SƠN", 70));

        Assert.Equal([false, true], board.Peers.Select(peer => peer.Own));
    }

    [Fact]
    public void A_score_would_have_one_rank_more_than_other_peers_are_better()
    {
        var board = ABoard(("A", 80), ("B", 90), ("Mẫu Sơn", 70));

        Assert.Equal([3, 3, 2, 2, 2, 1, 1], new[] { 0m, 79.9999m, 80, 80.0001m, 89.9999m, 90, 100 }.Select(board.RankOf));
        Assert.Equal([80m, 80, 90, 90, 90, null, null], new[] { 0m, 79.9999m, 80, 80.0001m, 89.9999m, 90, 100 }.Select(board.NextAbove));
    }

    [Fact]
    public void The_agencys_own_score_stands_in_nobodys_way()
    {
        var board = ABoard(("A", 60), ("Mẫu Sơn", 70));

        Assert.Equal(1, board.RankOf(65));
        Assert.Null(board.NextAbove(65));
    }

    [Fact]
    public void Equal_peers_stand_in_the_order_of_their_table() =>
        Assert.Equal(["C", "A", "B", "Mẫu Sơn"], ABoard(("C", 80), ("A", 80), ("B", 80), ("Mẫu Sơn", 1)).Standings().Select(standing => standing.Peer.Name));

    [Fact]
    public void A_rank_that_is_not_printed_differs_from_none() => Assert.All(ABoard(("A", 80), ("Mẫu Sơn", 70)).Standings(), standing => Assert.False(standing.RankDiffers));

    [Fact]
    public void A_table_goes_on_over_pages_with_the_columns_of_its_first()
    {
        var peers = ScoreBoardReader.Read(SourceDocument.Of(
            [new Table([["Họ tên", "Ngày sinh"], ["An", "1"]]), new Table([Heading, ["1", "A", "60", "24", "84", "1"]]), new Table([["2", "B", "59", "23", "82", "2"], ["3", "C", "58", "22", "80"]])]));

        Assert.Equal([new PeerRow(1, "A", 60, 24, 84, 1), new PeerRow(2, "B", 59, 23, 82, 2), new PeerRow(3, "C", 58, 22, 80, null)], peers);
    }

    [Fact]
    public void Rows_without_a_name_or_points_and_rows_of_sums_are_no_peers()
    {
        var peers = Read(
            Heading, ["1", "A", "", "", "84", ""], ["2", " ", "", "", "82", ""], ["3", "C", "", "", "vắng", ""], ["4", "D"], ["5", "E", "", "", "83", ""],
            ["", "TỔNG CỘNG", "", "", "166", ""], ["", "Bình quân", "", "", "83", ""]);

        Assert.Equal([("A", 1), ("E", 2)], peers.Select(peer => (peer.Name, peer.Ordinal)));
    }

    [Theory]
    [InlineData("4", 4)]
    [InlineData("4/8", 4)]
    [InlineData("4 / 8", 4)]
    [InlineData("104", 104)]
    [InlineData("1024", null)]
    [InlineData("hạng 4", null)]
    [InlineData("", null)]
    public void A_rank_is_a_number_with_or_without_of_how_many(string printed, int? rank) =>
        Assert.Equal(rank, Read(Heading, ["1", "A", "", "", "84", printed], ["2", "B", "", "", "82", ""])[0].Rank);

    [Fact]
    public void Without_columns_for_the_parts_and_the_rank_a_peer_has_its_points_alone() => Assert.Equal(
        [new PeerRow(1, "A", null, null, 84, null), new PeerRow(2, "B", null, null, 82, null)],
        Read(["Địa phương", "Điểm"], ["A", "84"], ["B", "82"]));

    [Fact]
    public void A_column_whose_words_speak_of_several_things_is_taken_for_the_first_of_them()
    {
        var peers = Read(
            ["Đơn vị được khảo sát, thẩm định, xếp hạng, tính điểm", "Hạng điều tra, thẩm định, điểm", "Điều tra, thẩm định, điểm", "Thẩm định, điểm", "Chỉ số"],
            ["A", "1", "24", "60", "84"], ["B", "2", "23", "59", "82"]);

        Assert.Equal([new PeerRow(1, "A", 60, 24, 84, 1), new PeerRow(2, "B", 59, 23, 82, 2)], peers);
        Assert.Equal(84, Read(["Chỉ số", "Thẩm định, điểm", "Điều tra, điểm", "Hạng, điểm", "Đơn vị, điểm"], ["84", "60", "24", "1", "A"], ["82", "59", "23", "2", "B"])[0].Points);
    }

    [Fact]
    public void A_table_with_a_heading_of_its_own_goes_by_it() => Assert.Equal(
        [("A", 84m), ("B", 82m)],
        ScoreBoardReader.Read(SourceDocument.Of([new Table([["Đơn vị", "Điểm"], ["A", "84"]]), new Table([["Điểm", "Đơn vị"], ["82", "B"]])])).Select(peer => (peer.Name, peer.Points)));

    [Fact]
    public void A_table_of_points_without_names_is_refused() => Refused(ScoreBoardReader.ATableOfPeersIsNeeded, () => Read(["STT", "Điểm"], ["1", "84"], ["2", "82"]));

    [Fact]
    public void Of_several_columns_of_points_the_last_is_the_index() =>
        Assert.Equal(84m, Read(["Đơn vị", "Điểm tự chấm", "Tổng điểm"], ["A", "90", "84"], ["B", "91", "82"])[0].Points);

    [Fact]
    public void One_row_is_no_table_of_peers_and_five_hundred_are_the_most()
    {
        Refused(ScoreBoardReader.ATableOfPeersIsNeeded, () => Read(Heading, ["1", "A", "", "", "84", ""]));
        Assert.Equal(2, Read(Heading, ["1", "A", "", "", "84", ""], ["2", "B", "", "", "82", ""]).Count);
        Assert.Equal(500, Read([Heading, .. Peers(500)]).Count);
        Refused(ScoreBoardReader.ATableOfPeersIsNeeded, () => Read([Heading, .. Peers(501)]));
        Refused(ScoreBoardReader.ATableOfPeersIsNeeded, () => Read(["1", "A", "", "", "84", ""], ["2", "B", "", "", "82", ""]));

        static IEnumerable<string[]> Peers(int count) => Enumerable.Range(1, count).Select(at => (string[])[$"{at}", $"Đơn vị {at}", "", "", "50", ""]);
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

    private static ScoreBoard Imported(int year) => ScoreBoard.Of(
        [new PeerRow(1, "A", null, null, 80, null), new PeerRow(2, "Mẫu Sơn", 55.8m, 22.3m, 78.12345m, 4)], year, 2, "UBND huyện Mẫu Sơn", "bang-diem.xlsx", "ab", Coordinator, Now);

    private static ScoreBoard ABoard(params (string Name, decimal Points)[] peers) => ABoard("UBND huyện Mẫu Sơn", peers);

    private static ScoreBoard ABoard(string agency, params (string Name, decimal Points)[] peers) => ScoreBoard.Of(
        [.. peers.Select((peer, at) => new PeerRow(at + 1, peer.Name, null, null, peer.Points, null))], 2023, 1, agency, "bang-diem.xlsx", "", Coordinator, default);

    private static IReadOnlyList<PeerRow> Read(params string[][] rows) => ScoreBoardReader.Read(SourceDocument.Of([new Table([.. rows])]));

    private static void Refused(Rule rule, Action act) => Assert.Equal([rule], Assert.Throws<RuleBrokenException>(act).Rules);
}
