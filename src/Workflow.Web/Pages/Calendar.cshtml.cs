using System.Globalization;
using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Calendar;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Web.Components;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages;

/// <summary>
/// The calendar of a year: everybody looks, the administrator changes it. Changes are gathered in a draft that travels with the
/// forms, shown with what they would move, and saved together.
/// </summary>
[RequestSizeLimit(UploadLimit.Bytes)]
[RequestFormLimits(ValueLengthLimit = UploadLimit.Bytes, MultipartBodyLengthLimit = UploadLimit.Bytes)]
public sealed class CalendarModel(IMediator mediator, Visitor visitor, CalendarWords words, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    /// <summary>A former version to look at; the one in force where none is named.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    /// <summary>The edits that are not saved yet, as JSON.</summary>
    [BindProperty]
    public string? Draft { get; set; }

    /// <summary>The version the draft was begun on.</summary>
    [BindProperty]
    public int Seen { get; set; }

    /// <summary>Days a button stands for: the first and the last, with a slash between.</summary>
    [BindProperty]
    public string? Span { get; set; }

    [BindProperty]
    public DateOnly? First { get; set; }

    [BindProperty]
    public DateOnly? Last { get; set; }

    [BindProperty]
    public CalendarDayKind Kind { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool NotAnnounced { get; set; }

    [BindProperty]
    public IFormFile? CalendarUpload { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public CalendarYear.View View { get; private set; } = null!;

    public IReadOnlyList<CalendarVersionList.Item> Versions { get; private set; } = [];

    public PreviewCalendar.View? Preview { get; private set; }

    public IReadOnlyList<CalendarEdit> Edits { get; private set; } = [];

    /// <summary>The days of the year as they would be with the draft.</summary>
    public IReadOnlyList<CalendarDay> Days { get; private set; } = [];

    public bool MayKeep { get; private set; }

    /// <summary>The form that was refused, so that it stands open.</summary>
    public string? Posted { get; private set; }

    public bool IsFormer => View.Version != View.Latest;

    public string DraftJson => JsonSerializer.Serialize(Edits);

    public IEnumerable<IReadOnlyList<CalendarDay>> RunsOf(int month) => CalendarChanges.Runs(Days.Where(day => day.On.Month == month));

    /// <summary>The weeks of a month, from Monday; null where a cell belongs to another month.</summary>
    public IEnumerable<DateOnly?[]> WeeksOf(int month)
    {
        var first = new DateOnly(View.Year, month, 1);
        var cells = Enumerable.Repeat((DateOnly?)null, ((int)first.DayOfWeek + 6) % 7)
            .Concat(Enumerable.Range(0, DateTime.DaysInMonth(View.Year, month)).Select(day => (DateOnly?)first.AddDays(day)))
            .ToList();
        cells.AddRange(Enumerable.Repeat((DateOnly?)null, (7 - (cells.Count % 7)) % 7));
        return cells.Chunk(7);
    }

    public CalendarDay? Of(DateOnly day) => Days.FirstOrDefault(special => special.On == day);

    public bool IsUnsaved(DateOnly day) => Preview?.Changes.Any(change => change.On == day) is true;

    public string Because(IEnumerable<DateOnly> days) =>
        words.Because(days.Select(day => words.Became(day, Preview!.Changes.First(change => change.On == day).After?.Kind)));

    public string Told(DateOnly on, CalendarDay? day) => day is null
        ? text[WorkCalendar.IsWeekend(on) ? "calendar.weekendAsUsual" : "calendar.weekdayAsUsual"]
        : $"{text[$"calendarDayKind.{day.Kind}"]}: {day.Name}{(day.Announced ? "" : $" ({text["calendar.notAnnounced"]})")}";

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancellationToken)
    {
        var file = await mediator.Send(new CalendarFile.Query(Year), cancellationToken);
        return File(file.Content, CalendarFile.MediaType, file.FileName);
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellationToken)
    {
        this.AskFor(text, (nameof(First), First?.ToString("O", CultureInfo.InvariantCulture)), (nameof(Name), Name));
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        await TakeAsync(CalendarChanges.Range(First!.Value, Last ?? First.Value, Kind, Name!, !NotAnnounced), cancellationToken);
        ModelState.Clear();
        (First, Last, Name, NotAnnounced) = (null, null, null, false);
        return await ShowAsync(cancellationToken);
    }

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken) =>
        ChangeSpanAsync(day => new CalendarEdit(day.On, null), cancellationToken);

    public Task<IActionResult> OnPostAnnounceAsync(CancellationToken cancellationToken) =>
        ChangeSpanAsync(day => CalendarEdit.Of(day with { Announced = true }), cancellationToken);

    public async Task<IActionResult> OnPostDropAsync(CancellationToken cancellationToken)
    {
        ReadDraft();
        var (first, last) = ReadSpan();
        Edits = [.. Edits.Where(edit => edit.On < first || edit.On > last)];
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostImportAsync(CancellationToken cancellationToken)
    {
        if (CalendarUpload is null)
        {
            ModelState.AddModelError(nameof(CalendarUpload), text["errors.missing"]);
            return await ShowAgainAsync(cancellationToken);
        }

        var read = await mediator.Send(new ReadCalendarFile.Query(await CalendarUpload.ReadAsync(cancellationToken)), cancellationToken);
        await TakeAsync(read, cancellationToken);
        Year = read[0].On.Year;
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostProposeAsync(CancellationToken cancellationToken)
    {
        var proposed = Year is { } year ? await mediator.Send(new HolidayProposal.Query(year), cancellationToken) : [];
        if (proposed.Count == 0)
        {
            ModelState.AddModelError("", text["calendar.propose.none", Year ?? 0]);
            return await ShowAgainAsync(cancellationToken);
        }

        await TakeAsync(proposed, cancellationToken);
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        this.AskFor(text, (nameof(Note), Note));
        ReadDraft();
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        var number = await mediator.Send(new SaveCalendar.Command(Seen, Edits, Note!), cancellationToken);
        TempData["Done"] = text["done.calendarSaved", number].Value;
        return RedirectToPage(new { Year, Version = (int?)null });
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        Posted = Request.Query["handler"].ToString().ToLowerInvariant();
        ReadDraft();
        return await ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        var year = Year is { } asked ? Math.Clamp(asked, CalendarChanges.FirstYear, CalendarChanges.LastYear) : (int?)null;
        View = await mediator.Send(new CalendarYear.Query(year, Version), cancellationToken);
        (Year, Seen) = (View.Year, View.Latest);
        Versions = await mediator.Send(new CalendarVersionList.Query(), cancellationToken);
        MayKeep = (await visitor.LookAsync(cancellationToken)).IsAny(Role.Administrator) && !IsFormer;
        if (MayKeep && Edits.Count > 0)
        {
            Preview ??= await mediator.Send(new PreviewCalendar.Query(Edits), cancellationToken);
        }

        Days = CalendarChanges.Apply(View.Days, MayKeep ? [.. Edits.Where(edit => edit.On.Year == View.Year)] : []);
        return Page();
    }

    /// <summary>Into the draft, unless the calendar could not be so.</summary>
    private async Task TakeAsync(IReadOnlyList<CalendarEdit> edits, CancellationToken cancellationToken)
    {
        ReadDraft();
        var joined = CalendarChanges.Join(Edits, edits);
        Preview = await mediator.Send(new PreviewCalendar.Query(joined), cancellationToken);
        Edits = joined;
    }

    private async Task<IActionResult> ChangeSpanAsync(Func<CalendarDay, CalendarEdit> change, CancellationToken cancellationToken)
    {
        ReadDraft();
        var (first, last) = ReadSpan();
        var present = (await mediator.Send(new CalendarYear.Query(first.Year), cancellationToken)).Days;
        var days = CalendarChanges.Apply(present, [.. Edits.Where(edit => edit.On.Year == first.Year)]);
        await TakeAsync([.. days.Where(day => day.On >= first && day.On <= last).Select(change)], cancellationToken);
        return await ShowAsync(cancellationToken);
    }

    private (DateOnly First, DateOnly Last) ReadSpan()
    {
        var ends = (Span ?? "").Split('/');
        return ends.Length == 2
            && DateOnly.TryParseExact(ends[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            && DateOnly.TryParseExact(ends[1], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
            ? (first, last)
            : (DateOnly.MaxValue, DateOnly.MinValue);
    }

    private void ReadDraft()
    {
        try
        {
            Edits = string.IsNullOrEmpty(Draft) ? [] : CalendarChanges.Join([], JsonSerializer.Deserialize<IReadOnlyList<CalendarEdit>>(Draft) ?? []);
        }
        catch (JsonException)
        {
            ModelState.AddModelError("", text["calendar.draft.unreadable"]);
        }
    }
}
