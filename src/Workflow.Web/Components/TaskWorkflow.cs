using Workflow.Api.Features.Activity;
using Workflow.Domain.Tasks;

namespace Workflow.Web.Components;

/// <summary>The states of a task as a drawing: where it stands, where it has been, which ways lead on.</summary>
public sealed record TaskWorkflow(RemediationTaskState Here, IReadOnlySet<RemediationTaskState> Been)
{
    public const int Width = 340;
    public const int Height = 330;
    public const int BoxWidth = 158;
    public const int BoxHeight = 36;
    private const int MostLetters = 25;
    private const int Left = 4;
    private const int Right = 178;

    /// <summary>The width into which a word that is too long for its box is pressed; null where it fits by itself.</summary>
    public static int? LengthOf(string word) => word.Length > MostLetters ? BoxWidth - 12 : null;

    /// <summary>Where each state's box stands: the straight way down on the left, what may come between on the right.</summary>
    public static IReadOnlyList<(RemediationTaskState State, int X, int Y)> Boxes { get; } =
    [
        (RemediationTaskState.Draft, Left, 4),
        (RemediationTaskState.Assigned, Left, 62),
        (RemediationTaskState.Declined, Right, 62),
        (RemediationTaskState.Accepted, Left, 120),
        (RemediationTaskState.Suspended, Right, 120),
        (RemediationTaskState.InProgress, Left, 178),
        (RemediationTaskState.Submitted, Left, 236),
        (RemediationTaskState.Returned, Right, 207),
        (RemediationTaskState.Completed, Left, 290),
        (RemediationTaskState.Cancelled, Right, 290),
    ];

    /// <summary>The ways between the boxes, as lines that end in an arrow.</summary>
    public static IReadOnlyList<string> Ways { get; } =
    [
        "M83 40V58", "M83 98V116", "M83 156V174", "M83 214V232", "M83 272V286",
        "M162 74H174", "M178 86H166",
        "M162 132H174", "M178 144H166",
        "M162 246L174 236", "M178 216L166 204", "M178 240L166 258",
    ];

    public static TaskWorkflow Of(RemediationTaskState here, IEnumerable<ActivityItem> history) =>
        new(here, history.Select(item => Entered(item.Kind)).OfType<RemediationTaskState>().Append(RemediationTaskState.Draft).Where(state => state != here).ToHashSet());

    /// <summary>Where it can go from here, whoever has to act for it.</summary>
    public IReadOnlyList<RemediationTaskState> Onward => Here switch
    {
        RemediationTaskState.Draft => [RemediationTaskState.Assigned],
        RemediationTaskState.Assigned => [RemediationTaskState.Accepted, RemediationTaskState.Declined],
        RemediationTaskState.Declined => [RemediationTaskState.Assigned],
        RemediationTaskState.Accepted => [RemediationTaskState.InProgress],
        RemediationTaskState.InProgress => [RemediationTaskState.Submitted],
        RemediationTaskState.Submitted => [RemediationTaskState.Completed, RemediationTaskState.Returned],
        RemediationTaskState.Returned => [RemediationTaskState.InProgress, RemediationTaskState.Submitted],
        RemediationTaskState.Suspended => [RemediationTaskState.InProgress],
        _ => [],
    };

    /// <summary>The look of a box, by which it is told apart beside its word.</summary>
    public string LookOf(RemediationTaskState state) => state == Here ? "here" : Been.Contains(state) ? "been" : "";

    private static RemediationTaskState? Entered(string kind) => kind switch
    {
        "task-assigned" => RemediationTaskState.Assigned,
        "task-accepted" => RemediationTaskState.Accepted,
        "task-declined" => RemediationTaskState.Declined,
        "task-progress-reported" => RemediationTaskState.InProgress,
        "task-submitted" => RemediationTaskState.Submitted,
        "task-returned" => RemediationTaskState.Returned,
        "task-suspended" => RemediationTaskState.Suspended,
        _ => null,
    };
}
