using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Clock;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Organization;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;

namespace Workflow.Api.Demo;

/// <summary>What an empty database begins with: the demonstration, or a link by which the first administrator sets the system up.</summary>
internal static class FirstData
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task LoadAsync(WebApplication app)
    {
        var configuration = app.Configuration;
        if (configuration.GetValue<bool>("Demo:Enabled"))
        {
            if (app.Environment.IsProduction())
            {
                throw new InvalidOperationException("Demo:Enabled is never for Production.");
            }

            await DemonstrateAsync(app, CancellationToken.None);
        }
        else
        {
            await OfferFirstRunAsync(app, CancellationToken.None);
        }
    }

    private static async Task DemonstrateAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var scopes = app.Services.GetRequiredService<IServiceScopeFactory>();
        var file = app.Configuration["Demo:File"];
        var fresh = !await AnyAgencyAsync(scopes, cancellationToken);
        var password = fresh ? null : await RememberedPasswordAsync(file, cancellationToken);
        if (fresh)
        {
            await AddOrganizationAsync(scopes, cancellationToken);
        }

        if (password is null)
        {
            password = $"tam-duong-{RandomNumberGenerator.GetInt32(100_000, 1_000_000)}";
            await GiveAccountsAsync(scopes, password, cancellationToken);
        }

        if (fresh)
        {
            var clock = (AdjustableClock)app.Services.GetRequiredService<TimeProvider>();
            var plan = new DemoPlan(scopes, app.Services.GetRequiredService<Sweep>(), now => SetClock(scopes, clock, now));
            await plan.LiveThroughAsync(Path.Combine(AppContext.BaseDirectory, "samples", "phan-tich-cchc-2023.txt"), cancellationToken);
        }

        if (file is not null)
        {
            await WriteAccountsAsync(app, scopes, file, password, cancellationToken);
        }
    }

    /// <summary>The offset goes to the database first: a sweep follows what it finds there.</summary>
    private static void SetClock(IServiceScopeFactory scopes, AdjustableClock clock, DateTimeOffset now)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var offset = now - TimeProvider.System.GetUtcNow();
        db.Database.ExecuteSql($"update engine set clock_offset = {offset}");
        clock.Offset = offset;
    }

    private static async Task<bool> AnyAgencyAsync(IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        return await db.Agencies.IgnoreQueryFilters([Conventions.OwnAgency]).AnyAsync(cancellationToken);
    }

    private static async Task AddOrganizationAsync(IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var agency = NewAgency.Add(db, ReferenceCase.Agency);
        Dictionary<string, UnitId> units = [];
        foreach (var post in ReferenceCase.Posts)
        {
            var unit = new Unit { Id = UnitId.New(), AgencyId = agency.Id, Name = post.Unit, Kind = post.Kind, OtherNames = [.. post.OtherNames] };
            units[post.Unit] = unit.Id;
            db.Units.Add(unit);
            db.People.Add(PersonOf(agency.Id, unit.Id, post.Head, post.Position, post.Mailbox, Role.UnitHead));
            if (post.Officer is { } officer)
            {
                db.People.Add(PersonOf(agency.Id, unit.Id, officer, "Chuyên viên", $"{post.Mailbox}.chuyenvien", Role.Officer));
            }
        }

        db.People.AddRange(ReferenceCase.Seats.Select(seat =>
            PersonOf(agency.Id, seat.Unit is { } unit ? units[unit] : null, seat.FullName, seat.Position, seat.Mailbox, seat.Role)));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Person PersonOf(AgencyId agency, UnitId? unit, string name, string position, string mailbox, Role role) => new()
    {
        Id = PersonId.New(),
        AgencyId = agency,
        UnitId = unit,
        FullName = name,
        Position = position,
        Email = ReferenceCase.Email(mailbox),
        Roles = [role],
    };

    /// <summary>One password for all: it is made for this copy of the demonstration and stands in no source.</summary>
    private static async Task GiveAccountsAsync(IServiceScopeFactory scopes, string password, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        foreach (var person in await db.People.IgnoreQueryFilters([Conventions.OwnAgency]).ToListAsync(cancellationToken))
        {
            if (await accounts.FindByIdAsync(person.Id.ToString()) is { } account)
            {
                await accounts.RemovePasswordAsync(account);
                Check(await accounts.AddPasswordAsync(account, password));
            }
            else
            {
                Check(await accounts.CreateAsync(
                    new Account { Id = person.Id.Value, UserName = person.Email, Email = person.Email, EmailConfirmed = true, LockoutEnabled = true }, password));
            }
        }
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Errors.Select(error => error.Code)));
        }
    }

    private static async Task<string?> RememberedPasswordAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null || !File.Exists(file))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<DemoFile>(await File.ReadAllTextAsync(file, cancellationToken), Json.Web) is { Accounts: [var first, ..] } ? first.Password : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task WriteAccountsAsync(WebApplication app, IServiceScopeFactory scopes, string file, string password, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var units = await db.Units.IgnoreQueryFilters([Conventions.OwnAgency]).ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancellationToken);
        var people = await db.People.IgnoreQueryFilters([Conventions.OwnAgency]).AsNoTracking().ToListAsync(cancellationToken);
        var url = app.Urls.First();
        var written = new DemoFile(
            url,
            $"{url}/api/v1",
            app.Configuration["Demo:MailFolder"] ?? "",
            [
                .. people
                    .OrderBy(person => person.Roles[0] is Role.UnitHead or Role.Officer).ThenBy(person => person.Roles[0]).ThenBy(person => person.Email, StringComparer.Ordinal)
                    .Select(person => new DemoAccount(person.Roles[0], person.Email, password, person.FullName, person.UnitId is { } unit ? units[unit] : null)),
            ]);
        await File.WriteAllTextAsync(file + ".tmp", JsonSerializer.Serialize(written, Readable), cancellationToken);
        File.Move(file + ".tmp", file, overwrite: true);
    }

    private static async Task OfferFirstRunAsync(WebApplication app, CancellationToken cancellationToken)
    {
        if (app.Configuration["FirstRun:File"] is not { } file || await AnyAgencyAsync(app.Services.GetRequiredService<IServiceScopeFactory>(), cancellationToken))
        {
            return;
        }

        var token = app.Services.GetRequiredService<FirstRunToken>();
        await File.WriteAllTextAsync(file, $"{app.Configuration["Site:Url"] ?? app.Urls.First()}/first-run?token={token.Value}\n", cancellationToken);
    }

    private sealed record DemoFile(string Url, string ApiUrl, string MailFolder, IReadOnlyList<DemoAccount> Accounts);

    private sealed record DemoAccount(
        [property: System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<Role>))] Role Role,
        string Email,
        string Password,
        string Person,
        string? Unit);
}
