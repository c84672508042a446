using Workflow.Domain.Organization;

namespace Workflow.Domain.Scoring;

public sealed record ScoreBoardImported(ScoreBoardId ScoreBoardId, AgencyId AgencyId, int Year, int Edition, string FileName, PersonId? By, DateTimeOffset At) : IDomainEvent;

/// <summary>
/// What all peers scored in a year (bảng điểm các đơn vị cùng cấp), the agency among them. Imported anew, it is a new edition.
/// </summary>
public sealed class ScoreBoard : Aggregate
{
    private readonly List<PeerScore> peers = [];

    private ScoreBoard()
    {
    }

    public required ScoreBoardId Id { get; init; }

    public required int Year { get; init; }

    /// <summary>Counts the imports of a year, from 1; the latest is in force.</summary>
    public required int Edition { get; init; }

    public required string FileName { get; init; }

    /// <summary>Lower-case hex of the file.</summary>
    public required string Sha256 { get; init; }

    public required PersonId ImportedBy { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }

    public IReadOnlyCollection<PeerScore> Peers => peers;

    /// <exception cref="RuleBrokenException">The year is none, or the agency is not among the peers.</exception>
    public static ScoreBoard Of(
        IReadOnlyList<PeerRow> rows, int year, int edition, string agencyName, string fileName, string sha256, Actor actor, DateTimeOffset now)
    {
        if (year is < 2012 or > 2100)
        {
            throw new RuleBrokenException(ScoreSetRules.AScoreSetHasAYear);
        }

        var own = PeerNames.Own(rows, agencyName) ?? throw new RuleBrokenException(ScoreBoardReader.TheAgencyIsAmongItsPeers);
        var board = new ScoreBoard
        {
            Id = ScoreBoardId.New(),
            AgencyId = actor.AgencyId,
            Year = year,
            Edition = edition,
            FileName = fileName,
            Sha256 = sha256,
            ImportedBy = actor.PersonId,
            ImportedAt = now,
        };
        board.peers.AddRange(rows.Select(row => PeerScore.Of(row, board.Id, actor.AgencyId, row == own)));
        board.Raise(new ScoreBoardImported(board.Id, actor.AgencyId, year, edition, fileName, actor.PersonId, now));
        return board;
    }

    /// <summary>The rank that so many points would have among the other peers as they stand: as many as are better, and one.</summary>
    public int RankOf(decimal points) => peers.Count(peer => !peer.Own && peer.Points > points) + 1;

    /// <summary>The least points of a peer that is better than this; null for whoever is before all others.</summary>
    public decimal? NextAbove(decimal points) => peers.Where(peer => !peer.Own && peer.Points > points).Min(peer => (decimal?)peer.Points);

    /// <summary>
    /// All peers with their ranks, the best first. Equal points share a rank, and as many ranks are left out after them
    /// (1, 2, 2, 4): a rank says how many are better, plus one.
    /// </summary>
    public IReadOnlyList<Standing> Standings()
    {
        var ordered = peers.OrderByDescending(peer => peer.Points).ThenBy(peer => peer.Ordinal).ToList();
        return
        [
            .. ordered.Select(peer =>
            {
                var better = ordered.Where(other => other.Points > peer.Points).ToList();
                return new Standing(peer, better.Count + 1, better.Count == 0 ? null : better[^1].Points - peer.Points);
            }),
        ];
    }
}

/// <summary>
/// A peer's place. To the next rank it lacks so many points to stand beside the next better peer, and anything more to stand
/// before it; null for the first.
/// </summary>
public sealed record Standing(PeerScore Peer, int Rank, decimal? ToNextRank)
{
    /// <summary>The source prints another rank than the points give.</summary>
    public bool RankDiffers => Peer.PrintedRank is { } printed && printed != Rank;
}

/// <summary>What a peer scored.</summary>
public sealed class PeerScore
{
    private PeerScore()
    {
    }

    public required AgencyId AgencyId { get; init; }

    public required ScoreBoardId ScoreBoardId { get; init; }

    /// <summary>Its place in the source, from 1.</summary>
    public required int Ordinal { get; init; }

    public required string Name { get; init; }

    public decimal? Appraised { get; private init; }

    public decimal? Survey { get; private init; }

    /// <summary>The index, in points to 4 decimals.</summary>
    public required decimal Points { get; init; }

    public int? PrintedRank { get; private init; }

    /// <summary>This is the agency itself.</summary>
    public required bool Own { get; init; }

    internal static PeerScore Of(PeerRow row, ScoreBoardId board, AgencyId agency, bool own) => new()
    {
        AgencyId = agency,
        ScoreBoardId = board,
        Ordinal = row.Ordinal,
        Name = row.Name,
        Appraised = row.Appraised,
        Survey = row.Survey,
        Points = Scoring.Points.Round(row.Points),
        PrintedRank = row.Rank,
        Own = own,
    };
}
