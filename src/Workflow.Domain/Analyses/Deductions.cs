using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>The deductions of section I, and the sentences about lost points that could not be read whole.</summary>
internal sealed record FoundDeductions(IReadOnlyList<DeductionStatement> Statements, IReadOnlyList<UnreadLoss> Unread);

/// <summary>
/// Finds the deductions of section I. Reports word them freely: "(bị trừ 0,5 điểm) vì lý do:", "(mất 0,25 điểm) do",
/// "chỉ đạt 1,5/2 điểm", "Do …, bị trừ 0,5 điểm"; a code may end in a dot, not end in one, stand in a line of its own, or be
/// missing; tables give points and reason in their columns.
/// </summary>
internal sealed partial class Deductions
{
    private readonly ScoreTables tables;
    private readonly int baseYear;
    private readonly List<DeductionStatement> statements = [];
    private readonly List<UnreadLoss> unread = [];

    private Deductions(ScoreTables tables, int baseYear)
    {
        this.tables = tables;
        this.baseYear = baseYear;
    }

    /// <summary>Whether a line speaks of a loss or begins with a criterion's code: then it heads nothing.</summary>
    public static bool Mentions(string text) => LossWords.HasAmount(text) || CriterionCodes.StartsLine(text);

    public static FoundDeductions Find(IReadOnlyList<FieldSection> sections, ScoreTables tables, int baseYear)
    {
        var found = new Deductions(tables, baseYear);
        var hasFields = sections.Any(section => section.Field is not null);
        foreach (var section in sections)
        {
            found.Read(section, isAside: hasFields && section.Field is null);
        }

        found.ReadTables(sections);
        return WholesAndParts.Settle(found.statements, found.unread);
    }

    private void Read(FieldSection section, bool isAside)
    {
        Standing? standing = null;
        var blocks = section.Blocks;
        for (var at = 0; at < blocks.Count; at++)
        {
            if (blocks[at] is not PlacedParagraph paragraph)
            {
                standing = null;
                continue;
            }

            if (LossWords.Find(paragraph.Text, baseYear).Count == 0)
            {
                standing = Standing.After(standing, paragraph, section);
                continue;
            }

            var passage = Passage.At(blocks, at, text => LossWords.Find(text, baseYear).Count > 0);
            var before = statements.Count + unread.Count;
            foreach (var statement in Statements(passage))
            {
                Read(statement, new Place(section.Field, isAside, section.CountsAlike, standing, passage.EndsInColon));
            }

            standing = Announced(passage, before) ?? (statements.Count + unread.Count > before ? standing?.Used() : Standing.After(standing, paragraph, section));
            at += passage.Extra;
        }
    }

    /// <summary>A criterion whose loss is told with a colon and no reason: what it lost in its parts follows.</summary>
    private Standing? Announced(Passage passage, int before) =>
        passage.EndsInColon && statements.Count + unread.Count == before + 1 && statements.Count > 0
        && statements[^1] is { Criterion: { } code, Reason.Length: 0 } whole && whole.Source.Start >= passage.Span.Start
            ? new Standing(code, whole.CriterionName, whole.Source.Start) { Whole = whole.Source.Start }
            : null;

    /// <summary>A paragraph may hold several deductions, each from its criterion's code to the next that has a loss of its own.</summary>
    private IEnumerable<Passage> Statements(Passage passage)
    {
        var losses = LossWords.Find(passage.Text, baseYear);
        if (losses.Count == 0)
        {
            return [];
        }

        var starts = new List<int>();
        var codes = CriterionCodes.Find(passage.Text);
        for (var at = 0; at < codes.Count; at++)
        {
            var start = starts.Count == 0 ? 0 : starts[^1];
            var end = at + 1 < codes.Count ? codes[at + 1].Index : passage.Text.Length;
            var owns = losses.Any(loss => loss.Index >= codes[at].End && loss.Index < end) || (codes[at].Index == 0 && codes.Count == 1);
            var isPlace = codes[at].IsPlace && losses.Any(loss => loss.Index >= start && loss.End <= codes[at].Index);
            if (owns && !isPlace && !IsPart(passage.Text, losses, start, codes[at].Index))
            {
                var ahead = Reasons.StartAhead(passage.Text, codes[at].Index);
                starts.Add(ahead is { } begins && !losses.Any(loss => loss.Index >= begins && loss.Index < codes[at].Index) ? begins : codes[at].Index);
            }
        }

        if (starts.Count == 0 || losses[0].Index < starts[0] || starts[0] < Opening)
        {
            starts = [0, .. starts.Where(start => start >= Opening || losses[0].Index < start)];
        }

        return starts.Select((start, at) => passage.Between(start, at + 1 < starts.Count ? starts[at + 1] : passage.Text.Length));
    }

    /// <summary>A code in the very sentence that tells a total and its parts opens no statement of its own.</summary>
    private static bool IsPart(string text, IReadOnlyList<Loss> losses, int start, int code) =>
        losses.LastOrDefault(loss => loss.HasParts && loss.Index >= start && loss.End <= code) is { } whole
        && !text[whole.End..code].Contains(". ", StringComparison.Ordinal) && !text[whole.End..code].Contains('\n', StringComparison.Ordinal);

    /// <summary>So many letters may stand before a code as marks of a list.</summary>
    private const int Opening = 3;

    private void Read(Passage statement, Place place)
    {
        var losses = LossWords.Find(statement.Text, baseYear);
        var codes = CriterionCodes.Find(statement.Text);
        var code = codes.Count > 0 && IsItsOwn(codes[0], losses, place) ? codes[0] : null;
        var amounts = losses.Where(loss => loss is { Kind: LossKind.Amount, IsTariff: false }).ToList();
        if (amounts.Count == 0)
        {
            ReadWithoutAmount(statement, place, code, losses);
            return;
        }

        if (amounts is [{ } whole, ..] && (whole.HasParts || IsSumOf(whole, [.. amounts.Skip(1)], least: HasSentenceEnd(statement.Text, whole, amounts[^1]) ? 2 : 1) || (amounts.Count == 1 && IsSumOf(whole, LossWords.Parts(statement.Text, whole.End), least: 2))))
        {
            ReadParts(statement, place, code, whole, amounts);
            return;
        }

        var clauses = Clauses.Of(statement.Text, amounts);
        for (var at = 0; at < amounts.Count; at++)
        {
            var clause = statement.Between(clauses[at].Start, clauses[at].End);
            var loss = amounts[at] with { Index = amounts[at].Index - clauses[at].Start };
            var own = CriterionCodes.Find(clause.Text).FirstOrDefault(one => IsItsOwn(one, [loss], place)) ?? (at == 0 ? code : null);
            var written = Write(clause, place, own, loss, inherited: own is null ? code : null, inheritedName: own is null && code is not null ? NameIn(statement, code, amounts[0]) : null);
            if (written is not null)
            {
                var printed = losses.FirstOrDefault(other => other.Kind is LossKind.OutOf && other.Points != loss.Points);
                statements.Add(printed is not null && amounts.Count == 1 ? written.Doubting(ReadValue.Points, Doubt.SeveralFigures)
                    : amounts.Count > 1 && code is not null ? written.Doubting(ReadValue.Points, Doubt.PartOrWhole)
                    : written);
            }
        }
    }

    /// <summary>The next sentence may tell another loss of as many points.</summary>
    private static bool HasSentenceEnd(string text, Loss first, Loss last) => last.Index > first.End && text[first.End..last.Index].Contains(". ", StringComparison.Ordinal);

    private static bool IsSumOf(Loss whole, IReadOnlyList<Loss> parts, int least = 1) => parts.Count >= least && whole.Points == parts.Sum(part => part.Points);

    /// <summary>A code after the loss is the loss's only where the words make it its place.</summary>
    private static bool IsItsOwn(CriterionCode code, IReadOnlyList<Loss> losses, Place place) =>
        (losses.Count == 0 || code.Index < losses[0].Index || code.IsPlace) && !(code.MayBeAHeading && place.Field is { } field && code.Field != field);

    /// <summary>The total is none itself; each of its parts is, under the total's code where it has none of its own.</summary>
    private void ReadParts(Passage statement, Place place, CriterionCode? code, Loss whole, List<Loss> amounts)
    {
        var parts = amounts.Count > 1 ? amounts.Skip(1).ToList() : [.. LossWords.Parts(statement.Text, whole.End)];
        if (parts.Count == 0)
        {
            if (Write(statement, place, code, whole) is { } alone)
            {
                statements.Add(alone with { IsTotal = true });
            }

            return;
        }

        var start = PartsStart().Match(statement.Text, whole.End) is { Success: true } opening ? opening.Index + opening.Length : whole.End;
        var rest = statement.Between(start, statement.Text.Length);
        var moved = parts.Select(part => part with { Index = part.Index - start }).ToList();
        var clauses = Clauses.Of(rest.Text, moved);
        for (var at = 0; at < moved.Count; at++)
        {
            var clause = rest.Between(clauses[at].Start, clauses[at].End);
            var loss = moved[at] with { Index = moved[at].Index - clauses[at].Start };
            var own = CriterionCodes.Find(clause.Text).FirstOrDefault(one => one.Index < loss.Index || one.IsPlace);
            var name = own is null && code is not null ? NameIn(statement, code, whole) : null;
            if (Write(clause, place, own, loss, inherited: code, inheritedName: name) is { } part)
            {
                statements.Add(part with { PartOf = statement.Span.Start });
            }
        }

        if (parts.Sum(part => part.Points) != whole.Points)
        {
            unread.Add(new UnreadLoss(FieldOf(place, code), statement.Text, statement.Span, UnreadPassage.PartsDiffer));
        }
    }

    private void ReadWithoutAmount(Passage statement, Place place, CriterionCode? code, IReadOnlyList<Loss> losses)
    {
        var known = code is null ? place.Standing?.Code : code.Code;
        var computed = losses.FirstOrDefault(loss => loss.Kind is LossKind.OutOf && IsOfACriterion(loss, known, place));
        var everything = losses.FirstOrDefault(loss => loss.Kind is LossKind.Everything);
        var criterion = CriterionOf(known);
        var loss = computed
            ?? (everything is not null && (everything.Max ?? criterion?.Max) is { } max ? everything with { Points = max } : null)
            ?? (losses.FirstOrDefault(one => one.Kind is LossKind.Unsaid) is { } unsaid && criterion?.Lost is > 0 and { } lost ? unsaid with { Points = lost } : null);
        if (loss is not null && Write(statement, place, code, loss) is { } written)
        {
            statements.Add(written.Doubting(ReadValue.Points, Doubt.Computed));
            return;
        }

        var said = losses.FirstOrDefault(one => one.Kind is not LossKind.OutOf);
        if (said is null || statement.Text.TrimEnd().EndsWith(':'))
        {
            return;
        }

        var sentence = Sentences.Around(statement, said.Index, with: code?.Index ?? said.Index);
        unread.Add(new UnreadLoss(FieldOf(place, code), sentence.Text, sentence.Span, said.IsTariff || said.Kind is not LossKind.Amount ? UnreadPassage.NoPoints : UnreadPassage.TotalWithoutParts)
        {
            Criterion = known,
            IsGeneral = known is null && !Reasons.GivesWhy(statement.Text, said.End) && (place.IsAside || General().IsMatch(sentence.Text)),
        });
    }

    /// <summary>"Đạt 4/5 điểm" under a field's heading is the field's own score, not a criterion's.</summary>
    private bool IsOfACriterion(Loss loss, string? code, Place place) =>
        code is not null || (loss.SaysOnly && place.Field is { } field && tables.Fields.FirstOrDefault(row => row.Number == field)?.Max is { } max && loss.Max < max);

    private CriterionReading? CriterionOf(string? code) => code is null ? null : tables.Criteria.FirstOrDefault(one => one.Code == code);

    private static string? NameIn(Passage statement, CriterionCode code, Loss loss) =>
        code.End <= loss.Index ? Reasons.Name(statement.Text[code.End..loss.Index]) : null;

    private int? FieldOf(Place place, CriterionCode? code) =>
        code is not null && tables.Fields.Any(row => row.Number == code.Field) ? code.Field : place.Field;

    private DeductionStatement? Write(Passage statement, Place place, CriterionCode? code, Loss loss, CriterionCode? inherited = null, string? inheritedName = null)
    {
        var grounds = Reasons.Of(statement.Text, code, loss);
        var reason = statement.Between(grounds.Start, grounds.End).Trimmed();
        var standing = code is null && inherited is null ? place.Standing : null;
        var source = standing is null ? statement.Trimmed().Span : TextSpan.Between(standing.Start, statement.Trimmed().Span.End);
        if (reason.Text.Length == 0 && standing?.Reason is { } given)
        {
            reason = given;
        }

        var printed = (code ?? inherited)?.Code ?? standing?.Code;
        var field = printed is null ? place.Field : CriterionCodes.FieldOf(printed);
        if (field is not null && !tables.Fields.Any(row => row.Number == field) && place.Field is not null)
        {
            field = place.Field;
        }

        if (code is { HasCompany: true } && loss is { IsTotal: true, HasParts: false })
        {
            unread.Add(new UnreadLoss(place.Field, statement.Text, statement.Trimmed().Span, UnreadPassage.TotalWithoutParts));
            return null;
        }

        if (printed is null && (loss.IsTotal || place.Announces || reason.Text.Length == 0 || reason.Text.EndsWith(':')) && !IsListed(statement, loss))
        {
            unread.Add(new UnreadLoss(place.Field, statement.Text, statement.Trimmed().Span, UnreadPassage.TotalWithoutParts) { IsGeneral = true });
            return null;
        }

        if (field is null || !tables.Fields.Any(row => row.Number == field))
        {
            unread.Add(new UnreadLoss(null, statement.Text, statement.Trimmed().Span, UnreadPassage.NoField));
            return null;
        }

        var written = new DeductionStatement(
            field.Value, printed, code is null ? inheritedName ?? standing?.Name : grounds.Name, loss.Points!.Value, reason.Text, source, reason.Span)
        {
            IsTotal = loss.IsTotal || loss.HasParts,
            Announces = place.Announces,
            IsAside = place.IsAside,
            PartOf = standing?.Whole,
            IsOfTheWhole = printed is null && Whole().IsMatch(statement.Text[..loss.Index]),
        };
        written = standing is { MayBeAHeading: true } && CriterionOf(printed) is null ? written.Doubting(ReadValue.Criterion, Doubt.MayBeAHeading) : written;
        return Doubtful(written, place, code, loss);
    }

    private DeductionStatement Doubtful(DeductionStatement written, Place place, CriterionCode? code, Loss loss)
    {
        written = written.Criterion is null ? written.Doubting(ReadValue.Field, Doubt.NoCode) : written;
        written = place.Field is { } field && written.Criterion is not null && field != written.Field
            ? written.Doubting(ReadValue.Field, Doubt.CodeOutsideField).Doubting(ReadValue.Criterion, Doubt.CodeOutsideField) : written;
        written = code is { HasCompany: true } ? written.Doubting(ReadValue.Criterion, Doubt.SeveralCriteria) : written;
        written = code is { MayBeAHeading: true } && !place.CountsAlike && CriterionOf(code.Code) is null ? written.Doubting(ReadValue.Criterion, Doubt.MayBeAHeading) : written;
        written = loss.MayBeEarlier ? written.Doubting(ReadValue.Points, Doubt.EarlierYear) : written;
        written = CriterionOf(written.Criterion)?.Lost is { } lost && !DiscrepancyFinder.SamePoints(written.Points, lost)
            ? written.Doubting(ReadValue.Points, Doubt.ContradictsTable) : written;
        return written.Reason.Length == 0 ? written.Doubting(ReadValue.Reason, Doubt.NoReason) : written;
    }

    /// <summary>An item of a list that names a fault before its points: "- Báo cáo quý I gửi muộn: trừ 0,5 điểm".</summary>
    private static bool IsListed(Passage statement, Loss loss) => ListItem().IsMatch(statement.Text) && !loss.IsTotal && loss.Index > Opening * 4;

    private void ReadTables(IReadOnlyList<FieldSection> sections)
    {
        unread.AddRange(tables.OddRows.Select(odd => new UnreadLoss(
            odd.Field, string.Join(' ', odd.Row.Cells.Select(cell => cell.Text)), odd.Row.Span, UnreadPassage.OddRow)));
        foreach (var loss in tables.Losses)
        {
            var section = sections.FirstOrDefault(section => section.Holds(loss.Row.Span));
            var field = loss.Code is not null ? loss.Field : section?.Field ?? loss.Field;
            if (field is null || !tables.Fields.Any(row => row.Number == field))
            {
                unread.Add(new UnreadLoss(null, string.Join(' ', loss.Row.Cells.Select(cell => cell.Text)), loss.Row.Span, UnreadPassage.NoField));
                continue;
            }

            var written = new DeductionStatement(field.Value, loss.Code, loss.Row.Label.Name, loss.Points, loss.Reason.Text, loss.Row.Span, loss.Reason.Span) { IsFromTable = true };
            written = loss.Code is null ? written.Doubting(ReadValue.Field, Doubt.NoCode) : written;
            statements.Add(loss.IsPrinted ? written : written.Doubting(ReadValue.Points, Doubt.Computed));
        }
    }

    [GeneratedRegex(@"\G\s*[)\]]?\s*[,;:(.]?\s*(?:trong đó|bao gồm|gồm|cụ thể|chi tiết)?\s*(?:có\s+)?:?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PartsStart();

    [GeneratedRegex(@"^(?:[-+*•–]|\(?[a-hđ\d]{1,2}\))\s*\S", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ListItem();

    [GeneratedRegex(
        @"\b(?:các|những|một số|nhiều|số|vài)\s+(?:\S+\s+){0,4}?(?:nội dung|tiêu chí|chỉ tiêu|chỉ số|lĩnh vực|hạn chế|nguyên nhân|điểm)\b|\b(?:nội dung|tiêu chí|chỉ tiêu)\s+(?:thành phần\s+)?(?:đã\s+)?bị\s+(?:trừ|mất)|\b(?:hạn chế|nguyên nhân)\s+(?:dẫn đến\s+)?(?:bị\s+)?(?:trừ|mất)\s+điểm\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex General();

    [GeneratedRegex(@"\b(?:lĩnh vực|chỉ số|các tiêu chí|nhóm|tổng|toàn)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Whole();

    /// <summary>Where a statement stands: under which field, in the running of which criterion.</summary>
    private sealed record Place(int? Field, bool IsAside, bool CountsAlike, Standing? Standing, bool Announces);
}
