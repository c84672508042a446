using Workflow.Api.Features.Analyses;

namespace Workflow.Web.Pages.Analyses;

/// <summary>What a row says besides its points, and how the units it names are known.</summary>
public sealed record RowFacts(DeductionView Row, IReadOnlyList<UnitMatch> Units)
{
    public UnitMatch? Match(string name) => Units.FirstOrDefault(match => match.Name == name);
}
