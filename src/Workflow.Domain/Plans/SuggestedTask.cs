using System.Text.RegularExpressions;
using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Domain.Plans;

/// <summary>
/// A task proposed for a deduction. One deduction gives one task; where its reason counts faults by unit, one for each
/// unit, the points shared by count.
/// </summary>
public sealed partial record SuggestedTask(string Title, TaskKind Kind, TaskDeduction Share, decimal? Target, Assignment Assignment)
{
    /// <summary>The figures at which an indicator lost its points, so many of so many.</summary>
    public (decimal Part, decimal Whole)? LostAt { get; private init; }

    private const int LongestTitle = 180;

    public static IReadOnlyList<SuggestedTask> For(IEnumerable<Deduction> deductions, UnitDirectory units, int targetYear, DateOnly today, WorkCalendar calendar) =>
        [.. deductions.OrderBy(deduction => deduction.Ordinal).SelectMany(deduction => For(deduction, units, targetYear, today, calendar))];

    private static IEnumerable<SuggestedTask> For(Deduction deduction, UnitDirectory units, int targetYear, DateOnly today, WorkCalendar calendar)
    {
        var kind = KindOf(deduction);
        var due = DueFor(kind, targetYear, today, calendar);
        decimal? target = kind is TaskKind.Indicator ? 100m : null;
        if (deduction.Read.Shares is { Count: > 1 } shares)
        {
            var points = Points.Share(deduction.Points, [.. shares.Select(share => share.Count)]);
            return shares.Zip(points, (share, part) => new SuggestedTask(
                TitleOf(deduction, share), kind, PartOf(deduction, part), target, new Assignment(units.Find(share.Unit)?.Id, [], due)));
        }

        return [new SuggestedTask(TitleOf(deduction), kind, PartOf(deduction, deduction.Points), target, new Assignment(LeadOf(deduction, units), HelpersOf(deduction, units), due))
        {
            LostAt = kind is TaskKind.Indicator ? FiguresOf(deduction.Read) : null,
        }];
    }

    private static (decimal Part, decimal Whole)? FiguresOf(DeductionReading read) =>
        read is { Numerator: { } part, Denominator: { } whole and > 0 } ? (part, whole)
        : read.Percent is { } percent and < 100 ? (percent, 100m)
        : null;

    private static TaskDeduction PartOf(Deduction deduction, decimal points) => new() { DeductionId = deduction.Id, Points = points };

    /// <summary>A person's correction of the units named outweighs what the program suggested.</summary>
    private static UnitId? LeadOf(Deduction deduction, UnitDirectory units) =>
        UnitsCorrected(deduction) ? units.Find(deduction.Units.FirstOrDefault())?.Id : units.Find(deduction.Read.SuggestedLead)?.Id;

    private static List<UnitId> HelpersOf(Deduction deduction, UnitDirectory units)
    {
        var names = UnitsCorrected(deduction) ? deduction.Units.Skip(1) : deduction.Read.SuggestedCoordinating;
        var lead = LeadOf(deduction, units);
        return [.. names.Select(units.Find).OfType<Unit>().Select(unit => unit.Id).Distinct().Where(unit => unit != lead)];
    }

    private static bool UnitsCorrected(Deduction deduction) => !deduction.Units.SequenceEqual(deduction.Read.Units);

    /// <summary>How the points come back, by what the reason speaks of; a proposal that the coordinator may correct.</summary>
    private static TaskKind KindOf(Deduction deduction)
    {
        var reason = deduction.Reason;
        if (deduction.Read.Dates.Any(date => date.Means is DateMeaning.Due) || LateReport().IsMatch(reason))
        {
            return TaskKind.Reporting;
        }

        if (Misconduct().IsMatch(reason))
        {
            return TaskKind.Sustained;
        }

        if (Growing().IsMatch(reason))
        {
            return TaskKind.Growth;
        }

        return deduction.Read.Denominator is not null || deduction.Read.Percent is not null || Ratio().IsMatch($"{deduction.CriterionName} {reason}")
            ? TaskKind.Indicator
            : TaskKind.Corrective;
    }

    /// <summary>
    /// What must not recur is watched to the end of the year; everything else is due on the last working day of November, so
    /// that December is left to prove it. Where that is past, twenty working days from today.
    /// </summary>
    private static DueDate? DueFor(TaskKind kind, int targetYear, DateOnly today, WorkCalendar calendar)
    {
        var on = kind is TaskKind.Sustained ? new DateOnly(targetYear, 12, 31) : calendar.OnOrBefore(new DateOnly(targetYear, 11, 30));
        return new DueDate(on > today ? on : calendar.AddWorkingDays(today, 20), DueKind.OnOrBefore);
    }

    private static string TitleOf(Deduction deduction) => Shortened(deduction.CriterionName ?? deduction.Reason);

    /// <summary>What is common to all units, before the reason begins to count them, and then this unit's part.</summary>
    private static string TitleOf(Deduction deduction, UnitShare share)
    {
        var common = deduction.CriterionName ?? Enumeration().Split(deduction.Reason)[0];
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Shortened(common)} ({share.Unit}: {share.Count})");
    }

    private static string Shortened(string text)
    {
        var title = Because().Replace(text.Trim(), "").TrimEnd('.', ';', ',', ':', ' ');
        title = char.ToUpper(title[0], System.Globalization.CultureInfo.InvariantCulture) + title[1..];
        if (title.Length <= LongestTitle)
        {
            return title;
        }

        var end = title.LastIndexOf(' ', LongestTitle);
        return title[..(end > 0 ? end : LongestTitle)].TrimEnd(',', ';', ' ') + "…";
    }

    [GeneratedRegex(@"^(nguyên nhân )?(là )?do\s+(?=\S)", RegexOptions.IgnoreCase, 500)]
    private static partial Regex Because();

    [GeneratedRegex(@",?\s+(bao\s+)?gồm\b|\(|:", RegexOptions.IgnoreCase, 500)]
    private static partial Regex Enumeration();

    [GeneratedRegex(@"báo cáo[^.;]{0,80}(muộn|chậm|không đúng hạn|quá hạn)", RegexOptions.IgnoreCase, 500)]
    private static partial Regex LateReport();

    [GeneratedRegex("kỷ luật|kỉ luật|cách chức|thu hồi|nộp lại|sai phạm|vi phạm", RegexOptions.IgnoreCase, 500)]
    private static partial Regex Misconduct();

    [GeneratedRegex(@"(thấp|giảm|ít) hơn (so với )?(cùng kỳ |năm )|tăng mức độ|nâng (được )?mức (độ )?tự chủ|tăng so với", RegexOptions.IgnoreCase, 500)]
    private static partial Regex Growing();

    [GeneratedRegex(@"tỷ lệ|tỉ lệ|đạt \d", RegexOptions.IgnoreCase, 500)]
    private static partial Regex Ratio();
}
