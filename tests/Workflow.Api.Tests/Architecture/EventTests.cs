using System.Reflection;
using System.Runtime.CompilerServices;
using Workflow.Api.Features.Activity;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Domain;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Architecture;

public sealed class EventTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    public static TheoryData<string> Events => [.. typeof(Aggregate).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, IsInterface: false } && typeof(IDomainEvent).IsAssignableFrom(type))
        .Select(type => type.FullName!)
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Every_event_becomes_a_line_of_somethings_history(string name)
    {
        var type = typeof(Aggregate).Assembly.GetType(name, throwOnError: true)!;
        var envelope = typeof(Occurred<>).MakeGenericType(type);
        var notification = Activator.CreateInstance(envelope, Blank(type));

        var entry = await host.SeeAsync(default, async db =>
        {
            var record = Activator.CreateInstance(typeof(RecordActivity<>).MakeGenericType(envelope), db)!;
            await (Task)record.GetType().GetMethod("Handle")!.Invoke(record, [notification, TestContext.Current.CancellationToken])!;
            return db.ChangeTracker.Entries<ActivityEntry>().Single().Entity;
        });

        Assert.Contains(entry.SubjectKind, new[] { "task", "plan", "analysis", "score-set", "score-board", "report", "report-obligation", "deadline-policy", "delegation", "calendar", "likelihoods", "mail", "agency" });
        Assert.Matches("^[a-z]+(-[a-z]+)+$", entry.Kind);
    }

    private static object Blank(Type type)
    {
        var blank = RuntimeHelpers.GetUninitializedObject(type);
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(field => field.FieldType == typeof(string)))
            {
                field.SetValue(blank, "x");
            }
        }

        return blank;
    }
}
