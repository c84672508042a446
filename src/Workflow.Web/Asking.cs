using MediatR;
using Workflow.Api.Features.Organization;
using Workflow.Api.Features.Tasks;

namespace Workflow.Web;

internal static class Asking
{
    /// <summary>Every unit by its name, former ones too: history speaks of them.</summary>
    public static async Task<IReadOnlyList<UnitRef>> UnitsAsync(this IMediator mediator, CancellationToken cancellationToken) =>
        [.. (await mediator.Send(new UnitList.Query(), cancellationToken)).Select(unit => new UnitRef(unit.Id, unit.Name))];

    public static IReadOnlyDictionary<Guid, string> Names(this IEnumerable<UnitRef> units) => units.ToDictionary(unit => unit.Id, unit => unit.Name);
}
