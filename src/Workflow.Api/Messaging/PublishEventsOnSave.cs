using MediatR;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Workflow.Domain;

namespace Workflow.Api.Messaging;

/// <summary>
/// On the way to the database every event is published, and what its handlers add is saved with the change or not at all.
/// </summary>
internal sealed class PublishEventsOnSave(IServiceProvider scope) : SaveChangesInterceptor
{
    /// <summary>The framework's own key ring saves this way; what raises events may not.</summary>
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        eventData.Context!.ChangeTracker.Entries<Aggregate>().Any()
            ? throw new NotSupportedException("Events are published asynchronously: save with SaveChangesAsync.")
            : result;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var tracker = eventData.Context!.ChangeTracker;
        while (tracker.Entries<Aggregate>().SelectMany(entry => entry.Entity.TakeEvents()).ToList() is { Count: > 0 } raised)
        {
            var mediator = scope.GetRequiredService<IMediator>();
            foreach (var happened in raised.OrderBy(happened => happened.At))
            {
                await mediator.Publish(Envelope(happened), cancellationToken);
            }
        }

        return result;
    }

    private static INotification Envelope(IDomainEvent happened) =>
        (INotification)Activator.CreateInstance(typeof(Occurred<>).MakeGenericType(happened.GetType()), happened)!;
}
