using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>The table of likelihoods in force, and who said it.</summary>
[Requires(Permission.ReadScores)]
public static class LikelihoodDetails
{
    public sealed record Query : IRequest<View>;

    /// <param name="Edition">Counts from 1; 0 while the program's own values are in force.</param>
    public sealed record View(int Edition, LikelihoodTable Table, string? SaidBy, DateTimeOffset? SaidAt);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var said = await db.LikelihoodEditions.AsNoTracking().OrderByDescending(edition => edition.Edition).FirstOrDefaultAsync(cancellationToken);
            return said is null
                ? new View(0, LikelihoodTable.Standard, null, null)
                : new View(
                    said.Edition, said.Likelihoods, await db.People.Where(person => person.Id == said.SaidBy).Select(person => person.FullName).SingleAsync(cancellationToken), said.SaidAt);
        }
    }
}
