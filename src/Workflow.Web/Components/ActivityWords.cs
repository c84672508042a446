using System.Globalization;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Activity;

namespace Workflow.Web.Components;

/// <summary>Words what happened: the log keeps kinds and facts, people read sentences.</summary>
public sealed class ActivityWords(IStringLocalizer<Interface> text, CalendarWords calendar)
{
    public Timeline ToTimeline(IEnumerable<ActivityItem> items, IReadOnlyDictionary<Guid, string> units) =>
        new([.. items.OrderByDescending(item => item.At).ThenByDescending(item => item.Id).Select(item => new TimelineEntry(item.At, What(item, units), Who(item), Said(item)))]);

    public string What(ActivityItem item, IReadOnlyDictionary<Guid, string> units) => item.Kind switch
    {
        "task-assigned" => text["activity.task-assigned", Unit(item, "unit", units)] + Due(item),
        "extension-requested" => text["activity.extension-requested", Day(item, "due")],
        "extension-granted" or "task-redated" => text[$"activity.{item.Kind}", Day(item, "due"), Day(item, "formerDue")],
        "task-resumed" => text["activity.task-resumed", Fact(item, "days")] + Due(item),
        "explanation-asked" => text["activity.explanation-asked", Day(item, "due")],
        "deadline-policy-saved" => text["activity.deadline-policy-saved", Fact(item, "edition")],
        "deadline-policy-withdrawn" => text["activity.deadline-policy-withdrawn", Fact(item, "edition")],
        "held-mail-decided" => text["activity.held-mail-decided", Fact(item, "mails"), text[$"heldMail.{Fact(item, "outcome")}"].Value] + (item.Facts.TryGetValue("to", out var to) ? text["activity.held-mail-decided.to", to] : ""),
        "summaries-set" => text["activity.summaries-set", Weekly(item), Monthly(item)],
        "suspension-documented" => text["activity.suspension-documented", Fact(item, "title")],
        "delegation-given" => text["activity.delegation-given", Fact(item, "officer"), Day(item, "from"), Day(item, "to")],
        "delegation-revoked" => text["activity.delegation-revoked", Fact(item, "officer")],
        "task-rearranged" => text["activity.task-rearranged"] + Due(item),
        "task-progress-reported" => text["activity.task-progress-reported"] + Progress(item),
        "evidence-attached" => text["activity.evidence-attached", Fact(item, "title")],
        "analysis-uploaded" => text["activity.analysis-uploaded", Fact(item, "file")],
        "deduction-corrected" or "deduction-accepted" or "deduction-added" or "deduction-removed" or "passage-dismissed" => text[$"activity.{item.Kind}", Fact(item, "ordinal")],
        "deductions-merged" => text["activity.deductions-merged", Fact(item, "rows"), Fact(item, "ordinal")],
        "deduction-split" => text["activity.deduction-split", Fact(item, "ordinal"), Fact(item, "rows")],
        "root-cause-confirmed" or "root-cause-dismissed" => text[$"activity.{item.Kind}", Fact(item, "cause")],
        "review-act-undone" => text["activity.review-act-undone", text[$"reviewAct.{Fact(item, "act")}", Fact(item, "rows")]],
        "score-set-imported" or "score-board-imported" => text[$"activity.{item.Kind}", Fact(item, "year"), Fact(item, "edition")],
        "likelihood-said" => text["activity.likelihood-said", Fact(item, "edition")],
        "criterion-rule-said" => text["activity.criterion-rule-said", Fact(item, "criterion"), Rule(item, "after")],
        "plan-targets-set" => text["activity.plan-targets-set", Points(item, "after")],
        "scenario-saved" or "scenario-deleted" => text[$"activity.{item.Kind}", Fact(item, "name")],
        "scenario-renamed" => text["activity.scenario-renamed", Fact(item, "before"), Fact(item, "name")],
        "report-obligation-added" => text["activity.report-obligation-added", Fact(item, "name"), Fact(item, "recipient")],
        "report-obligation-revised" => text["activity.report-obligation-revised", Day(item, "due")],
        "report-obligation-ended" => text["activity.report-obligation-ended", Day(item, "on")],
        "receipt-proved" => text["activity.receipt-proved", Fact(item, "title")],
        "report-opened" => text["activity.report-opened", Day(item, "due"), Day(item, "sendBy")],
        "report-redated" => text["activity.report-redated", Day(item, "due"), Day(item, "sendBy"), Day(item, "formerSendBy")],
        "report-moved-with-calendar" => text["activity.report-moved-with-calendar", Day(item, "formerDay"), Day(item, "day"), calendar.Because(Fact(item, "because"))],
        "task-moved-with-calendar" => text[$"activity.moved.{Fact(item, "what")}", Day(item, "formerDay"), Day(item, "day"), calendar.Because(Fact(item, "because"))],
        "calendar-saved" => text["activity.calendar-saved", Fact(item, "number"), Fact(item, "days")],
        "report-signed" or "report-sent" or "report-received" => Recorded(item),
        var kind => text[$"activity.{kind}"],
    };

    public string Who(ActivityItem item)
    {
        if (item.By is null)
        {
            return text["activity.system"];
        }

        var who = string.IsNullOrEmpty(item.Position) ? item.By : $"{item.By}, {item.Position}";
        return item.Facts.TryGetValue("onBehalfOf", out var head) ? text["activity.onBehalfOf", who, head] : who;
    }

    /// <summary>In the person's own words, or what was changed into what.</summary>
    public string? Said(ActivityItem item) => item.Kind is "deduction-corrected" or "deductions-merged" or "deduction-split"
        ? text["activity.before-after", Fact(item, "before"), Fact(item, "after")]
        : item.Kind is "deduction-removed" or "passage-dismissed" or "deduction-added"
        ? string.Join("\n", new[] { Fact(item, "before"), Fact(item, "after"), Fact(item, "reason") }.Where(words => words.Length > 0))
        : item.Kind is "task-suspended"
        ? $"{Fact(item, "reason")}\n{Fact(item, "basis")}"
        : item.Facts.GetValueOrDefault("reason") ?? item.Facts.GetValueOrDefault("note");

    private string Weekly(ActivityItem item) =>
        item.Facts.TryGetValue("weeklyOn", out var day) ? text["activity.summaries-set.weekly", text[$"weekday.{day}"].Value] : text["activity.summaries-set.noWeekly"];

    private string Monthly(ActivityItem item) =>
        item.Facts.TryGetValue("meetingDay", out var day) ? text["activity.summaries-set.monthly", day] : text["activity.summaries-set.noMonthly"];

    private string Rule(ActivityItem item, string name) => text[$"rule.{Fact(item, name)}"];

    /// <summary>A day that was put right is told with what stood there before.</summary>
    private string Recorded(ActivityItem item) =>
        text[$"activity.{item.Kind}", Day(item, "on")] + (item.Facts.ContainsKey("formerOn") ? text["activity.formerDay", Day(item, "formerOn")] : "");

    private static string Day(ActivityItem item, string name) =>
        DateOnly.TryParseExact(Fact(item, name), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Figures.Day(day) : "";

    private string Points(ActivityItem item, string name) =>
        Fact(item, name) is { Length: > 0 } points ? Localized(points) : text["targets.none"];

    private static string Fact(ActivityItem item, string name) => item.Facts.GetValueOrDefault(name, "");

    private static string Unit(ActivityItem item, string name, IReadOnlyDictionary<Guid, string> units) =>
        Guid.TryParse(Fact(item, name), out var id) ? units.GetValueOrDefault(id, "") : "";

    private string Due(ActivityItem item) =>
        DateOnly.TryParseExact(Fact(item, "due"), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? text["activity.due", Figures.Day(day)]
            : "";

    private static string Progress(ActivityItem item)
    {
        List<string> parts = [];
        if (item.Facts.TryGetValue("percent", out var percent))
        {
            parts.Add($"{percent}%");
        }

        if (item.Facts.TryGetValue("numerator", out var numerator) && item.Facts.TryGetValue("denominator", out var denominator))
        {
            parts.Add($"{Localized(numerator)}/{Localized(denominator)}");
        }

        return parts.Count == 0 ? "" : ": " + string.Join(", ", parts);
    }

    private static string Localized(string figure) =>
        decimal.TryParse(figure, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? Figures.Plain(number) : figure;
}
