using System.Text.Json.Serialization;

namespace Workflow.Domain.Analyses;

/// <summary>
/// One reason why a value that was read may be wrong. A value without doubts is sure: the text says it in a form that means
/// nothing else. The wording of <c>doubt.{Why}</c> tells people what to look at.
/// </summary>
public sealed record Doubt(ReadValue Value, string Why)
{
    /// <summary>The text gives no code; the field was taken from the heading it stands under.</summary>
    public const string NoCode = "no-code";

    /// <summary>Code and heading point to different fields.</summary>
    public const string CodeOutsideField = "code-outside-field";

    /// <summary>More than one figure could be the points.</summary>
    public const string SeveralFigures = "several-figures";

    /// <summary>The figure is computed from others, not printed.</summary>
    public const string Computed = "computed";

    /// <summary>The text gives no reason, or none that can be told apart.</summary>
    public const string NoReason = "no-reason";

    /// <summary>The table's columns were taken by their place; no heading tells what they are.</summary>
    public const string UnlabelledColumn = "unlabelled-column";

    /// <summary>No rule but likeness of words justifies it.</summary>
    public const string Likeness = "likeness";

    /// <summary>The day is given without its year; the year was taken from the report.</summary>
    public const string YearSupplied = "year-supplied";

    /// <summary>The points are those the body gave itself; no appraisal is printed.</summary>
    public const string SelfScored = "self-scored";

    /// <summary>Two bare numbers in a line of their own may count a heading rather than be a criterion's code.</summary>
    public const string MayBeAHeading = "may-be-a-heading";

    /// <summary>Several criteria share the figure.</summary>
    public const string SeveralCriteria = "several-criteria";

    /// <summary>The figure may be that of an earlier year.</summary>
    public const string EarlierYear = "earlier-year";

    /// <summary>The figure may be a part of another deduction, or the whole of others.</summary>
    public const string PartOrWhole = "part-or-whole";

    /// <summary>Prose and table give different points.</summary>
    public const string ContradictsTable = "contradicts-table";

    /// <summary>The cell is empty; the value was taken from the row above, as where cells are merged.</summary>
    public const string FromAbove = "from-above";

    /// <summary>Neither the heading nor the words name a unit.</summary>
    public const string NobodyNamed = "nobody-named";
}

/// <summary>Which value of a row a doubt is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReadValue>))]
public enum ReadValue
{
    [JsonStringEnumMemberName("points")]
    Points,

    [JsonStringEnumMemberName("criterion")]
    Criterion,

    [JsonStringEnumMemberName("field")]
    Field,

    [JsonStringEnumMemberName("reason")]
    Reason,

    [JsonStringEnumMemberName("units")]
    Units,

    [JsonStringEnumMemberName("lead")]
    Lead,

    [JsonStringEnumMemberName("figures")]
    Figures,

    [JsonStringEnumMemberName("dates")]
    Dates,

    [JsonStringEnumMemberName("dueOn")]
    DueOn,

    [JsonStringEnumMemberName("max")]
    Max,
}

/// <summary>
/// A sentence that looks like a deduction or a directive and could not be read whole (chưa đọc được): shown, never dropped,
/// until a person has read it. The wording of <c>unread.{Why}</c> says what was missed.
/// </summary>
public sealed record UnreadPassage(int Ordinal, UnreadKind Kind, int? Field, string Text, TextSpan Source, string Why)
{
    /// <summary>Points were taken off, but the sentence does not say how many.</summary>
    public const string NoPoints = "no-points";

    /// <summary>Neither code nor heading says which field it belongs to.</summary>
    public const string NoField = "no-field";

    /// <summary>A total whose parts are not given.</summary>
    public const string TotalWithoutParts = "total-without-parts";

    /// <summary>A total whose parts add up to something else.</summary>
    public const string PartsDiffer = "parts-differ";

    /// <summary>A duty outside every group, addressed to nobody.</summary>
    public const string NoUnit = "no-unit";

    /// <summary>A row of a table that does not fit its columns.</summary>
    public const string OddRow = "odd-row";
}

[JsonConverter(typeof(JsonStringEnumConverter<UnreadKind>))]
public enum UnreadKind
{
    [JsonStringEnumMemberName("deduction")]
    Deduction,

    [JsonStringEnumMemberName("directive")]
    Directive,
}
