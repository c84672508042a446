using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Deadlines;
using Workflow.Domain;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Deadlines;

/// <summary>The deadline policy of the agency, a plan or a kind of task: looked at, changed on paper, put in force once its effect is seen.</summary>
public sealed class PolicyModel(IMediator mediator, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true, Name = "plan")]
    public Guid? PlanId { get; set; }

    [BindProperty(SupportsGet = true, Name = "kind")]
    public TaskKind? Kind { get; set; }

    /// <summary>Working days, parted by anything that is no digit.</summary>
    [BindProperty]
    public string? Ladder { get; set; }

    [BindProperty]
    public int? AcceptanceWindow { get; set; }

    [BindProperty]
    public int? OverdueEvery { get; set; }

    [BindProperty]
    public int? CoordinatorAt { get; set; }

    [BindProperty]
    public int? EscalateAt { get; set; }

    [BindProperty]
    public int? ExplanationWindow { get; set; }

    [BindProperty]
    public int? MostExtensions { get; set; }

    [BindProperty]
    public int? DueSoonWithin { get; set; }

    [BindProperty]
    public TimeOnly? DigestAt { get; set; }

    [BindProperty]
    public TimeOnly? QuietFrom { get; set; }

    [BindProperty]
    public List<DayOfWeek> OfficeDays { get; set; } = [];

    [BindProperty]
    public int SeenEdition { get; set; }

    /// <summary>How many steps the person was shown to change.</summary>
    [BindProperty]
    public int? SeenSteps { get; set; }

    public PolicyDetails.View View { get; private set; } = null!;

    /// <summary>What the policy on paper would change; null until it is asked for.</summary>
    public PreviewPolicy.View? Effect { get; private set; }

    /// <summary>What is shown is the effect of withdrawing the policy of this scope.</summary>
    public bool Withdrawing { get; private set; }

    public PolicyScope Scope => new(PlanId is { } id ? new PlanId(id) : null, Kind);

    /// <summary>From Monday on.</summary>
    public static IEnumerable<DayOfWeek> Week => Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellationToken)
    {
        if (await PolicyAsync(cancellationToken) is { } policy)
        {
            await ShowEffectAsync(policy, cancellationToken);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        if (await PolicyAsync(cancellationToken) is not { } policy)
        {
            return Page();
        }

        var done = await mediator.Send(new SavePolicy.Command(Scope, policy, SeenEdition, SeenSteps), cancellationToken);
        TempData["Done"] = text["done.policySaved", done.Edition, done.Steps].Value;
        return RedirectToPage(new { plan = PlanId, kind = Kind });
    }

    public async Task<IActionResult> OnPostWithdrawalAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        await ShowWithdrawalAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken)
    {
        var done = await mediator.Send(new WithdrawPolicy.Command(Scope, SeenEdition, SeenSteps), cancellationToken);
        TempData["Done"] = text["done.policyWithdrawn", done.Steps].Value;
        return RedirectToPage(new { plan = PlanId, kind = Kind });
    }

    /// <summary>Where only the effect has changed since it was looked at, it is shown as it is now.</summary>
    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        var withdrawing = Request.Query["handler"].ToString() is "Withdraw" or "Withdrawal";
        var policy = withdrawing ? null : await PolicyAsync(cancellationToken);
        try
        {
            if (withdrawing)
            {
                await ShowWithdrawalAsync(cancellationToken);
            }
            else if (policy is not null)
            {
                await ShowEffectAsync(policy, cancellationToken);
            }
        }
        catch (RuleBrokenException)
        {
            // What stands against it is said already.
        }

        return Page();
    }

    /// <summary>The fields show what is in force: nothing of it is being changed.</summary>
    private async Task ShowWithdrawalAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Fill();
        await ShowEffectAsync(null, cancellationToken);
        Withdrawing = true;
    }

    private void Fill()
    {
        var policy = View.Policy;
        Ladder = string.Join(", ", policy.Ladder);
        (AcceptanceWindow, OverdueEvery, CoordinatorAt, EscalateAt) = (policy.AcceptanceWindow, policy.OverdueEvery, policy.CoordinatorAt, policy.EscalateAt);
        (ExplanationWindow, MostExtensions, DueSoonWithin) = (policy.ExplanationWindow, policy.MostExtensions, policy.DueSoonWithin);
        (DigestAt, QuietFrom, OfficeDays) = (policy.DigestAt, policy.QuietFrom, [.. policy.OfficeDays]);
    }

    /// <param name="policy">Null withdraws the one there is.</param>
    private async Task ShowEffectAsync(DeadlinePolicy? policy, CancellationToken cancellationToken)
    {
        Effect = await mediator.Send(new PreviewPolicy.Query(Scope, policy), cancellationToken);
        ModelState.Remove(nameof(SeenSteps));
        ModelState.Remove(nameof(SeenEdition));
        (SeenSteps, SeenEdition) = (Effect.Steps, View.Edition);
    }

    /// <summary>What was typed, as a policy; null where something cannot be read, which is said beside it.</summary>
    private async Task<DeadlinePolicy?> PolicyAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (!Scope.IsGeneral)
        {
            // One person gets one digest: its hours are the agency's.
            (DigestAt, QuietFrom, OfficeDays) = (View.Policy.DigestAt, View.Policy.QuietFrom, [.. View.Policy.OfficeDays]);
        }

        foreach (var (field, value) in new (string, object?)[]
        {
            (nameof(AcceptanceWindow), AcceptanceWindow), (nameof(OverdueEvery), OverdueEvery), (nameof(CoordinatorAt), CoordinatorAt), (nameof(EscalateAt), EscalateAt),
            (nameof(ExplanationWindow), ExplanationWindow), (nameof(MostExtensions), MostExtensions), (nameof(DueSoonWithin), DueSoonWithin), (nameof(DigestAt), DigestAt), (nameof(QuietFrom), QuietFrom),
        })
        {
            this.AskFor(text, (field, value?.ToString()));
        }

        var ladder = (Ladder ?? "").Split([',', ';', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (Array.Exists(ladder, days => !int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            ModelState.AddModelError(nameof(Ladder), text["policy.ladder.unreadable"]);
        }

        return ModelState.IsValid || Only(nameof(SeenSteps))
            ? new DeadlinePolicy
            {
                Ladder = [.. ladder.Select(days => int.Parse(days, CultureInfo.InvariantCulture)).Distinct().OrderDescending()],
                AcceptanceWindow = AcceptanceWindow!.Value,
                OverdueEvery = OverdueEvery!.Value,
                CoordinatorAt = CoordinatorAt!.Value,
                EscalateAt = EscalateAt!.Value,
                ExplanationWindow = ExplanationWindow!.Value,
                MostExtensions = MostExtensions!.Value,
                DueSoonWithin = DueSoonWithin!.Value,
                DigestAt = DigestAt!.Value,
                QuietFrom = QuietFrom!.Value,
                OfficeDays = [.. Week.Where(OfficeDays.Contains)],
            }
            : null;
    }

    /// <summary>Nothing is wrong with the fields themselves: what was refused concerns the whole.</summary>
    private bool Only(string seen) => ModelState.All(entry => entry.Value!.Errors.Count == 0 || entry.Key.Length == 0 || entry.Key == seen);

    private async Task LoadAsync(CancellationToken cancellationToken) => View = await mediator.Send(new PolicyDetails.Query(Scope), cancellationToken);
}
