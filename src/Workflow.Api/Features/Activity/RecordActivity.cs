using System.Globalization;
using System.Text.Json;
using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Domain;
using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Reports;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Activity;

/// <summary>Every event becomes a line of the history, in the transaction of what it tells.</summary>
internal sealed class RecordActivity<TNotification>(WorkflowDbContext db) : INotificationHandler<TNotification> where TNotification : INotification
{
    public Task Handle(TNotification notification, CancellationToken cancellationToken)
    {
        if (notification is IOccurred { Event: var happened })
        {
            var (subjectKind, subjectId, planId) = Subject(happened);
            db.Activity.Add(new ActivityEntry
            {
                Id = Guid.CreateVersion7(),
                AgencyId = happened.AgencyId,
                SubjectKind = subjectKind,
                SubjectId = subjectId,
                PlanId = planId,
                Kind = ActivityKinds.Of(happened.GetType()),
                PersonId = happened.By,
                OccurredAt = happened.At,
                Facts = JsonSerializer.Serialize(Facts(happened)),
            });
        }

        return Task.CompletedTask;
    }

    private static (string Kind, Guid Id, PlanId? Plan) Subject(IDomainEvent happened) => happened switch
    {
        TaskEvent task => ("task", task.TaskId.Value, task.PlanId),
        PlanDrafted plan => ("plan", plan.PlanId.Value, plan.PlanId),
        PlanPublished plan => ("plan", plan.PlanId.Value, plan.PlanId),
        PlanTargetsSet plan => ("plan", plan.PlanId.Value, plan.PlanId),
        ScenarioEvent scenario => ("plan", scenario.PlanId.Value, scenario.PlanId),
        AnalysisEvent analysis => ("analysis", analysis.AnalysisId.Value, null),
        ScoreSetImported set => ("score-set", set.ScoreSetId.Value, null),
        CriterionRuleSaid set => ("score-set", set.ScoreSetId.Value, null),
        LikelihoodSaid said => ("likelihoods", said.EditionId.Value, null),
        ScoreBoardImported board => ("score-board", board.ScoreBoardId.Value, null),
        ReportObligationAdded obligation => ("report-obligation", obligation.ObligationId.Value, null),
        ReportObligationRevised obligation => ("report-obligation", obligation.ObligationId.Value, null),
        ReportObligationEnded obligation => ("report-obligation", obligation.ObligationId.Value, null),
        CalendarSaved calendar => ("calendar", calendar.AgencyId.Value, null),
        ReportEvent report => ("report", report.OccurrenceId.Value, null),
        DeadlinePolicySaved policy => ("deadline-policy", policy.EditionId.Value, policy.Scope.PlanId),
        DeadlinePolicyWithdrawn policy => ("deadline-policy", policy.EditionId.Value, policy.Scope.PlanId),
        HeldMailDecided mail => ("mail", mail.MailId ?? mail.AgencyId.Value, null),
        SummariesSet summaries => ("agency", summaries.AgencyId.Value, null),
        DelegationGiven delegation => ("delegation", delegation.DelegationId.Value, null),
        DelegationRevoked delegation => ("delegation", delegation.DelegationId.Value, null),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} has no subject."),
    };

    private static Dictionary<string, string> Facts(IDomainEvent happened)
    {
        var facts = happened switch
        {
            TaskAssigned assigned => [("unit", assigned.LeadUnitId.ToString()), ("formerUnit", assigned.FormerLeadUnitId?.ToString()), ("due", Day(assigned.Due?.On))],
            TaskRearranged rearranged => [("formerDue", Day(rearranged.FormerDue?.On)), ("due", Day(rearranged.Due?.On))],
            TaskDeclined declined => [("reason", declined.Reason), ("proposedUnit", declined.ProposedUnitId?.ToString()), ("proposedDue", Day(declined.ProposedDueOn))],
            TaskProgressReported reported =>
            [
                ("percent", reported.Percent?.ToString(CultureInfo.InvariantCulture)),
                ("numerator", reported.Numerator?.ToString("0.####", CultureInfo.InvariantCulture)),
                ("denominator", reported.Denominator?.ToString("0.####", CultureInfo.InvariantCulture)),
                ("figure", reported.Figure?.ToString("0.####", CultureInfo.InvariantCulture)),
                ("baseFigure", reported.BaseFigure?.ToString("0.####", CultureInfo.InvariantCulture)),
                ("note", reported.Note),
            ],
            EvidenceAttached attached => [("title", attached.Title), ("evidence", attached.EvidenceId.ToString())],
            TaskSubmitted submitted => [("note", submitted.Note)],
            TaskVerified verified => [("note", verified.Note)],
            TaskReturned returned => [("reason", returned.Reason)],
            TaskCancelled cancelled => [("reason", cancelled.Reason)],
            ExtensionRequested asked => [("formerDue", Day(asked.DueOn)), ("due", Day(asked.NewDueOn)), ("reason", asked.Reason)],
            ExtensionGranted granted => [("formerDue", Day(granted.FormerDue.On)), ("due", Day(granted.Due.On)), ("reason", granted.Reason)],
            ExtensionRefused refused => [("reason", refused.Reason)],
            TaskRedated redated => [("formerDue", Day(redated.FormerDue?.On)), ("due", Day(redated.Due.On)), ("reason", redated.Reason)],
            TaskSuspended suspended => [("reason", suspended.Reason), ("basis", suspended.Basis)],
            SuspensionDocumented documented => [("title", documented.Title), ("evidence", documented.EvidenceId.ToString())],
            TaskResumed resumed =>
            [
                ("formerDue", Day(resumed.FormerDue?.On)), ("due", Day(resumed.Due?.On)), ("days", Number(resumed.WorkingDays)), ("note", resumed.Note),
            ],
            ExplanationAsked asked => [("due", Day(asked.DueOn)), ("note", asked.Question)],
            ExplanationGiven given => [("note", given.Answer)],
            DeadlinePolicySaved saved => [("edition", Number(saved.Number)), ("kind", saved.Scope.Kind?.ToString()), ("plan", saved.Scope.PlanId?.ToString())],
            DeadlinePolicyWithdrawn gone => [("edition", Number(gone.Number)), ("kind", gone.Scope.Kind?.ToString()), ("plan", gone.Scope.PlanId?.ToString())],
            HeldMailDecided decided => [("mails", Number(decided.Mails)), ("to", decided.Recipient), ("outcome", decided.SentAgain ? "again" : "arrived")],
            SummariesSet set => [("weeklyOn", set.WeeklyOn?.ToString()), ("meetingDay", set.MeetingDay is { } day ? Number(day) : null)],
            DelegationGiven given => [("officer", given.OfficerId.ToString()), ("from", Day(given.FirstDay)), ("to", Day(given.LastDay))],
            DelegationRevoked revoked => [("officer", revoked.OfficerId.ToString())],
            PlanTargetsSet targets => [("before", Points(targets.FormerTotal)), ("after", Points(targets.Total))],
            ScenarioRenamed renamed => [("before", renamed.FormerName), ("name", renamed.Name)],
            ScenarioEvent scenario => [("name", scenario.Name)],
            IncidentRecorded incident => [("on", Day(incident.On)), ("note", incident.Note)],
            IncidentWithdrawn incident => [("on", Day(incident.On)), ("reason", incident.Reason)],
            LikelihoodSaid said => [("edition", Number(said.Edition))],
            AnalysisUploaded uploaded => [("file", uploaded.FileName)],
            DeductionCorrected corrected =>
                [("ordinal", Number(corrected.Ordinal)), ("before", corrected.Before), ("after", corrected.After)],
            DeductionAccepted accepted => [("ordinal", Number(accepted.Ordinal))],
            DeductionAdded added => [("ordinal", Number(added.Ordinal)), ("after", added.After)],
            DeductionRemoved removed => [("ordinal", Number(removed.Ordinal)), ("before", removed.Before), ("reason", removed.Reason)],
            DeductionsMerged merged => [("rows", merged.Rows), ("ordinal", Number(merged.Into)), ("before", merged.Before), ("after", merged.After)],
            DeductionSplit split => [("ordinal", Number(split.Ordinal)), ("rows", split.Rows), ("before", split.Before), ("after", split.After)],
            PassageDismissed dismissed => [("ordinal", Number(dismissed.Passage)), ("before", dismissed.Text), ("reason", dismissed.Reason)],
            RootCauseConfirmed cause => [("ordinal", Number(cause.Number)), ("cause", cause.Fact)],
            RootCauseDismissed cause => [("ordinal", Number(cause.Number)), ("cause", cause.Fact)],
            ReviewActUndone undone => [("act", undone.Kind.ToString()), ("rows", undone.Rows)],
            ScoreSetImported set => [("file", set.FileName), ("year", Number(set.Year)), ("edition", Number(set.Edition))],
            CriterionRuleSaid said => [("criterion", said.Code), ("before", said.Before?.ToString()), ("after", said.After.ToString())],
            ScoreBoardImported board => [("file", board.FileName), ("year", Number(board.Year)), ("edition", Number(board.Edition))],
            ReportObligationAdded added => [("name", added.Name), ("recipient", added.Recipient)],
            ReportObligationRevised revised =>
            [
                ("formerDue", Day(revised.FormerDue.On)), ("due", Day(revised.Due.On)), ("formerUnit", revised.FormerUnitId.ToString()), ("unit", revised.UnitId.ToString()),
            ],
            ReportOpened opened => [("due", Day(opened.Due.On)), ("sendBy", Day(opened.SendBy))],
            ReportRedated redated =>
            [
                ("formerDue", Day(redated.FormerDue.On)), ("due", Day(redated.Due.On)), ("formerSendBy", Day(redated.FormerSendBy)), ("sendBy", Day(redated.SendBy)),
            ],
            ReportMovedWithCalendar moved => [("formerDay", Day(moved.FormerSendBy)), ("day", Day(moved.SendBy)), ("because", moved.Because)],
            CalendarSaved saved => [("number", Number(saved.Number)), ("days", Number(saved.Days)), ("note", saved.Note)],
            ReportSigned signed => [("on", Day(signed.On)), ("formerOn", Day(signed.FormerOn)), ("number", signed.Number), ("reason", signed.Reason)],
            ReportSent sent => [("on", Day(sent.On)), ("formerOn", Day(sent.FormerOn)), ("number", sent.Number), ("reason", sent.Reason)],
            ReportReceived received =>
                [("on", Day(received.On)), ("formerOn", Day(received.FormerOn)), ("number", received.Number), ("note", received.Proof), ("reason", received.Reason)],
            ReceiptProved proved => [("title", proved.Title), ("evidence", proved.EvidenceId.ToString())],
            ReportCancelled cancelled => [("reason", cancelled.Reason)],
            ReportObligationEnded ended => [("on", Day(ended.On)), ("reason", ended.Reason)],
            _ => Array.Empty<(string, string?)>(),
        };
        if (happened is TaskEvent { OnBehalfOf: { } head })
        {
            facts = [.. facts, ("onBehalfOf", head.ToString())];
        }

        return facts.Where(fact => fact.Item2 is not null).ToDictionary(fact => fact.Item1, fact => fact.Item2!);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Points(decimal? points) => points?.ToString("0.####", CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>The name of an event as history keeps it: TaskAccepted is <c>task-accepted</c>.</summary>
internal static class ActivityKinds
{
    public static string Of(Type happened) =>
        string.Concat(happened.Name.Select((letter, at) => char.IsUpper(letter) ? (at == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
}
