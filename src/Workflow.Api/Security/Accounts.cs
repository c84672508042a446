using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflow.Api.Persistence;
using Workflow.Domain.Organization;

namespace Workflow.Api.Security;

internal static class Accounts
{
    /// <summary>Cookie sign-in on ASP.NET Core Identity; keys in the database, so that any node reads any node's cookies.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, bool secureOnly)
    {
        services.AddDataProtection().SetApplicationName("Workflow").PersistKeysToDbContext<WorkflowDbContext>();
        services.AddIdentityCore<Account>(options =>
            {
                // OWASP ASVS 5.0, 6.2: length, not composition.
                options.Password.RequiredLength = 12;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.User.RequireUniqueEmail = true;
                options.Lockout.MaxFailedAccessAttempts = 8;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddUserStore<AccountStore>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountClaims>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = TimeSpan.FromMinutes(1);
            options.TimeProvider = TimeProvider.System;
        });
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.Cookie.Name = secureOnly ? "__Host-workflow" : "workflow";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = secureOnly ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.SlidingExpiration = true;
            // Sessions live by the wall's clock: who moves the test clock by days stays signed in.
            options.TimeProvider = TimeProvider.System;
            options.LoginPath = "/sign-in";
            options.Events.OnRedirectToLogin = AskToSignIn;
            options.Events.OnRedirectToAccessDenied = Deny;
            options.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
        });
        return services;
    }

    /// <summary>People are led to the sign-in page, programs are given a status.</summary>
    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (Http.Requests.IsFromProgram(context.Request))
        {
            return Http.RefusalHandler.WriteAsync(context.HttpContext, StatusCodes.Status401Unauthorized, "session.required");
        }

        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>The bare status becomes a page for people, at the address they asked for.</summary>
    private static Task Deny(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (Http.Requests.IsFromProgram(context.Request))
        {
            return Http.RefusalHandler.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "session.forbidden");
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

/// <summary>Identity's store over our own context: accounts only, roles belong to people.</summary>
internal sealed class AccountStore(WorkflowDbContext db) : UserOnlyStore<
    Account, WorkflowDbContext, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>>(db), IUserStore<Account>;

/// <summary>What the cookie says of a person: roles, unit and agency as they are at sign-in, looked at anew every minute.</summary>
internal sealed class AccountClaims(UserManager<Account> accounts, IOptions<IdentityOptions> options, WorkflowDbContext db)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, user.Email ?? ""));
        identity.AddClaim(new Claim(Options.ClaimsIdentity.SecurityStampClaimType, user.SecurityStamp ?? ""));
        var id = new PersonId(user.Id);
        var person = await db.People.IgnoreQueryFilters([Conventions.OwnAgency]).AsNoTracking().SingleOrDefaultAsync(person => person.Id == id && person.Active);
        if (person is not null)
        {
            identity.AddClaims(ActorClaims.Write(person));
        }

        return identity;
    }
}
