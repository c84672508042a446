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
        var rows = ScoredFields(document);
        var years = rows.SelectMany(row => row.Points.Keys).Distinct().Order().ToList();
        var baseYear = years[^1];
        var subject = Subject.Of(document, baseYear);
        var totals = TotalsTable.Read(document);

        var parts = DirectiveFinder.Split(document.Paragraphs);
        var sections = FieldSections.Read(parts.Analysis, rows);
        var prose = sections.Where(section => section.Field is not null)
            .GroupBy(section => section.Field!.Value)
            .ToDictionary(same => same.Key, same => FieldProse.Of(same.First()));
        var statements = Deductions.Find(sections).Where(statement => rows.Any(row => row.Number == statement.Field)).ToList();
        Bound(statements.Count <= MostStatements && statements.All(statement => statement.Reason.Length <= LongestPassage));
        var directives = DirectiveFinder.Find(parts.Duties);
        Bound(directives.Count <= MostStatements);
        var fields = rows.Select(row => Reconciliation.Reconcile(row, baseYear, FieldProse.Whole(prose.GetValueOrDefault(row.Number)?.Rank), statements)).ToList();

        return new AnalysisReading
        {
            Agency = subject.Agency,
            PreviousYear = years.Count > 1 ? years[^2] : null,
            BaseYear = baseYear,
            TargetYear = subject.TargetYear ?? baseYear + 1,
            Totals = totals,
            Fields = fields,
            Deductions = new Responsibility([.. statements.Select(WithFacts)], Answers.Find(statements, directives), directives).Suggest(),
            Directives = directives,
            Discrepancies = DiscrepancyFinder.Find(totals, rows, prose, fields, statements),
            Units = UnitsOf(document, directives),
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

    private static List<FieldRow> ScoredFields(SourceDocument document)
    {
        var rows = FieldTables.Read(document).Rows.Where(row => row is { Max: not null, Points.Count: > 0 }).ToList();
        var years = rows.SelectMany(row => row.Points.Keys).DefaultIfEmpty().Max();
        return rows.Count > 0 && rows.All(row => row.Points.ContainsKey(years))
            ? rows
            : throw new RuleBrokenException(ScoreTableIsNeeded);
    }

    internal static DeductionReading WithFacts(DeductionStatement statement, int at)
    {
        var reason = new Passage(statement.Reason, statement.ReasonSource);
        var figures = FigureFinder.Find(statement.Reason);
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
            DateFinder.Find(reason),
            [.. DocumentFinder.Find(statement.Reason).Select(document => document.Text).Distinct()],
            [.. UnitFinder.Find(statement.Reason).Select(unit => unit.Name).Distinct()],
            ShareFinder.Find(statement.Reason));
    }

    private static IReadOnlyList<string> UnitsOf(SourceDocument document, IReadOnlyList<DirectiveReading> directives) =>
    [
        .. document.Paragraphs.SelectMany(paragraph => UnitFinder.Find(paragraph.Text)).Select(unit => unit.Name)
            .Concat(directives.SelectMany(directive => directive.Units))
            .DistinctBy(UnitNames.Key),
    ];
}
