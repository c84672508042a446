using Workflow.Domain.Scoring;

namespace Workflow.Web.Components;

/// <summary>A table of likelihoods as a form has it: chances and factors in percent.</summary>
public sealed class LikelihoodInput
{
    public decimal? Draft { get; set; }

    public decimal? Assigned { get; set; }

    public decimal? Declined { get; set; }

    public decimal? Accepted { get; set; }

    public decimal? Finished { get; set; }

    public decimal? Returned { get; set; }

    public decimal? Submitted { get; set; }

    public decimal? Overdue { get; set; }

    public int? WorkingDays { get; set; }

    public decimal? InTime { get; set; }

    public int? Doubt { get; set; }

    public static LikelihoodInput Of(LikelihoodTable table) => new()
    {
        Draft = table.Draft * 100,
        Assigned = table.Assigned * 100,
        Declined = table.Declined * 100,
        Accepted = table.Accepted * 100,
        Finished = table.Finished * 100,
        Returned = table.Returned * 100,
        Submitted = table.Submitted * 100,
        Overdue = table.Overdue * 100,
        WorkingDays = table.WorkingDays,
        InTime = table.InTime * 100,
        Doubt = table.Doubt,
    };

    /// <summary>What is left empty is out of range, and is refused as such.</summary>
    public LikelihoodTable ToTable() => new()
    {
        Draft = (Draft ?? 0) / 100,
        Assigned = (Assigned ?? 0) / 100,
        Declined = (Declined ?? 0) / 100,
        Accepted = (Accepted ?? 0) / 100,
        Finished = (Finished ?? 0) / 100,
        Returned = (Returned ?? 0) / 100,
        Submitted = (Submitted ?? 0) / 100,
        Overdue = (Overdue ?? -1) / 100,
        WorkingDays = WorkingDays ?? -1,
        InTime = (InTime ?? 0) / 100,
        Doubt = Doubt ?? 0,
    };
}
