using System.Globalization;
using System.Text;
using Workflow.Api.Documents;
using Workflow.Domain;
using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;

namespace Workflow.Testing.Corpus;

/// <summary>
/// How well readings agree with what a careful reader finds, kind by kind: found of what there is (recall), right of what
/// was found (precision), and values that are wrong although the reading shows no doubt of them.
/// </summary>
internal sealed class Accuracy
{
    private readonly SortedDictionary<string, Tally> tallies = new(StringComparer.Ordinal);
    private readonly List<string> faults = [];

    public IReadOnlyDictionary<string, Tally> Tallies => tallies;

    /// <summary>Every disagreement in words, for whoever mends the reading.</summary>
    public IReadOnlyList<string> Faults => faults;

    public int WrongAndSure { get; private set; }

    /// <summary>Reads a form of a report and compares; a refusal leaves everything unread.</summary>
    public void Read(string form, byte[] content, Expected expected)
    {
        var compare = new Comparison(this, form);
        try
        {
            var read = AnalysisReader.Read(DocumentReader.Read(content, form));
            compare.Right("reports");
            Add(compare, expected, read);
        }
        catch (RuleBrokenException refused)
        {
            compare.Missing("reports", refused.Message);
            expected.Deductions.ToList().ForEach(wanted => compare.Missing("deductions", $"{wanted.Criterion} of a report refused"));
        }
    }

    private void Add(Comparison compare, Expected expected, AnalysisReading read)
    {
        compare.One("agency", expected.Agency, read.Agency);
        compare.One("years", $"{expected.PreviousYear} {expected.BaseYear} {expected.TargetYear}", $"{read.PreviousYear} {read.BaseYear} {read.TargetYear}");
        compare.Set("totals", expected.Totals.Select(InWords), read.Totals.Select(InWords));
        compare.Set("fields", expected.Fields.Select(InWords), read.Fields.Select(InWords));
        compare.Set("ranks of fields", expected.Fields.Where(field => field.Rank is not null).Select(field => $"{field.Number}: {field.Rank}"),
            read.Fields.Where(field => field.Rank is not null).Select(field => $"{field.Number}: {field.Rank}"));
        if (expected.Criteria.Count > 0)
        {
            var asked = expected.Criteria.Select(row => row.Code).ToHashSet();
            compare.Set("criteria", expected.Criteria.Select(InWords), read.Criteria.Where(row => asked.Contains(row.Code)).Select(InWords));
        }

        Deductions(compare, expected.Deductions, read.Deductions);
        Directives(compare, expected.Directives, read.Directives);
        compare.Set("discrepancies", expected.Discrepancies, read.Discrepancies
            .Where(found => found.Code != Discrepancy.UnexplainedLoss)
            .Select(found => found.Field is { } field ? $"{found.Code} {field}" : found.Code));
        Unread(compare, expected.Unread, read.Unread);
        compare.Set("root causes", expected.RootCauses, read.RootCauses.Select(cause => $"{Code(cause.Why)} {string.Join(' ', cause.Deductions.Order())}"));
    }

    private void Deductions(Comparison compare, IReadOnlyList<ExpectedDeduction> expected, IReadOnlyList<DeductionReading> read)
    {
        var left = read.ToList();
        foreach (var wanted in expected)
        {
            var best = left.OrderByDescending(candidate => Likeness(wanted, candidate)).FirstOrDefault();
            if (best is null || Likeness(wanted, best) < 4)
            {
                compare.Missing("deductions", $"{wanted.Criterion} {Number(wanted.Points)} {Short(wanted.Reason)}");
                continue;
            }

            left.Remove(best);
            compare.Right("deductions");
            Values(compare, wanted, best);
        }

        foreach (var extra in left)
        {
            compare.Surplus("deductions", $"{extra.Criterion} {Number(extra.Points)} {Short(extra.Reason)}");
            WrongAndSure += extra.Doubts.Count == 0 ? 1 : 0;
        }
    }

    private void Values(Comparison compare, ExpectedDeduction wanted, DeductionReading read)
    {
        var row = $"{wanted.Criterion} {Short(wanted.Reason, 24)}";
        Sure(compare, row, read, ReadValue.Points, "points", Number(wanted.Points), Number(read.Points));
        Sure(compare, row, read, ReadValue.Field, "fields of deductions", $"{wanted.Field}", $"{read.Field}");
        Sure(compare, row, read, ReadValue.Criterion, "criteria of deductions", wanted.Criterion ?? "", read.Criterion ?? "");
        Sure(compare, row, read, ReadValue.Reason, "reasons", Plain(wanted.Reason), Plain(read.Reason));
        Sure(compare, row, read, ReadValue.Figures, "figures", wanted.Figures ?? "", read is { Numerator: { } a, Denominator: { } b } ? $"{Number(a)}/{Number(b)}" : "");
        Sure(compare, row, read, ReadValue.Figures, "percentages", Number(wanted.Percent), Number(read.Percent));
        SureSet(compare, row, read, ReadValue.Dates, "dates", wanted.Dates, read.Dates.Select(InWords).Distinct());
        SureSet(compare, row, read, ReadValue.Figures, "money", wanted.Money, read.Money.Select(sum => $"{Number(sum.Dong)} {sum.Unit}".Trim()));
        SureSet(compare, row, read, ReadValue.Figures, "documents", wanted.Documents, read.Cited.Select(document => document.Number).Distinct());
        SureSet(compare, row, read, ReadValue.Units, "units of reasons", wanted.Units, read.Units);
        SureSet(compare, row, read, ReadValue.Units, "shares", wanted.Shares, read.Shares.Select(share => $"{share.Count} {share.Unit}"));
        SureSet(compare, row, read, ReadValue.Dates, "late reports", wanted.Late, read.LateReports.Select(InWords));
        if (wanted.Lead is { } lead)
        {
            compare.One("suggested lead units", lead, read.SuggestedLead, row);
        }
    }

    private static void Directives(Comparison compare, IReadOnlyList<ExpectedDirective> expected, IReadOnlyList<DirectiveReading> read)
    {
        var left = read.ToList();
        foreach (var wanted in expected)
        {
            var found = left.Find(candidate => Plain(candidate.Text).StartsWith(Plain(wanted.Begins), StringComparison.Ordinal));
            if (found is null)
            {
                compare.Missing("directives", Short(wanted.Begins));
                continue;
            }

            left.Remove(found);
            compare.Right("directives");
            var row = Short(wanted.Begins, 24);
            compare.One("due days of directives", wanted.Due ?? "", found.DueOn is { } due ? Day(due, found.DueKind) : "", row);
            compare.Set("units of directives", wanted.Units, found.Units, row);
            compare.Set("coordinating units of directives", wanted.Coordinating ?? [], found.Coordinating, row);
        }

        foreach (var extra in left)
        {
            compare.Surplus("directives", Short(extra.Text));
        }
    }

    private static void Unread(Comparison compare, IReadOnlyList<string> expected, IReadOnlyList<UnreadPassage> read)
    {
        var left = read.ToList();
        foreach (var wanted in expected)
        {
            var found = left.Find(passage => Plain(passage.Text).Contains(Plain(wanted), StringComparison.Ordinal));
            if (found is null)
            {
                compare.Missing("unread passages", wanted);
                continue;
            }

            left.Remove(found);
            compare.Right("unread passages");
        }

        foreach (var extra in left)
        {
            compare.Surplus("unread passages", $"{extra.Why}: {Short(extra.Text)}");
        }
    }

    private void Sure(Comparison compare, string row, DeductionReading read, ReadValue value, string kind, string wanted, string found)
    {
        if (!compare.One(kind, wanted, found, row) && found.Length > 0 && read.Doubts.All(doubt => doubt.Value != value))
        {
            WrongAndSure++;
        }
    }

    private void SureSet(Comparison compare, string row, DeductionReading read, ReadValue value, string kind, IReadOnlyList<string>? wanted, IEnumerable<string> found)
    {
        var wrong = compare.Set(kind, wanted ?? [], found, row);
        WrongAndSure += read.Doubts.All(doubt => doubt.Value != value) ? wrong : 0;
    }

    private static int Likeness(ExpectedDeduction wanted, DeductionReading read)
    {
        var (one, other) = (Plain(wanted.Reason), Plain(read.Reason));
        var shared = one == other ? 4 : other.Contains(Head(one), StringComparison.Ordinal) || one.Contains(Head(other), StringComparison.Ordinal) ? 2 : 0;
        return shared + (wanted.Criterion == read.Criterion ? 2 : 0) + (wanted.Points == read.Points ? 2 : 0) + (wanted.Field == read.Field ? 1 : 0);
    }

    private static string Head(string text) => text[..Math.Min(text.Length, 30)];

    private static string InWords(ExpectedTotal total) =>
        $"{total.Year}: {Number(total.Appraised)} + {Number(total.Survey)} = {Number(total.Index)}, {total.Rank}/{total.RankOf}";

    private static string InWords(YearTotal total) =>
        $"{total.Year}: {Number(total.Appraised)} + {Number(total.Survey)} = {Number(total.Index)}, {total.Rank}/{total.RankOf}";

    private static string InWords(ExpectedField field) => InWords(field.Number, field.Name, field.Max, field.Points.Select(year => (year.Key, year.Value)));

    private static string InWords(FieldReading field) => InWords(field.Number, field.Name, field.Max, field.Results.Select(year => (year.Year, year.Points)));

    private static string InWords(int number, string name, decimal max, IEnumerable<(int Year, decimal Points)> years) =>
        $"{number}. {Plain(name)} ({Number(max)}): {string.Join(", ", years.OrderBy(year => year.Year).Select(year => $"{year.Year} {Number(year.Points)}"))}";

    private static string InWords(ExpectedCriterion row) =>
        $"{row.Code}: {Number(row.Max)} {Number(row.SelfScored)} {Number(row.Appraised)} {Number(row.Survey)} {Number(row.Lost)}";

    private static string InWords(CriterionReading row) =>
        $"{row.Code}: {Number(row.Max)} {Number(row.SelfScored)} {Number(row.Appraised)} {Number(row.Survey)} {Number(row.Lost)}";

    private static string InWords(DatedFact date) => $"{Code(date.Means)}{(date.DueKind is DueKind.Before ? "-before" : "")} {date.On:yyyy-MM-dd}";

    private static string InWords(LateReport late) => string.Join(' ',
        late.DaysLate, Day(late.DueOn, late.DueKind), Day(late.SignedOn), Day(late.SentOn), Day(late.ReceivedOn), Code(late.CountsBy));

    private static string Day(DateOnly? day, DueKind? kind = null) =>
        day is { } given ? given.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (kind is DueKind.Before ? "x" : "") : "-";

    private static string Code<T>(T value) where T : struct, Enum => System.Text.Json.JsonSerializer.Serialize(value).Trim('"');

    private static string Number(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static string Short(string text, int letters = 60) => text.Length <= letters ? text : text[..letters] + "…";

    /// <summary>Words only: spacing, punctuation at the ends, capitals and the form of Unicode are no part of what is said.</summary>
    private static string Plain(string text) =>
        string.Join(' ', text.Normalize(NormalizationForm.FormC).ToLowerInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim(' ', '.', ';', ':', ',', '-', '–', '(', ')', '+');

    private sealed class Comparison(Accuracy accuracy, string form)
    {
        /// <returns>Whether they agree.</returns>
        public bool One(string kind, string? wanted, string? found, string row = "")
        {
            if (wanted == found)
            {
                if (!string.IsNullOrEmpty(wanted))
                {
                    Right(kind);
                }

                return true;
            }

            if (!string.IsNullOrEmpty(wanted))
            {
                Missing(kind, $"{row}: {wanted}");
            }

            if (!string.IsNullOrEmpty(found))
            {
                Surplus(kind, $"{row}: {found}");
            }

            return false;
        }

        /// <returns>How many were found that are not there.</returns>
        public int Set(string kind, IEnumerable<string> wanted, IEnumerable<string> found, string row = "")
        {
            var left = found.ToList();
            foreach (var one in wanted)
            {
                if (left.Remove(one))
                {
                    Right(kind);
                }
                else
                {
                    Missing(kind, $"{row} {one}");
                }
            }

            left.ForEach(extra => Surplus(kind, $"{row} {extra}"));
            return left.Count;
        }

        public void Right(string kind) => Count(kind, tally => tally with { Right = tally.Right + 1 });

        public void Missing(string kind, string what)
        {
            Count(kind, tally => tally with { Missing = tally.Missing + 1 });
            accuracy.faults.Add($"{form}: {kind} - {what.Trim()}");
        }

        public void Surplus(string kind, string what)
        {
            Count(kind, tally => tally with { Surplus = tally.Surplus + 1 });
            accuracy.faults.Add($"{form}: {kind} + {what.Trim()}");
        }

        private void Count(string kind, Func<Tally, Tally> change) =>
            accuracy.tallies[kind] = change(accuracy.tallies.GetValueOrDefault(kind) ?? new Tally(0, 0, 0));
    }
}

/// <param name="Right">Found, and there.</param>
/// <param name="Missing">There, and not found.</param>
/// <param name="Surplus">Found, and not there.</param>
internal sealed record Tally(int Right, int Missing, int Surplus)
{
    public double Recall => Right + Missing == 0 ? 1 : (double)Right / (Right + Missing);

    public double Precision => Right + Surplus == 0 ? 1 : (double)Right / (Right + Surplus);
}
