namespace Workflow.Domain.Analyses;

/// <summary>The part of the report about one field; <see cref="Field"/> is null for text under no field's heading.</summary>
internal sealed record FieldSection(int? Field, IReadOnlyList<PlacedParagraph> Paragraphs);

/// <summary>Cuts section I into the parts about each field, by headings that say a field's name.</summary>
internal static class FieldSections
{
    private const double EnoughOfTheName = 0.5;
    private const double SameNumberWeighs = 0.2;

    public static IReadOnlyList<FieldSection> Read(IReadOnlyList<PlacedParagraph> paragraphs, IReadOnlyCollection<FieldRow> fields)
    {
        var sections = new List<FieldSection>();
        var open = new List<PlacedParagraph>();
        int? field = null;
        foreach (var paragraph in paragraphs)
        {
            if (Outline.HeadingIn(paragraph) is not { } heading)
            {
                open.Add(paragraph);
                continue;
            }

            sections.Add(new FieldSection(field, open));
            open = [];
            field = FieldOf(heading, fields);
        }

        sections.Add(new FieldSection(field, open));
        return Foremost(sections);
    }

    /// <summary>Text under no field's heading counts only in a report that has no such headings at all.</summary>
    private static IReadOnlyList<FieldSection> Foremost(List<FieldSection> sections)
    {
        var about = sections.Where(section => section.Field is not null).ToList();
        return about.Count > 0 ? about : sections;
    }

    private static int? FieldOf(Heading heading, IReadOnlyCollection<FieldRow> fields)
    {
        if (heading.Depth == 0)
        {
            return null;
        }

        var best = fields
            .Select(field => (field.Number, Named: Words.Contained(field.Name, heading.Title), Same: field.Number == heading.Number))
            .Where(match => match.Named >= EnoughOfTheName)
            .OrderByDescending(match => match.Named + (match.Same ? SameNumberWeighs : 0))
            .FirstOrDefault();
        return best.Number == 0 ? null : best.Number;
    }
}
