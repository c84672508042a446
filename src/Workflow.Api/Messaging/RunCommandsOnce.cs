using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Messaging;

/// <summary>The id under which the present command arrived: from a form's hidden field or the Idempotency-Key header.</summary>
public interface ICommandIdentity
{
    Guid? CommandId { get; }
}

/// <summary>
/// A command runs in one transaction: the change, its events' rows and the note that it was done commit together. Under one
/// id it has one effect; whoever sends it again gets the first answer.
/// </summary>
internal sealed class RunCommandsOnce<TRequest, TAnswer>(WorkflowDbContext db, ICurrentUser user, ICommandIdentity identity, TimeProvider clock)
    : IPipelineBehavior<TRequest, TAnswer> where TRequest : IRequest<TAnswer>
{
    private static readonly string Name = typeof(TRequest).DeclaringType?.Name ?? typeof(TRequest).Name;

    public async Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TAnswer> next)
    {
        if (request is not ICommand<TAnswer> || db.Database.CurrentTransaction is not null)
        {
            return await next();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (identity.CommandId is { } commandId && user.Person is { } person)
        {
            // A second copy waits here until the first has committed or failed.
            var first = await db.Database.ExecuteSqlAsync(
                $"""
                insert into command_log (person_id, command_id, command, done_at)
                values ({person.PersonId.Value}, {commandId}, {Name}, {clock.GetUtcNow()})
                on conflict do nothing
                """,
                cancellationToken) == 1;
            if (!first)
            {
                return await FirstAnswer(person.PersonId.Value, commandId, cancellationToken);
            }

            var answer = await next();
            var written = JsonSerializer.Serialize(answer);
            await db.Database.ExecuteSqlAsync(
                $"update command_log set answer = {written}::jsonb where person_id = {person.PersonId.Value} and command_id = {commandId}",
                cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return answer;
        }

        var result = await next();
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private async Task<TAnswer> FirstAnswer(Guid personId, Guid commandId, CancellationToken cancellationToken)
    {
        var earlier = await db.Database
            .SqlQuery<EarlierCommand>($"select command, answer::text as answer from command_log where person_id = {personId} and command_id = {commandId}")
            .SingleAsync(cancellationToken);
        return earlier.Command == Name && earlier.Answer is { } answer
            ? JsonSerializer.Deserialize<TAnswer>(answer)!
            : throw new Workflow.Domain.RuleBrokenException(RequestRules.AnIdNamesOneCommand);
    }

    private sealed record EarlierCommand(string Command, string? Answer);
}

/// <summary>What holds for every request.</summary>
public static class RequestRules
{
    public static readonly Workflow.Domain.Rule AnIdNamesOneCommand = new("request.command-id-reused");
}
