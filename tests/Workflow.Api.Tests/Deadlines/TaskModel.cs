using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;
using static Workflow.Domain.Tasks.RemediationTaskState;

namespace Workflow.Api.Tests.Deadlines;

/// <summary>Who plays a part in the walks: a unit's head and officer, another unit's head, and those above.</summary>
internal enum Part
{
    Head,
    Officer,
    OtherHead,
    Coordinator,
    Chairman,
    Viewer,
}

/// <summary>Everything people do to a task, whoever may.</summary>
internal enum Act
{
    Accept,
    Decline,
    Report,
    Attach,
    Submit,
    Verify,
    Return,
    Cancel,
    Assign,
    AssignElsewhere,
    AskForTime,
    Grant,
    Refuse,
    Redate,
    Suspend,
    Resume,
    AskToExplain,
    Explain,
}

/// <summary>
/// What a task should be after any sequence of acts, said a second time and as plainly as possible: states, refusals, deadlines,
/// the steps that are still to come. It shares the calendar with the product and nothing else.
/// </summary>
internal sealed class TaskModel(WorkCalendar calendar, DateOnly due, DateTimeOffset assignedAt)
{
    private static readonly TimeOnly Morning = new(7, 30);

    private DateTimeOffset answerFrom = assignedAt;
    private DateTimeOffset versionFrom = assignedAt;
    private DateOnly firstOverdue = calendar.AddWorkingDays(due, 1);
    private DateOnly firstExplanation;
    private DateOnly? pendingDue;
    private DateOnly suspendedOn;
    private RemediationTaskState suspendedFrom;
    private bool reported;
    private bool evidence;
    private int granted;

    public RemediationTaskState State { get; private set; } = Assigned;

    public DateOnly Due { get; private set; } = due;

    public int Version { get; private set; } = 1;

    public DateOnly? ExplainBy { get; private set; }

    public bool AsksForTime => pendingDue is not null;

    /// <summary>Whether the unit that led it first leads it still.</summary>
    public bool LedByOwn { get; private set; } = true;

    /// <summary>The kinds of what people did, in their order.</summary>
    public List<string> History { get; } = ["task-assigned"];

    private bool Ended => State is Completed or Cancelled;

    private bool InWork => State is Accepted or InProgress or Returned;

    private bool Owes => InWork || State is Assigned;

    /// <summary>The codes an act is refused with; none when it is done. <c>forbidden</c> is for whoever holds no role for it.</summary>
    /// <param name="standsIn">The officer acts in the head's place today.</param>
    public IReadOnlyList<string> Refusals(Act act, Part by, bool standsIn, DateOnly today, DateOnly wanted)
    {
        var heads = by is Part.Head || (by is Part.Officer && standsIn);
        var answers = LedByOwn ? heads : by is Part.OtherHead;
        var works = LedByOwn ? heads || by is Part.Officer : by is Part.OtherHead;
        switch (act)
        {
            case Act.Accept or Act.Decline or Act.Submit or Act.AskForTime or Act.Explain when !heads && by is not Part.OtherHead:
            case Act.Report or Act.Attach when by is not (Part.Head or Part.Officer or Part.OtherHead):
            case Act.Verify or Act.Return or Act.Cancel or Act.Assign or Act.AssignElsewhere or Act.Grant or Act.Refuse or Act.Redate or Act.Suspend or Act.Resume
                when by is not Part.Coordinator:
            case Act.AskToExplain when by is not (Part.Coordinator or Part.Chairman):
                return ["forbidden"];
            case Act.Accept or Act.Decline:
                return State is not Assigned ? ["task.not-assigned"] : answers ? [] : ["task.not-unit-head"];
            case Act.Report:
                return !InWork ? ["task.not-in-work"] : works ? [] : ["task.not-lead-unit"];
            case Act.Attach:
                return !InWork ? ["task.not-in-work"] : works ? [] : ["task.not-a-unit-of-it"];
            case Act.Submit:
                return !InWork ? ["task.not-in-work"] : !answers ? ["task.submit-not-unit-head"]
                    : [.. reported ? Array.Empty<string>() : ["task.progress-missing"], .. evidence ? Array.Empty<string>() : ["task.evidence-missing"]];
            case Act.Verify or Act.Return:
                return State is Submitted ? [] : ["task.not-submitted"];
            case Act.Cancel:
                return Ended ? ["task.ended"] : [];
            case Act.Assign or Act.AssignElsewhere:
                return Assignable(wanted, today);
            case Act.AskForTime:
                return !InWork ? ["task.not-in-work"] : !answers ? ["extension.not-unit-head"] : AsksForTime ? ["extension.already-asked"]
                    : granted > 0 ? ["extension.too-many"] : Due < today ? ["extension.after-expiry"] : wanted <= Due ? ["extension.not-later"] : [];
            case Act.Grant or Act.Refuse:
                return !AsksForTime ? ["extension.not-pending"] : State is Submitted ? ["task.awaits-verification"] : act is Act.Refuse ? []
                    : [.. pendingDue <= Due ? ["extension.not-later"] : Array.Empty<string>(), .. pendingDue < today ? ["task.due-in-the-past"] : Array.Empty<string>()];
            case Act.Redate:
                return Assignable(today, today) is { Count: > 0 } refused ? refused : !Owes ? ["task.not-redatable"]
                    : [.. wanted == Due ? ["task.redate-unchanged"] : Array.Empty<string>(), .. wanted < today ? ["task.due-in-the-past"] : Array.Empty<string>()];
            case Act.Suspend:
                return Owes ? [] : Ended ? ["task.ended"] : ["task.not-suspendable"];
            case Act.Resume:
                return State is Suspended ? [] : ["task.not-suspended"];
            case Act.AskToExplain:
                return !Owes ? ["explanation.not-open"] : ExplainBy is null ? [] : ["explanation.already-asked"];
            case Act.Explain:
                return ExplainBy is null ? ["explanation.not-asked"] : answers ? [] : ["explanation.not-unit-head"];
            default:
                throw new ArgumentOutOfRangeException(nameof(act));
        }
    }

    /// <summary>An act that is not refused.</summary>
    public void Do(Act act, DateTimeOffset now, DateOnly wanted)
    {
        var today = calendar.DayOf(now);
        History.Add(KindOf(act));
        switch (act)
        {
            case Act.Accept:
                State = Accepted;
                break;
            case Act.Decline:
                State = Declined;
                Forget();
                break;
            case Act.Report:
                (State, reported) = (InProgress, true);
                break;
            case Act.Attach:
                evidence = true;
                break;
            case Act.Submit:
                State = Submitted;
                break;
            case Act.Verify or Act.Cancel:
                State = act is Act.Verify ? Completed : Cancelled;
                Forget();
                break;
            case Act.Return:
                State = Returned;
                break;
            case Act.Assign or Act.AssignElsewhere:
                if (act is Act.AssignElsewhere)
                {
                    LedByOwn = !LedByOwn;
                    Forget();
                }

                if (act is Act.AssignElsewhere || State is Declined or Assigned)
                {
                    History[^1] = "task-assigned";
                    pendingDue = null;
                    State = Assigned;
                    answerFrom = now;
                }

                Move(wanted, now);
                break;
            case Act.AskForTime:
                pendingDue = wanted;
                break;
            case Act.Refuse:
                pendingDue = null;
                break;
            case Act.Grant:
                granted++;
                Move(pendingDue!.Value, now);
                pendingDue = null;
                break;
            case Act.Redate:
                Move(wanted, now);
                break;
            case Act.Suspend:
                (suspendedFrom, suspendedOn, State) = (State, today, Suspended);
                Version++;
                break;
            case Act.Resume:
                State = suspendedFrom;
                answerFrom = State is Assigned ? now : answerFrom;
                Move(calendar.AddWorkingDays(Due, calendar.Left(suspendedOn, today).WorkingDays), now);
                break;
            case Act.AskToExplain:
                AskToExplain(today);
                break;
            case Act.Explain:
                ExplainBy = null;
                break;
        }
    }

    /// <summary>The clock has gone from one moment to another and everything due was done.</summary>
    public void Pass(DateTimeOffset from, DateTimeOffset to)
    {
        var third = calendar.At(calendar.AddWorkingDays(firstOverdue, 6), Morning);
        if (Owes && ExplainBy is null && from < third && third <= to)
        {
            AskToExplain(calendar.DayOf(to));
        }
    }

    /// <summary>The moments at which something about the task is still to be said, as things stand.</summary>
    public IEnumerable<(string Step, DateTimeOffset At)> Steps(DateTimeOffset now)
    {
        if (State is Assigned)
        {
            var last = calendar.AddWorkingDays(calendar.DayOf(answerFrom), 2);
            foreach (var (step, day) in new[] { ("ACCEPT", last), ("ACCEPT-LATE", calendar.AddWorkingDays(last, 1)) })
            {
                if (At(day) > now && At(day) > versionFrom)
                {
                    yield return (step, At(day));
                }
            }
        }

        if (Owes)
        {
            foreach (var days in new[] { 14, 7, 3, 1, 0 })
            {
                var at = At(calendar.AddWorkingDays(calendar.OnOrBefore(Due), -days));
                if (at > now && at > versionFrom)
                {
                    yield return ($"T-{days}", at);
                }
            }

            yield return ("OVERDUE", NextOf(firstOverdue, now));
        }

        if (ExplainBy is not null && !Ended && State is not Suspended)
        {
            yield return ("EXPLAIN", NextOf(firstExplanation, now));
        }
    }

    private static string KindOf(Act act) => act switch
    {
        Act.Accept => "task-accepted",
        Act.Decline => "task-declined",
        Act.Report => "task-progress-reported",
        Act.Attach => "evidence-attached",
        Act.Submit => "task-submitted",
        Act.Verify => "task-verified",
        Act.Return => "task-returned",
        Act.Cancel => "task-cancelled",
        Act.Assign or Act.AssignElsewhere => "task-rearranged",
        Act.AskForTime => "extension-requested",
        Act.Grant => "extension-granted",
        Act.Refuse => "extension-refused",
        Act.Redate => "task-redated",
        Act.Suspend => "task-suspended",
        Act.Resume => "task-resumed",
        Act.AskToExplain => "explanation-asked",
        Act.Explain => "explanation-given",
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    private IReadOnlyList<string> Assignable(DateOnly wanted, DateOnly today) =>
        Ended ? ["task.ended"] : State is Suspended ? ["task.suspended"] : State is Submitted ? ["task.awaits-verification"] : wanted < today ? ["task.due-in-the-past"] : [];

    private void Move(DateOnly to, DateTimeOffset now)
    {
        Due = to;
        Version++;
        versionFrom = now;
        firstOverdue = NotBehind(calendar.AddWorkingDays(to, 1), now);
        if (ExplainBy is { } by)
        {
            firstExplanation = NotBehind(calendar.AddWorkingDays(by, 1), now);
        }
    }

    private void AskToExplain(DateOnly today)
    {
        ExplainBy = calendar.AddWorkingDays(today, 3);
        firstExplanation = calendar.AddWorkingDays(ExplainBy.Value, 1);
    }

    private void Forget() => (pendingDue, ExplainBy) = (null, null);

    /// <summary>What would have come already comes on the next working morning.</summary>
    private DateOnly NotBehind(DateOnly day, DateTimeOffset now) => At(day) > now ? day : calendar.AddWorkingDays(calendar.DayOf(now), 1);

    private DateTimeOffset NextOf(DateOnly first, DateTimeOffset now)
    {
        var day = first;
        while (At(day) <= now)
        {
            day = calendar.AddWorkingDays(day, 3);
        }

        return At(day);
    }

    private DateTimeOffset At(DateOnly day) => calendar.At(day, Morning);
}
