using MediatR;
using Workflow.Domain;

namespace Workflow.Api.Messaging;

/// <summary>An event on its way to whoever handles it, of whatever kind.</summary>
internal interface IOccurred : INotification
{
    IDomainEvent Event { get; }
}

/// <summary>The envelope in which an event of the domain travels, so that the domain need not know the mediator.</summary>
internal sealed record Occurred<TEvent>(TEvent Event) : IOccurred where TEvent : IDomainEvent
{
    IDomainEvent IOccurred.Event => Event;
}
