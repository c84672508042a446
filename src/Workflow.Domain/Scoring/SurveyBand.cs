using Workflow.Domain.Analyses;

namespace Workflow.Domain.Scoring;

/// <summary>
/// What the survey part may give in the target year, in points: as in the base year, give or take what it moved by the year
/// before. A supposition, shown as one; no task closes it, and it is in no total but the base.
/// </summary>
public sealed record SurveyBand(decimal Low, decimal Expected, decimal High, Said Because)
{
    /// <summary>
    /// By the survey's totals of both years where the report gives them; else by the fields that the score set gives to the survey
    /// alone. Null where two years are not known.
    /// </summary>
    /// <param name="surveyFields">Numbers of the fields all of whose criteria are scored by the survey.</param>
    /// <param name="max">The points the survey can give; null where not known.</param>
    public static SurveyBand? Of(AnalysisReading reading, IReadOnlySet<int> surveyFields, decimal? max = null)
    {
        if (reading.PreviousYear is not { } before)
        {
            return null;
        }

        var (now, then) = (Total(reading, reading.BaseYear), Total(reading, before));
        if (now is null || then is null)
        {
            var fields = reading.Fields.Where(field => surveyFields.Contains(field.Number)).ToList();
            (now, then, max) = (Sum(fields, reading.BaseYear), Sum(fields, before), fields.Sum(field => field.Max));
        }

        return now is { } given && then is { } earlier ? Around(given, Math.Abs(given - earlier), max, reading.BaseYear, before) : null;
    }

    private static SurveyBand Around(decimal given, decimal moved, decimal? max, int year, int before) => new(
        Math.Max(0, given - moved),
        given,
        max is { } most ? Math.Max(given, Math.Min(most, given + moved)) : given + moved,
        Said.Of("survey-band", given, year, moved, before));

    private static decimal? Total(AnalysisReading reading, int year) => reading.Totals.FirstOrDefault(total => total.Year == year)?.Survey;

    private static decimal? Sum(IReadOnlyList<FieldReading> fields, int year)
    {
        var results = fields.Select(field => field.Results.FirstOrDefault(result => result.Year == year)?.Points).ToList();
        return results.Count == 0 || results.Contains(null) ? null : results.Sum();
    }
}
