using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;
using Xunit;
using static Workflow.Domain.Tasks.RemediationTaskState;

namespace Workflow.Domain.Tests.Tasks;

/// <summary>
/// Who may do what in which state: the whole table. What is not listed here is refused, and a refusal changes nothing.
/// </summary>
public sealed class TransitionTests
{
    private static readonly string[] UnitHead = ["head of the lead unit"];
    private static readonly string[] LeadUnit = ["head of the lead unit", "officer of the lead unit"];
    private static readonly string[] EveryUnitOfIt = [.. LeadUnit, "head of a coordinating unit", "officer of a coordinating unit"];
    private static readonly string[] Coordinators = ["coordinator", "coordinator within the lead unit"];

    private static readonly RemediationTaskState[] InWork = [Accepted, InProgress, Returned];
    private static readonly RemediationTaskState[] Open = [Draft, Assigned, Accepted, Declined, InProgress, Submitted, Returned, Suspended];
    private static readonly RemediationTaskState[] Owed = [Assigned, Accepted, InProgress, Returned];
    private static readonly string[] Leadership = [.. Coordinators, "chairman"];

    private static readonly Dictionary<string, (RemediationTaskState[] From, string[] By, Func<RemediationTaskState, RemediationTaskState> To)> Table = new()
    {
        ["assign"] = ([Draft, Assigned, Accepted, Declined, InProgress, Returned], Coordinators, from => from is Declined ? Assigned : from),
        ["assign elsewhere"] = ([Draft, Assigned, Accepted, Declined, InProgress, Returned], Coordinators, from => from is Draft ? Draft : Assigned),
        ["accept"] = ([Assigned], UnitHead, _ => Accepted),
        ["decline"] = ([Assigned], UnitHead, _ => Declined),
        ["report"] = (InWork, LeadUnit, _ => InProgress),
        ["attach"] = (InWork, EveryUnitOfIt, from => from),
        ["submit"] = ([InProgress, Returned], UnitHead, _ => Submitted),
        ["verify"] = ([Submitted], Coordinators, _ => Completed),
        ["return"] = ([Submitted], Coordinators, _ => Returned),
        ["cancel"] = (Open, Coordinators, _ => Cancelled),
        ["ask for time"] = (InWork, UnitHead, from => from),
        ["redate"] = (Owed, Coordinators, from => from),
        ["suspend"] = (Owed, Coordinators, _ => Suspended),
        ["resume"] = ([Suspended], Coordinators, _ => Accepted),
        ["ask to explain"] = (Owed, Leadership, from => from),
    };

    public static TheoryData<string, RemediationTaskState, string> EveryCase => new(
        from act in Table.Keys
        from state in Enum.GetValues<RemediationTaskState>()
        from role in ATask.Cast.Keys
        select (act, state, role));

    [Theory]
    [MemberData(nameof(EveryCase))]
    public void The_table_says_who_may_do_what_and_nobody_else_may(string act, RemediationTaskState state, string role)
    {
        var task = ATask.In(state);
        var (from, by, to) = Table[act];
        if (act == "submit" && state is InProgress)
        {
            ATask.Attach(task);
            task.TakeEvents();
        }

        if (from.Contains(state) && by.Contains(role))
        {
            Do(act, task, role);

            Assert.Equal(to(state), task.State);
            Assert.Equal(act.StartsWith("assign", StringComparison.Ordinal) && state is Draft ? 0 : 1, task.TakeEvents().Count);
        }
        else
        {
            var before = Looks(task);

            Assert.Throws<RuleBrokenException>(() => Do(act, task, role));

            Assert.Equal(before, Looks(task));
            Assert.Empty(task.TakeEvents());
        }
    }

    [Fact]
    public void Every_state_can_be_reached_by_what_people_do() =>
        Assert.All(Enum.GetValues<RemediationTaskState>(), state => Assert.Equal(state, ATask.In(state).State));

    private static void Do(string act, RemediationTask task, string role)
    {
        var actor = ATask.Cast[role];
        switch (act)
        {
            case "assign":
                task.Assign(ATask.To(ATask.Lead, ATask.DueOn.AddDays(7), ATask.Helper), actor, ATask.Now, Deadlines.Calendars.Vietnamese);
                break;
            case "assign elsewhere":
                task.Assign(ATask.To(ATask.Stranger), actor, ATask.Now, Deadlines.Calendars.Vietnamese);
                break;
            case "accept":
                task.Accept(actor, ATask.Now);
                break;
            case "decline":
                task.Decline("Không thuộc chức năng.", null, null, actor, ATask.Now);
                break;
            case "report":
                ATask.Report(task, actor);
                break;
            case "attach":
                ATask.Attach(task, actor);
                break;
            case "submit":
                task.Submit(null, actor, ATask.Now, Deadlines.Calendars.Vietnamese);
                break;
            case "verify":
                task.Verify(null, actor, ATask.Now);
                break;
            case "return":
                task.Return("Chưa đủ.", actor, ATask.Now);
                break;
            case "ask for time":
                task.AskForExtension(ATask.DueOn.AddDays(7), "Chờ số liệu của tỉnh.", actor, ATask.Now, Deadlines.Calendars.Vietnamese, DeadlinePolicy.Standard);
                break;
            case "redate":
                task.Redate(new DueDate(ATask.DueOn.AddDays(-7), DueKind.OnOrBefore), "Tỉnh yêu cầu sớm hơn.", actor, ATask.Now, Deadlines.Calendars.Vietnamese);
                break;
            case "suspend":
                task.Suspend("Chờ hướng dẫn.", "Công văn 12/SNV", actor, ATask.Now, Deadlines.Calendars.Vietnamese);
                break;
            case "resume":
                task.Resume(null, actor, ATask.Now, Deadlines.Calendars.Vietnamese);
                break;
            case "ask to explain":
                task.AskToExplain(null, actor, ATask.Now, Deadlines.Calendars.Vietnamese, DeadlinePolicy.Standard);
                break;
            case "cancel":
                task.Cancel("Không còn cần thiết.", actor, ATask.Now);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(act));
        }
    }

    private static object Looks(RemediationTask task) => new
    {
        task.State,
        task.StateReason,
        task.LeadUnitId,
        task.Due,
        task.DeadlineVersion,
        task.Percent,
        task.Numerator,
        task.Denominator,
        task.SubmittedBy,
        task.SubmittedOn,
        task.CompletedAt,
        task.PendingExtensionId,
        task.SuspendedOn,
        task.ExplanationDueOn,
        Helpers = string.Join(' ', task.CoordinatingUnits.Select(unit => unit.UnitId)),
    };
}
