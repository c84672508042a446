using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Analyses;
using Workflow.Api.Features.Organization;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;
using Workflow.Domain.Analyses;
using Workflow.Domain.Organization;
using Workflow.Web.Components;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Analyses;

/// <summary>The source beside what was read in it, row by row: nothing enters a plan unseen.</summary>
public sealed class DetailsModel(IMediator mediator, Visitor visitor, ActivityWords words, AgencyTime time, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    private const int PartsOffered = 4;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Only unsure rows, only open ones, or all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    /// <summary>The row the person is at.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Row { get; set; }

    /// <summary>The row that was dealt with last.</summary>
    [BindProperty(SupportsGet = true)]
    public int? After { get; set; }

    /// <summary>Which form of the row stands open: fix, split or remove.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Open { get; set; }

    /// <summary>The place of the sentence that is to become a row.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Start { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Length { get; set; }

    /// <summary>The passage that could not be read, where that is to become a row or is dismissed.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Passage { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    /// <summary>The row that is dealt with.</summary>
    [BindProperty]
    public int Ordinal { get; set; }

    /// <summary>The rows that are merged.</summary>
    [BindProperty]
    public List<int> Ordinals { get; set; } = [];

    [BindProperty]
    public int? Field { get; set; }

    [BindProperty]
    public decimal? Points { get; set; }

    [BindProperty]
    public string? Criterion { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>One a line.</summary>
    [BindProperty]
    public string? UnitNames { get; set; }

    [BindProperty]
    public List<PartInput> Parts { get; set; } = [];

    [BindProperty]
    public string? Why { get; set; }

    /// <summary>Typed or pasted, to be found in the text.</summary>
    [BindProperty]
    public string? Sentence { get; set; }

    [BindProperty]
    public bool Confirmed { get; set; }

    [BindProperty]
    public bool DespiteDoubts { get; set; }

    /// <summary>A name the agency does not know.</summary>
    [BindProperty]
    public string? UnitName { get; set; }

    [BindProperty]
    public Guid? UnitId { get; set; }

    [BindProperty]
    public UnitKind Kind { get; set; }

    [BindProperty]
    public int TargetYear { get; set; }

    [BindProperty]
    public decimal? TargetScore { get; set; }

    public AnalysisView View { get; private set; } = null!;

    /// <summary>What cost points the year before as well, although a plan meant to win it back.</summary>
    public IReadOnlyList<RepeatedDeductions.Item> Repeated { get; private set; } = [];

    public ReviewRows Rows { get; private set; } = null!;

    /// <summary>What the sentence that was pointed to says; null where none was.</summary>
    public ProposeDeduction.View? Proposal { get; private set; }

    /// <summary>The units to choose from for an unknown name; empty where every name is known.</summary>
    public IReadOnlyList<UnitList.Item> Units { get; private set; } = [];

    /// <summary>Who can add a unit.</summary>
    public IReadOnlyList<string> Administrators { get; private set; } = [];

    public bool MayDecide { get; private set; }

    public bool MayAddUnits { get; private set; }

    /// <summary>Who changed the reading after this page was shown, and what; null where nobody did.</summary>
    public string? ChangedMeanwhile { get; private set; }

    /// <summary>The form that was refused, so that it stands open with what was typed.</summary>
    public string Posted { get; private set; } = "";

    public bool Correctable => MayDecide && View.State is AnalysisState.Read;

    public IEnumerable<UnitMatch> UnknownUnits => View.UnitMatches.Where(match => match is { UnitId: null, Standing: UnitStanding.Own });

    /// <summary>What was typed for a row that is no longer there is shown, not lost.</summary>
    public bool RowIsGone => Posted is "correct" or "split" && View.Deductions.All(row => row.Ordinal != Ordinal);

    public Timeline History => words.ToTimeline(View.History, new Dictionary<Guid, string>());

    public IEnumerable<SourceMark> Marks => SourceMarks.Of(View, text);

    /// <summary>Whether a form of the row in hand stands open, asked for or refused.</summary>
    public bool IsOpen(string form, string handler) => Posted == handler || (Posted.Length == 0 && Open == form);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        TargetYear = View.TargetYear;
        return Page();
    }

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new AcceptDeduction.Command(new AnalysisId(Id), Ordinal, Version), cancellationToken);
        return ToNext(text["done.rowAccepted", Ordinal]);
    }

    public async Task<IActionResult> OnPostCorrectAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        var correction = new Correction(Points, Criterion ?? "", Reason, NamesTyped(), Field);
        await mediator.Send(new CorrectDeduction.Command(new AnalysisId(Id), Ordinal, correction, Version), cancellationToken);
        return ToRow(Ordinal, text["done.corrected", Ordinal]);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new RemoveDeduction.Command(new AnalysisId(Id), Ordinal, Why, Version), cancellationToken);
        return ToNext(text["done.rowRemoved", Ordinal]);
    }

    public async Task<IActionResult> OnPostMergeAsync(CancellationToken cancellationToken)
    {
        var merged = await mediator.Send(new MergeDeductions.Command(new AnalysisId(Id), Ordinals, Version), cancellationToken);
        return ToRow(merged, text["done.rowsMerged", merged]);
    }

    public async Task<IActionResult> OnPostSplitAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        List<DeductionPart> parts = [.. Parts.Where(part => part.Points is not null).Select(part => new DeductionPart(part.Points!.Value, part.Reason, part.Criterion))];
        var first = await mediator.Send(new SplitDeduction.Command(new AnalysisId(Id), Ordinal, parts, Version), cancellationToken);
        return ToRow(first, text["done.rowSplit", Ordinal, parts.Count]);
    }

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken cancellationToken)
    {
        var about = await mediator.Send(new UndoReview.Command(new AnalysisId(Id), Version), cancellationToken);
        return ToRow(about, text["done.undone"]);
    }

    /// <summary>Finds a typed sentence in the text and shows the form with what it says.</summary>
    public async Task<IActionResult> OnPostFindAsync(CancellationToken cancellationToken)
    {
        var found = await mediator.Send(new ProposeDeduction.Query(new AnalysisId(Id), new SentencePlace(Sentence: Sentence ?? "")), cancellationToken);
        var place = found.Proposed.Source;
        return RedirectToPage(null, null, new { Id, Show, start = place.Start, length = place.Length }, "add");
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellationToken)
    {
        this.AskFor(text, ("Points", ModelState["Points"]?.AttemptedValue), ("Field", ModelState["Field"]?.AttemptedValue), ("Reason", Reason));
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        var added = await mediator.Send(
            new AddDeduction.Command(new AnalysisId(Id), Place(), Field, Criterion ?? "", Points, Reason, NamesTyped(), Version), cancellationToken);
        return ToRow(added, text["done.rowAdded", added]);
    }

    public async Task<IActionResult> OnPostDismissAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new DismissPassage.Command(new AnalysisId(Id), Passage ?? 0, Why, Version), cancellationToken);
        TempData["Done"] = text["done.passageDismissed"].Value;
        return RedirectToPage(null, null, new { Id, Show }, "unread");
    }

    public async Task<IActionResult> OnPostCauseAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new DecideRootCause.Command(new AnalysisId(Id), Ordinal, Confirmed, Version), cancellationToken);
        TempData["Done"] = (Confirmed ? text["done.causeConfirmed"] : text["done.causeDismissed"]).Value;
        return RedirectToPage(null, null, new { Id, Show }, "causes");
    }

    public async Task<IActionResult> OnPostNameAsync(CancellationToken cancellationToken)
    {
        this.AskFor(text, (nameof(UnitId), UnitId?.ToString()));
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(new NameUnit.Command(new UnitId(UnitId!.Value), UnitName ?? ""), cancellationToken);
        TempData["Done"] = text["done.unitNamed", UnitName ?? ""].Value;
        return RedirectToPage(null, null, new { Id, Show }, "units");
    }

    public async Task<IActionResult> OnPostUnitAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new AddUnit.Command(UnitName ?? "", Kind, []), cancellationToken);
        TempData["Done"] = text["done.unitAdded", UnitName ?? ""].Value;
        return RedirectToPage(null, null, new { Id, Show }, "units");
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new ConfirmAnalysis.Command(new AnalysisId(Id), Version, DespiteDoubts), cancellationToken);
        TempData["Done"] = text["done.confirmed"].Value;
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostPlanAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        var plan = await mediator.Send(new DraftPlan.Command(new AnalysisId(Id), TargetYear, TargetScore), cancellationToken);
        TempData["Done"] = text["done.drafted"].Value;
        return RedirectToPage("/Plans/Details", new { id = plan });
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        Posted = Request.Query["handler"].ToString().ToLowerInvariant();
        Row = Ordinal > 0 && Posted is not "cause" ? Ordinal : Row;
        await LoadAsync(cancellationToken);
        TargetYear = TargetYear == 0 ? View.TargetYear : TargetYear;
        if (Version != 0 && Version != View.Version && View.History is [var last, ..])
        {
            ChangedMeanwhile = text["analysis.changedMeanwhile", words.Who(last), time.Write(last.At), words.What(last, new Dictionary<Guid, string>())];
        }

        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var look = await visitor.LookAsync(cancellationToken);
        MayDecide = look.IsAny(Role.Coordinator);
        MayAddUnits = look.IsAny(Role.Administrator);
        View = await mediator.Send(new AnalysisDetails.Query(new AnalysisId(Id)), cancellationToken);
        Repeated = await mediator.Send(new RepeatedDeductions.Query(new AnalysisId(Id)), cancellationToken);
        Rows = new ReviewRows(View, Show, Row, After);
        while (Parts.Count < PartsOffered)
        {
            Parts.Add(new PartInput());
        }

        if (!Correctable)
        {
            return;
        }

        Proposal = await ProposalAsync(cancellationToken);
        if (UnknownUnits.Any())
        {
            Units = await mediator.Send(new UnitList.Query(), cancellationToken);
            Administrators = [.. (await mediator.Send(new PeopleList.Query(), cancellationToken))
                .Where(person => person.Active && person.Roles.Contains(Role.Administrator)).Select(person => person.FullName)];
        }
    }

    /// <summary>An address that points outside the text shows the page without the form.</summary>
    private async Task<ProposeDeduction.View?> ProposalAsync(CancellationToken cancellationToken)
    {
        if (Posted is "dismiss" || (Start is null && Passage is null))
        {
            return null;
        }

        try
        {
            return await mediator.Send(new ProposeDeduction.Query(new AnalysisId(Id), Place()), cancellationToken);
        }
        catch (Domain.RuleBrokenException)
        {
            return null;
        }
    }

    private SentencePlace Place() => new(Start is { } start && Length is { } length ? new TextSpan(start, length) : null, Passage);

    private string[] NamesTyped() => (UnitNames ?? "").Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private RedirectToPageResult ToRow(int row, string done)
    {
        TempData["Done"] = done;
        return RedirectToPage(null, null, new { Id, Show, row }, $"row-{row}");
    }

    private RedirectToPageResult ToNext(string done)
    {
        TempData["Done"] = done;
        return RedirectToPage(null, null, new { Id, Show, after = Ordinal }, "in-hand");
    }
}
