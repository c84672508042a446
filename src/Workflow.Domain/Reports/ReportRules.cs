namespace Workflow.Domain.Reports;

/// <summary>What holds for report obligations and their occurrences, each rule a sentence.</summary>
public static class ReportRules
{
    public static readonly Rule OnlyTheCoordinatorKeepsObligations = new("report-obligation.not-coordinator");
    public static readonly Rule AnObligationHasAName = new("report-obligation.name-missing");
    public static readonly Rule AnObligationHasARecipient = new("report-obligation.recipient-missing");
    public static readonly Rule TheDeadlineLiesAhead = new("report-obligation.due-in-the-past");
    public static readonly Rule ARequestIsNamed = new("report-obligation.request-missing");
    public static readonly Rule ARequestComesBeforeItsDeadline = new("report-obligation.request-day-wrong");
    public static readonly Rule EndingNeedsAReason = new("report-obligation.end-reason-missing");
    public static readonly Rule AnEndedObligationStaysAsItIs = new("report-obligation.ended");
    public static readonly Rule ObligationsDiffer = new("report-obligation.already-kept");
    public static readonly Rule TheCatalogueHasIt = new("report-obligation.not-in-catalogue");
    public static readonly Rule OnlyTheResponsibleUnitRecords = new("report.not-responsible-unit");
    public static readonly Rule OnlyTheCoordinatorMendsAClosedReport = new("report.closed");
    public static readonly Rule ACancelledReportStaysAsItIs = new("report.cancelled");
    public static readonly Rule PuttingRightNeedsAReason = new("report.correction-reason-missing");
    public static readonly Rule OnlyAReceivedReportIsProved = new("report.not-received");
    public static readonly Rule ADayIsNotInTheFuture = new("report.day-in-the-future");
    public static readonly Rule AReportIsSignedBeforeItIsSent = new("report.not-signed");
    public static readonly Rule AReportIsSentBeforeItIsReceived = new("report.not-sent");
    public static readonly Rule TheThreeDaysFollowEachOther = new("report.days-out-of-order");
}
