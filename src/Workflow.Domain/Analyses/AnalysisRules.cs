namespace Workflow.Domain.Analyses;

/// <summary>What holds for analyses, each rule a sentence.</summary>
public static class AnalysisRules
{
    public static readonly Rule AConfirmedReadingStaysAsItIs = new("analysis.confirmed");
    public static readonly Rule PointsArePositive = new("analysis.points-out-of-range");
    public static readonly Rule ThereIsSuchADeduction = new("analysis.no-such-deduction");
    public static readonly Rule AnAnalysisHasDeductions = new("analysis.no-deductions");
    public static readonly Rule ADeductionIsAcceptedOnce = new("analysis.already-accepted");
    public static readonly Rule ADeductionHasAField = new("analysis.no-such-field");
    public static readonly Rule ADeductionHasAReason = new("analysis.reason-missing");
    public static readonly Rule APlaceLiesInTheText = new("analysis.not-in-text");
    public static readonly Rule OnlySeveralRowsMerge = new("analysis.merge-needs-two");
    public static readonly Rule RowsOfOneFieldMerge = new("analysis.merge-across-fields");
    public static readonly Rule ARowSplitsIntoSeveral = new("analysis.split-needs-two");

    /// <summary>Facts: the sum of the parts, and the points of the row.</summary>
    public static readonly Rule PartsAddUpToTheRow = new("analysis.parts-differ");

    public static readonly Rule ThereIsSuchAPassage = new("analysis.no-such-passage");
    public static readonly Rule APassageIsDecidedOnce = new("analysis.passage-decided");
    public static readonly Rule ThereIsSuchARootCause = new("analysis.no-such-root-cause");
    public static readonly Rule ThereIsSomethingToUndo = new("analysis.nothing-to-undo");

    /// <summary>Facts: how many unsure rows nobody has looked at, and how many passages could not be read.</summary>
    public static readonly Rule DoubtsAreLookedAt = new("analysis.doubts-left");
}
