using Workflow.Domain.Organization;

namespace Workflow.Domain.Analyses;

public enum AnalysisState
{
    /// <summary>Read by the program, not yet by a person.</summary>
    Read,

    /// <summary>A coordinator has compared it with its source.</summary>
    Confirmed,
}

/// <summary>
/// A report as it was read (báo cáo phân tích). Its deductions are entities of their own: people go through them, tasks refer to
/// them; the reading stays as it was. Every act of the review can be undone, the last first, until the reading is confirmed.
/// </summary>
public sealed class AnalysisReport : Aggregate
{
    private readonly List<Deduction> deductions = [];
    private readonly List<ReviewAct> acts = [];

    private AnalysisReport()
    {
    }

    public required AnalysisId Id { get; init; }

    public required string FileName { get; init; }

    /// <summary>Lower-case hex of the file.</summary>
    public required string Sha256 { get; init; }

    public AnalysisState State { get; private set; }

    public required int BaseYear { get; init; }

    /// <summary>As the program read it; never changed.</summary>
    public required AnalysisReading Reading { get; init; }

    public required PersonId UploadedBy { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public PersonId? ConfirmedBy { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>How often people have changed it, undoing included. Every act counts it up, so that the version changes with it.</summary>
    public int Changes { get; private set; }

    public ReviewDecisions Decisions { get; private set; } = ReviewDecisions.None;

    /// <summary>All of them, those that no longer stand too.</summary>
    public IReadOnlyCollection<Deduction> Deductions => deductions;

    public IReadOnlyCollection<ReviewAct> Acts => acts;

    public IEnumerable<Deduction> Standing => deductions.Where(deduction => deduction.Stands);

    public int UnsureRows => Standing.Count(deduction => deduction.IsUnsure);

    /// <summary>Passages that could not be read and about which nobody has decided.</summary>
    public IEnumerable<UnreadPassage> OpenPassages =>
        Reading.Unread.ExceptBy(Decisions.Passages.Select(decision => decision.Passage), passage => passage.Ordinal);

    /// <summary>What undoing would take back; null where there is nothing.</summary>
    public ReviewAct? LastAct => acts.Where(act => act.UndoneAt is null).MaxBy(act => act.Number);

    public static AnalysisReport Of(AnalysisReading reading, string fileName, string sha256, Actor actor, DateTimeOffset now)
    {
        var report = new AnalysisReport
        {
            Id = AnalysisId.New(),
            AgencyId = actor.AgencyId,
            FileName = fileName,
            Sha256 = sha256,
            BaseYear = reading.BaseYear,
            Reading = reading,
            UploadedBy = actor.PersonId,
            UploadedAt = now,
        };
        report.deductions.AddRange(reading.Deductions.Select(read => Deduction.Of(read, report.Id, actor.AgencyId)));
        report.Raise(new AnalysisUploaded(report.Id, actor.AgencyId, fileName, actor.PersonId, now));
        return report;
    }

    /// <summary>A person says what the source really says; what is null stays as it is.</summary>
    public void Correct(int ordinal, Correction correction, Actor actor, DateTimeOffset now)
    {
        var row = OpenRow(ordinal);
        Check(correction.Points ?? row.Points, correction.Field ?? row.Field);
        Remember(ReviewActKind.Corrected, [row], actor, now);

        var before = row.InWords;
        row.Take(correction, actor.PersonId, now);
        Raise(new DeductionCorrected(Id, AgencyId, ordinal, before, row.InWords, actor.PersonId, now));
    }

    /// <summary>A person has compared the row with its source and finds it right.</summary>
    public void Accept(int ordinal, Actor actor, DateTimeOffset now)
    {
        var row = OpenRow(ordinal);
        if (row.Reviewed)
        {
            throw new RuleBrokenException(AnalysisRules.ADeductionIsAcceptedOnce);
        }

        Remember(ReviewActKind.Accepted, [row], actor, now);
        row.Accept(actor.PersonId, now);
        Raise(new DeductionAccepted(Id, AgencyId, ordinal, actor.PersonId, now));
    }

    /// <summary>A person adds what was missed; where it is a passage that could not be read, that is decided with it.</summary>
    public Deduction Add(StatedDeduction stated, int? passage, Actor actor, DateTimeOffset now)
    {
        OpenForChange().Enforce();
        Check(stated.Points, stated.Field);
        if (string.IsNullOrWhiteSpace(stated.Reason))
        {
            throw new RuleBrokenException(AnalysisRules.ADeductionHasAReason);
        }

        var open = passage is { } number ? OpenPassage(number) : null;
        var act = Remember(ReviewActKind.Added, [NextOrdinal], StateBefore.Nothing with { Decisions = open is null ? null : Decisions }, actor, now);
        var row = Make(SentenceReader.Read(Reading, stated with { Points = Scoring.Points.Round(stated.Points) }, NextOrdinal), [], act, actor, now);
        if (open is not null)
        {
            Decide(new PassageDecision(open.Ordinal, row.Ordinal, null, actor.PersonId, now));
        }

        Raise(new DeductionAdded(Id, AgencyId, row.Ordinal, row.InWords, actor.PersonId, now));
        return row;
    }

    /// <summary>A row that is no deduction no longer counts; it is kept.</summary>
    public void Remove(int ordinal, string? reason, Actor actor, DateTimeOffset now)
    {
        var row = OpenRow(ordinal);
        Remember(ReviewActKind.Removed, [row], actor, now);
        row.Remove(Removal.NoDeduction, actor.PersonId, now);
        Raise(new DeductionRemoved(Id, AgencyId, ordinal, row.InWords, reason, actor.PersonId, now));
    }

    /// <summary>One deduction that was read as several becomes one row: points added up, reasons joined, facts of all.</summary>
    public Deduction Merge(IReadOnlyCollection<int> ordinals, Actor actor, DateTimeOffset now)
    {
        List<Deduction> rows = [.. ordinals.Distinct().Order().Select(OpenRow)];
        if (rows.Count < 2)
        {
            throw new RuleBrokenException(AnalysisRules.OnlySeveralRowsMerge);
        }

        if (rows.Any(row => row.Field != rows[0].Field))
        {
            throw new RuleBrokenException(AnalysisRules.RowsOfOneFieldMerge);
        }

        var act = Remember(ReviewActKind.Merged, rows, actor, now);
        var merged = Make(MergedRows.Of(rows, NextOrdinal), rows, act, actor, now);
        rows.ForEach(row => row.Remove(Removal.Merged, actor.PersonId, now));
        Raise(new DeductionsMerged(Id, AgencyId, Numbers(rows), merged.Ordinal, InWords(rows), merged.InWords, actor.PersonId, now));
        return merged;
    }

    /// <summary>Several deductions that were read as one become rows of their own, which share its points to the last digit.</summary>
    public IReadOnlyList<Deduction> Split(int ordinal, IReadOnlyList<DeductionPart> parts, Actor actor, DateTimeOffset now)
    {
        var row = OpenRow(ordinal);
        if (parts.Count < 2)
        {
            throw new RuleBrokenException(AnalysisRules.ARowSplitsIntoSeveral);
        }

        foreach (var part in parts)
        {
            Check(part.Points, row.Field);
        }

        var sum = parts.Sum(part => Scoring.Points.Round(part.Points));
        if (sum != row.Points)
        {
            throw new RuleBrokenException(AnalysisRules.PartsAddUpToTheRow.With(sum, row.Points));
        }

        var act = Remember(ReviewActKind.Split, [row], actor, now);
        List<Deduction> made = [.. parts.Select(part => Make(SentenceReader.Read(Reading, Stated(row, part), NextOrdinal), [row], act, actor, now))];
        row.Remove(Removal.Split, actor.PersonId, now);
        Raise(new DeductionSplit(Id, AgencyId, ordinal, Numbers(made), row.InWords, InWords(made), actor.PersonId, now));
        return made;
    }

    /// <summary>A passage that could not be read needs no row.</summary>
    public void DismissPassage(int passage, string? reason, Actor actor, DateTimeOffset now)
    {
        OpenForChange().Enforce();
        var open = OpenPassage(passage);
        Remember(ReviewActKind.PassageDismissed, passage, actor, now);
        Decide(new PassageDecision(passage, null, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), actor.PersonId, now));
        Raise(new PassageDismissed(Id, AgencyId, passage, open.Text, reason, actor.PersonId, now));
    }

    /// <summary>A person says whether a cause that was proposed really is one. Counted from 1, in the order they were read.</summary>
    public void DecideRootCause(int number, bool confirmed, Actor actor, DateTimeOffset now)
    {
        OpenForChange().Enforce();
        if (number < 1 || number > Reading.RootCauses.Count)
        {
            throw new RuleBrokenException(AnalysisRules.ThereIsSuchARootCause);
        }

        Remember(ReviewActKind.RootCauseDecided, number, actor, now);
        var others = Decisions.RootCauses.Where(decision => decision.Number != number);
        Decisions = Decisions with { RootCauses = [.. others, new RootCauseDecision(number, confirmed, actor.PersonId, now)] };
        var fact = Reading.RootCauses[number - 1].Fact;
        Raise(confirmed
            ? new RootCauseConfirmed(Id, AgencyId, number, fact, actor.PersonId, now)
            : new RootCauseDismissed(Id, AgencyId, number, fact, actor.PersonId, now));
    }

    /// <summary>Takes the last act back that was not undone yet: everything is as it was before, the history tells both.</summary>
    public ReviewAct Undo(Actor actor, DateTimeOffset now)
    {
        OpenForChange().Enforce();
        var act = LastAct ?? throw new RuleBrokenException(AnalysisRules.ThereIsSomethingToUndo);
        deductions.RemoveAll(row => act.Before.Made.Contains(row.Ordinal));
        foreach (var before in act.Before.Rows)
        {
            deductions.Single(row => row.Ordinal == before.Ordinal).Return(before);
        }

        Decisions = act.Before.Decisions ?? Decisions;
        act.TakeBack(actor.PersonId, now);
        Changes++;
        Raise(new ReviewActUndone(Id, AgencyId, act.Kind, string.Join(", ", act.About), actor.PersonId, now));
        return act;
    }

    /// <param name="despiteDoubts">The person has seen what is unsure or unread and takes the reading as it is.</param>
    public Ruling MayBeConfirmed(bool despiteDoubts)
    {
        List<Rule> against = [.. OpenForChange().Against];
        if (!Standing.Any())
        {
            against.Add(AnalysisRules.AnAnalysisHasDeductions);
        }

        var (rows, passages) = (UnsureRows, OpenPassages.Count());
        if (!despiteDoubts && rows + passages > 0)
        {
            against.Add(AnalysisRules.DoubtsAreLookedAt.With(rows, passages));
        }

        return Ruling.From(against);
    }

    public void Confirm(Actor actor, DateTimeOffset now, bool despiteDoubts = false)
    {
        MayBeConfirmed(despiteDoubts).Enforce();
        State = AnalysisState.Confirmed;
        ConfirmedBy = actor.PersonId;
        ConfirmedAt = now;
        Raise(new AnalysisConfirmed(Id, AgencyId, actor.PersonId, now));
    }

    /// <summary>Points lost in a field for which no deduction gives a reason, by the deductions as they stand now.</summary>
    public decimal RemainderOf(FieldReading field) => field.Lost - ExplainedIn(field.Number);

    public decimal ExplainedIn(int field) => Standing.Where(deduction => deduction.Field == field).Sum(deduction => deduction.Points);

    private Ruling OpenForChange() =>
        State is AnalysisState.Read ? Ruling.Allow() : Ruling.Refuse(AnalysisRules.AConfirmedReadingStaysAsItIs);

    private int NextOrdinal => deductions.Select(row => row.Ordinal).DefaultIfEmpty().Max() + 1;

    private Deduction OpenRow(int ordinal)
    {
        OpenForChange().Enforce();
        return Standing.FirstOrDefault(row => row.Ordinal == ordinal) ?? throw new RuleBrokenException(AnalysisRules.ThereIsSuchADeduction);
    }

    private UnreadPassage OpenPassage(int ordinal)
    {
        var passage = Reading.Unread.FirstOrDefault(passage => passage.Ordinal == ordinal) ?? throw new RuleBrokenException(AnalysisRules.ThereIsSuchAPassage);
        return OpenPassages.Contains(passage) ? passage : throw new RuleBrokenException(AnalysisRules.APassageIsDecidedOnce);
    }

    private void Check(decimal points, int field)
    {
        if (Scoring.Points.Round(points) is <= 0 or > 1000)
        {
            throw new RuleBrokenException(AnalysisRules.PointsArePositive);
        }

        if (Reading.Fields.All(known => known.Number != field))
        {
            throw new RuleBrokenException(AnalysisRules.ADeductionHasAField);
        }
    }

    private ReviewAct Remember(ReviewActKind kind, IReadOnlyCollection<Deduction> rows, Actor actor, DateTimeOffset now) =>
        Remember(kind, rows.Select(row => row.Ordinal), StateBefore.Nothing with { Rows = [.. rows.Select(row => row.State())] }, actor, now);

    private ReviewAct Remember(ReviewActKind kind, int about, Actor actor, DateTimeOffset now) =>
        Remember(kind, [about], StateBefore.Nothing with { Decisions = Decisions }, actor, now);

    private ReviewAct Remember(ReviewActKind kind, IEnumerable<int> about, StateBefore before, Actor actor, DateTimeOffset now)
    {
        Changes++;
        var act = ReviewAct.Of(this, kind, about, before, actor, now);
        acts.Add(act);
        return act;
    }

    private Deduction Make(DeductionReading read, IEnumerable<Deduction> madeOf, ReviewAct act, Actor actor, DateTimeOffset now)
    {
        var row = Deduction.Of(read, madeOf.Select(old => old.Ordinal), this, actor.PersonId, now);
        deductions.Add(row);
        act.Makes(row);
        return row;
    }

    private void Decide(PassageDecision decision) => Decisions = Decisions with { Passages = [.. Decisions.Passages, decision] };

    /// <summary>A part stands where its words do; where they were typed, where the whole row stood.</summary>
    private StatedDeduction Stated(Deduction row, DeductionPart part)
    {
        var reason = string.IsNullOrWhiteSpace(part.Reason) ? row.Reason : part.Reason.Trim();
        var criterion = string.IsNullOrWhiteSpace(part.Criterion) ? row.Criterion : part.Criterion.Trim();
        var whole = row.Read.Source;
        var place = SentenceReader.Find(Reading.Text, reason, whole.Start) is { } found && found.End <= whole.End ? found : whole;
        return new StatedDeduction(place, row.Field, criterion, Scoring.Points.Round(part.Points), reason);
    }

    private static string Numbers(IEnumerable<Deduction> rows) => string.Join(", ", rows.Select(row => row.Ordinal));

    private static string InWords(IEnumerable<Deduction> rows) => string.Join("\n", rows.Select(row => row.InWords));
}
