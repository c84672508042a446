using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>
/// Reads the analysis of a year's administrative-reform index: tables first, then the prose about each field with its
/// deductions, then the duties of section II; at last it holds the parts against each other.
/// </summary>
public static class AnalysisReader
{
    // A report has paragraphs of some 1,500 letters, 16 deductions and 29 directives; what is a hundred times as much was
    // made to keep the system busy.
    private const int LongestPassage = 20_000;
    private const int MostStatements = 500;

    /// <summary>The text holds no table of fields with points and maxima for a year.</summary>
    public static readonly Rule ScoreTableIsNeeded = new("analysis.no-score-table");

    /// <summary>The text is so tangled that searching it takes unreasonably long.</summary>
    public static readonly Rule TextIsReadable = new("analysis.unreadable");

    /// <exception cref="RuleBrokenException">When the document is no such analysis.</exception>
    public static AnalysisReading Read(SourceDocument document)
    {
        try
        {
            return ReadParts(document);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new RuleBrokenException(TextIsReadable);
        }
    }

    private static AnalysisReading ReadParts(SourceDocument document)
    {
        Bound(document.Paragraphs.All(paragraph => paragraph.Text.Length <= LongestPassage));
        var title = Subject.Of(document);
        var tables = ScoreTables.Read(document, title.Year ?? 0);
        var (rows, baseYear) = ScoredFields(tables, title);
        var parts = ReportParts.Of(document.Blocks);
        var sections = FieldSections.Read(parts.Analysis, rows);
        var prose = sections.Where(section => section.Field is not null)
            .GroupBy(section => section.Field!.Value)
            .ToDictionary(same => same.Key, same => FieldProse.Of(same.First()));
        var found = Deductions.Find(sections, tables, baseYear);
        var statements = found.Statements;
        Bound(statements.Count <= MostStatements && statements.All(statement => statement.Reason.Length <= LongestPassage));
        var targetYear = title.LaterThan(baseYear) ?? baseYear + 1;
        var duties = DirectiveFinder.Find(document, parts.Duties, targetYear, title.Agency);
        var directives = duties.Directives;
        Bound(directives.Count <= MostStatements);
        var beside = sections.Where(section => section.Field is null).SelectMany(section => section.Paragraphs).ToList();
        var said = ProseTotal.Read(beside, baseYear);
        var previousYear = rows.SelectMany(row => row.Points.Keys).Where(year => year < baseYear).Cast<int?>().Max();
        var earlier = previousYear is { } year ? ProseTotal.ReadEarlier(beside, year) : null;
        var totals = Totals.Read(document, said, earlier, tables.Total, baseYear);
        var fields = rows.Select(row => Reconciliation.Reconcile(row, baseYear, FieldProse.Whole(prose.GetValueOrDefault(row.Number)?.Rank), statements)).ToList();

        var deductions = new Responsibility([.. statements.Select((statement, at) => WithFacts(statement, at, title.Agency))], Answers.Find(statements, directives), directives, title.Agency).Suggest();

        var held = new HeldTogether(totals, said, rows, tables.Criteria, tables.Total, prose, fields, statements, baseYear);

        return new AnalysisReading
        {
            Agency = title.Agency,
            PreviousYear = previousYear,
            BaseYear = baseYear,
            TargetYear = targetYear,
            Totals = totals,
            Fields = fields,
            Deductions = deductions,
            Directives = directives,
            Discrepancies =
            [
                .. DiscrepancyFinder.Find(held),
                .. RankDiscrepancies.Find(held, sections, document.Tables),
                .. TextDiscrepancies.DocumentsAfterReport(document, sections),
                .. TextDiscrepancies.WrongYears(directives, baseYear, targetYear),
            ],
            Units = UnitsOf(document, directives),
            Criteria = [.. tables.Criteria],
            Unread = Unread(found.Unread, duties.Unread),
            RootCauses = RootCauses.Find(deductions),
            Text = document.Text,
        };
    }

    private static void Bound(bool within)
    {
        if (!within)
        {
            throw new RuleBrokenException(TextIsReadable);
        }
    }

    /// <summary>The fields, and the year of their latest points, which must be the same for all.</summary>
    private static (IReadOnlyCollection<FieldRow> Rows, int BaseYear) ScoredFields(ScoreTables tables, Subject title)
    {
        var rows = tables.Fields.Where(row => row is { Max: not null, Points.Count: > 0 }).ToList();
        var years = rows.SelectMany(row => row.Points.Keys).Distinct().Order().ToList();
        var latest = title.Year is { } named && years.Contains(named) ? named : years.LastOrDefault();
        return rows.Count > 0 && latest > 0 && rows.TrueForAll(row => row.Points.ContainsKey(latest))
            ? (rows, latest)
            : throw new RuleBrokenException(ScoreTableIsNeeded);
    }

    private static IReadOnlyList<UnreadPassage> Unread(IReadOnlyList<UnreadLoss> losses, IReadOnlyList<UnreadDuty> duties) =>
    [
        .. losses.Select(loss => new UnreadPassage(0, UnreadKind.Deduction, loss.Field, loss.Text, loss.Source, loss.Why))
            .Concat(duties.Select(duty => new UnreadPassage(0, UnreadKind.Directive, null, duty.Text, duty.Source, UnreadPassage.NoUnit)))
            .OrderBy(passage => passage.Source.Start)
            .Select((passage, at) => passage with { Ordinal = at + 1 }),
    ];

    internal static DeductionReading WithFacts(DeductionStatement statement, int at, string? agency)
    {
        var reason = new Passage(statement.Reason, statement.ReasonSource);
        var figures = FigureFinder.Find(statement.Reason);
        var dates = DateFinder.Find(reason);
        return new DeductionReading(
            at + 1,
            statement.Field,
            statement.Criterion,
            statement.Points,
            statement.CriterionName,
            statement.Reason,
            statement.Source,
            statement.ReasonSource,
            figures.Numerator,
            figures.Denominator,
            figures.Percent,
            dates,
            [.. DocumentFinder.Find(statement.Reason).Select(document => document.Text).Distinct()],
            [.. UnitFinder.Find(statement.Reason).Select(unit => unit.Name).Distinct()],
            ShareFinder.Find(statement.Reason, agency))
        {
            Doubts = statement.Doubts,
            Cited = DocumentFinder.Read(reason),
            Money = MoneyFinder.Find(reason, agency),
            LateReports = LateReports.Find(reason, dates),
        };
    }

    private static IReadOnlyList<string> UnitsOf(SourceDocument document, IReadOnlyList<DirectiveReading> directives) =>
    [
        .. document.Paragraphs.SelectMany(paragraph => UnitFinder.Find(paragraph.Text)).Select(unit => unit.Name)
            .Concat(directives.SelectMany(directive => directive.Units))
            .DistinctBy(UnitNames.Key),
    ];
}
