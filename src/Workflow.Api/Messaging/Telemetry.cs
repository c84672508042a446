using System.Diagnostics;

namespace Workflow.Api.Messaging;

internal static class Telemetry
{
    public static readonly ActivitySource Source = new("Workflow");
}
