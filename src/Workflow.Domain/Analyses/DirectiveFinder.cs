using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>Where section II stands and where the report closes.</summary>
internal sealed record ReportParts(IReadOnlyList<PlacedParagraph> Analysis, IReadOnlyList<PlacedParagraph> Duties);

/// <summary>Finds section II, "nhiệm vụ và giải pháp": duties under headings that name whom they are given to.</summary>
internal static partial class DirectiveFinder
{
    public static ReportParts Split(IReadOnlyList<PlacedParagraph> paragraphs)
    {
        var start = paragraphs.ToList().FindIndex(IsDutiesHeading);
        if (start < 0)
        {
            return new ReportParts(paragraphs, []);
        }

        return new ReportParts(
            [.. paragraphs.Take(start)],
            [.. paragraphs.Skip(start + 1).TakeWhile(paragraph => !Closing().IsMatch(paragraph.Text))]);
    }

    public static IReadOnlyList<DirectiveReading> Find(IReadOnlyList<PlacedParagraph> duties)
    {
        var found = new List<DirectiveReading>();
        string? group = null;
        IReadOnlyList<string> units = [];
        var ordinal = 0;
        for (var at = 0; at < duties.Count; at++)
        {
            var paragraph = duties[at];
            if (Outline.HeadingIn(paragraph) is { Depth: > 0 } heading)
            {
                group = heading.Title.TrimEnd(':', '.', ' ');
                units = UnitFinder.Addressed(group);
                ordinal = 0;
            }
            else if (group is not null && !Introduces(duties, at))
            {
                var text = Bullet().Replace(paragraph.Text, "");
                var source = paragraph.Inside(paragraph.Text.Length - text.Length, text.Length);
                found.Add(new DirectiveReading(group, units, ++ordinal, text, source));
            }
        }

        return found;
    }

    private static bool IsDutiesHeading(PlacedParagraph paragraph) =>
        Outline.HeadingIn(paragraph) is { Depth: 0 } heading
        && (heading.Title.Contains("nhiệm vụ", StringComparison.OrdinalIgnoreCase) || heading.Title.Contains("giải pháp", StringComparison.OrdinalIgnoreCase));

    /// <summary>A sentence ending in a colon before a list says what the list is about; it gives no duty of its own.</summary>
    private static bool Introduces(IReadOnlyList<PlacedParagraph> duties, int at) =>
        duties[at].Text.EndsWith(':') && !Bullet().IsMatch(duties[at].Text) && at + 1 < duties.Count && Bullet().IsMatch(duties[at + 1].Text);

    [GeneratedRegex(@"^[-–+*•]\s*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^(?:Trên đây là|Nơi nhận|TM\.|KT\.|TL\.|TUQ\.)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Closing();
}
