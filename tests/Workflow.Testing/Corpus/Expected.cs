namespace Workflow.Testing.Corpus;

/// <summary>What a careful reader finds in a report; lists that are left out are empty.</summary>
internal sealed record Expected
{
    public string? Agency { get; init; }

    public required int BaseYear { get; init; }

    public int? PreviousYear { get; init; }

    public required int TargetYear { get; init; }

    public IReadOnlyList<ExpectedTotal> Totals { get; init; } = [];

    public required IReadOnlyList<ExpectedField> Fields { get; init; }

    public IReadOnlyList<ExpectedCriterion> Criteria { get; init; } = [];

    public required IReadOnlyList<ExpectedDeduction> Deductions { get; init; }

    public IReadOnlyList<ExpectedDirective> Directives { get; init; } = [];

    /// <summary>"code" or "code field".</summary>
    public IReadOnlyList<string> Discrepancies { get; init; } = [];

    /// <summary>Words of each sentence that cannot be read whole.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>"ground ordinal ordinal …".</summary>
    public IReadOnlyList<string> RootCauses { get; init; } = [];
}

internal sealed record ExpectedTotal(int Year, decimal Index, decimal? Appraised = null, decimal? Survey = null, int? Rank = null, int? RankOf = null);

/// <param name="Points">By year.</param>
internal sealed record ExpectedField(int Number, string Name, decimal Max, IReadOnlyDictionary<int, decimal> Points, int? Rank = null);

internal sealed record ExpectedCriterion(string Code, decimal? Max = null, decimal? SelfScored = null, decimal? Appraised = null, decimal? Survey = null, decimal? Lost = null);

/// <param name="Figures">"a/b", or null.</param>
/// <param name="Dates">"meaning yyyy-MM-dd" each; a due day that does not count itself is "due-before".</param>
/// <param name="Money">"đồng" or "đồng unit" each.</param>
/// <param name="Documents">The numbers of the documents cited.</param>
/// <param name="Shares">"count unit" each.</param>
/// <param name="Late">"days due signed sent received countsBy" each, "-" where not given; a due day that does not count itself ends in "x".</param>
/// <param name="Lead">Who should lead; null where it is not asked.</param>
internal sealed record ExpectedDeduction(
    int Field,
    string? Criterion,
    decimal Points,
    string Reason,
    string? Figures = null,
    decimal? Percent = null,
    IReadOnlyList<string>? Dates = null,
    IReadOnlyList<string>? Money = null,
    IReadOnlyList<string>? Documents = null,
    IReadOnlyList<string>? Units = null,
    IReadOnlyList<string>? Shares = null,
    IReadOnlyList<string>? Late = null,
    string? Lead = null);

/// <param name="Begins">The first words of the duty.</param>
/// <param name="Due">"yyyy-MM-dd", with "x" behind it where the day itself does not count.</param>
internal sealed record ExpectedDirective(
    IReadOnlyList<string> Units, string Begins, string? Due = null, IReadOnlyList<string>? Coordinating = null);
