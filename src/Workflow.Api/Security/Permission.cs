using Workflow.Domain.Organization;

namespace Workflow.Api.Security;

/// <summary>What may be asked of the system. Every request names one; whoever holds none of its roles is refused.</summary>
public enum Permission
{
    KnowOneself,
    ReadOrganization,
    ReadAnalyses,
    UploadAnalysis,
    CorrectAnalysis,
    ReadScores,
    ImportScores,
    ReadPlans,
    DraftPlan,
    PublishPlan,
    SetTargets,
    SaveScenario,
    ReadTasks,
    AssignTask,
    AnswerTask,
    WorkOnTask,
    SubmitTask,
    DecideTask,
    AskToExplain,
    KeepPolicies,
    Delegate,
    ReadReports,
    KeepReports,
    RecordReport,
    ReadReminders,
    ReadActivity,
    KeepOrganization,
    KeepCalendar,
    NameUnits,
    SetSummaries,
    SetClock,
    SeeEngine,
    KeepDelivery,
}

public static class Permissions
{
    private static readonly Role[] Everyone = Enum.GetValues<Role>();

    /// <summary>The roles that hold a permission; an unknown permission is held by nobody.</summary>
    public static IReadOnlyCollection<Role> HeldBy(Permission permission) => permission switch
    {
        Permission.KnowOneself or Permission.ReadOrganization or Permission.ReadPlans or Permission.ReadScores or Permission.ReadTasks or Permission.ReadReports or Permission.ReadActivity => Everyone,
        Permission.ReadAnalyses => [Role.Coordinator, Role.Chairman, Role.Viewer],
        Permission.UploadAnalysis or Permission.CorrectAnalysis or Permission.ImportScores or Permission.DraftPlan or Permission.PublishPlan or Permission.SetTargets => [Role.Coordinator],
        Permission.AssignTask or Permission.DecideTask or Permission.KeepReports => [Role.Coordinator],
        Permission.AnswerTask or Permission.SubmitTask or Permission.Delegate => [Role.UnitHead],
        Permission.AskToExplain => [Role.Coordinator, Role.Chairman],
        Permission.KeepPolicies => [Role.Coordinator, Role.Administrator],
        Permission.WorkOnTask => [Role.UnitHead, Role.Officer],
        Permission.SaveScenario => [Role.Coordinator, Role.Chairman, Role.UnitHead, Role.Officer],
        Permission.RecordReport => [Role.UnitHead, Role.Officer, Role.Coordinator],
        Permission.ReadReminders => [Role.Coordinator, Role.Administrator],
        Permission.NameUnits or Permission.SetSummaries => [Role.Coordinator, Role.Administrator],
        Permission.KeepOrganization or Permission.KeepCalendar or Permission.SetClock or Permission.SeeEngine or Permission.KeepDelivery => [Role.Administrator],
        _ => [],
    };

    public static bool Allow(IEnumerable<Role> roles, Permission permission) => roles.Intersect(HeldBy(permission)).Any();
}

/// <summary>The permission a request needs. A request without one is refused for everybody.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

/// <summary>May be asked without being signed in. Only signing in and out may.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenToAnyoneAttribute : Attribute;
