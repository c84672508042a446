using System.Collections.Frozen;
using Workflow.Api.Features.Organization;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Reports;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Web.Refusals;

/// <summary>Beside which field of a form a refusal belongs.</summary>
internal static class FieldsOfRules
{
    private static readonly FrozenDictionary<Rule, string> Fields = new Dictionary<Rule, string>
    {
        [TaskRules.DecliningNeedsAReason] = "DeclineReason",
        [TaskRules.ReturningNeedsAReason] = "ReturnReason",
        [TaskRules.CancellingNeedsAReason] = "CancelReason",
        [TaskRules.ProgressSaysSomething] = "Percent",
        [TaskRules.PercentLiesBetweenZeroAndHundred] = "Percent",
        [TaskRules.NumeratorLiesWithinDenominator] = "Numerator",
        [TaskRules.FiguresAreNotNegative] = "Figure",
        [TaskRules.AnIncidentHappenedInTheYear] = "IncidentOn",
        [TaskRules.AnIncidentIsDescribed] = "IncidentNote",
        [TaskRules.WithdrawingNeedsAReason] = "WithdrawReason",
        [LikelihoodRules.ChancesRiseWithTheWork] = "Table.Finished",
        [LikelihoodRules.LatenessTakesAPart] = "Table.Overdue",
        [LikelihoodRules.WorkTakesDaysOfAYear] = "Table.WorkingDays",
        [LikelihoodRules.ARecordIsWeighed] = "Table.InTime",
        [TaskRules.ATaskHasALead] = "Assignment.LeadUnitId",
        [TaskRules.TheLeadDoesNotCoordinateItself] = "Assignment.LeadUnitId",
        [TaskRules.ATaskHasADeadline] = "Assignment.DueOn",
        [TaskRules.TheDeadlineLiesAhead] = "Assignment.DueOn",
        [ExtensionRules.TheNewDayIsLater] = "NewDueOn",
        [ExtensionRules.AskingNeedsAReason] = "ExtensionReason",
        [ExtensionRules.RefusingNeedsAReason] = "DecisionReason",
        [TaskRules.RedatingNeedsAReason] = "RedateReason",
        [TaskRules.RedatingChangesTheDeadline] = "RedateOn",
        [TaskRules.SuspendingNeedsAReason] = "SuspendReason",
        [TaskRules.SuspendingNeedsABasis] = "SuspendBasis",
        [ExplanationRules.AnAnswerSaysSomething] = "Answer",
        [PolicyRules.SomebodyIsReminded] = "Ladder",
        [PolicyRules.ALadderHasDays] = "Ladder",
        [PolicyRules.ThereIsTimeToAnswer] = "AcceptanceWindow",
        [PolicyRules.RepeatsHaveADistance] = "OverdueEvery",
        [PolicyRules.StepsAreNumbered] = "CoordinatorAt",
        [PolicyRules.TheCoordinatorIsToldFirst] = "CoordinatorAt",
        [PolicyRules.AnEscalationIsReached] = "EscalateAt",
        [PolicyRules.ThereIsTimeToExplain] = "ExplanationWindow",
        [PolicyRules.ExtensionsAreCounted] = "MostExtensions",
        [PolicyRules.SoonIsNear] = "DueSoonWithin",
        [PolicyRules.ThereIsTimeToSend] = "QuietFrom",
        [DelegationRules.AnOfficerOfTheUnitStandsIn] = "OfficerId",
        [DelegationRules.ASpanHasAnEnd] = "LastDay",
        [DelegationRules.ASpanLiesAhead] = "LastDay",
        [PlanRules.ThePlanFollowsItsBaseYear] = "TargetYear",
        [PlanRules.AnAnalysisHasOnePlanAYear] = "TargetYear",
        [PlanRules.TheTargetLiesWithinTheMaximum] = "TargetScore",
        [ScenarioRules.AScenarioHasAName] = "Name",
        [ScenarioRules.ScenariosDifferInName] = "Name",
        [AnalysisRules.PointsArePositive] = "Points",
        [AnalysisRules.ADeductionHasAField] = "Field",
        [AnalysisRules.ADeductionHasAReason] = "Reason",
        [AnalysisRules.PartsAddUpToTheRow] = "Parts[0].Points",
        [AnalysisRules.ARowSplitsIntoSeveral] = "Parts[0].Points",
        [AnalysisRules.APlaceLiesInTheText] = "Sentence",
        [AnalysisRules.DoubtsAreLookedAt] = "DespiteDoubts",
        [ReportRules.AnObligationHasAName] = "Name",
        [ReportRules.AnObligationHasARecipient] = "Recipient",
        [ReportRules.TheDeadlineLiesAhead] = "DueOn",
        [ReportRules.ARequestIsNamed] = "RequestName",
        [ReportRules.ARequestComesBeforeItsDeadline] = "RequestedOn",
        [ReportRules.EndingNeedsAReason] = "EndReason",
        [CalendarRules.AChangeSaysWhy] = "Note",
        [CalendarRules.ADayHasAName] = "Name",
        [CalendarRules.AMadeUpDayIsOfAWeekend] = "Kind",
        [CalendarRules.ASwappedDayIsNotOfAWeekend] = "Kind",
        [CalendarRules.ADayLiesInOurTime] = "First",
        [CalendarRules.ARangeEndsAfterItBegins] = "Last",
        [CalendarRules.ARangeIsShort] = "Last",
        [ScoreSetRules.AScoreSetHasAYear] = "Year",
        [ScoreSetReader.ATableOfCriteriaIsNeeded] = "Table",
        [ScoreSetReader.ACodeStandsOnce] = "Table",
        [ScoreSetReader.ACriterionHasAMaximum] = "Table",
        [ScoreBoardReader.ATableOfPeersIsNeeded] = "Table",
        [ScoreBoardReader.TheAgencyIsAmongItsPeers] = "Table",
        [SetUpAgency.EverythingIsFilledIn] = "Email",
        [AccountRules.APasswordIsLongEnough] = "Password",
        [AccountRules.AnAddressHasOneAccount] = "Email",
        [AddUnit.AUnitHasAName] = "UnitName",
        [AddUnit.UnitsDifferInName] = "UnitName",
        [NameUnit.OnlyOwnUnitsAreNamed] = "UnitName",
        [SetSummaries.AMonthHasThatDay] = "MeetingDay",
        [AddPerson.APersonIsKnown] = "Email",
        [AddPerson.UnitRolesNeedAUnit] = "UnitId",
    }.ToFrozenDictionary();

    /// <summary>The name of the field, or nothing where the refusal concerns the whole act.</summary>
    public static string Of(Rule rule) => Fields.GetValueOrDefault(rule, "");
}
