using Microsoft.AspNetCore.DataProtection;

namespace Workflow.Api.Http;

/// <summary>Addresses that bear a secret: links in mails and calendars of persons.</summary>
internal static class SecretAddresses
{
    private static readonly PathString Link = "/l";
    private static readonly PathString Feed = "/ics";

    public static bool Bears(PathString path) => SecretOf(path, Link) is not null || SecretOf(path, Feed) is not null;

    /// <summary>
    /// Takes the secret out of an address before anything that logs, traces or refers sees it. A link goes on without it: the browser
    /// is sent to the bare address with the hash in a sealed cookie. Nothing is looked up and nothing changes.
    /// </summary>
    public static IApplicationBuilder TakeSecretsOutOfAddresses(this IApplicationBuilder app)
    {
        var inHand = app.ApplicationServices.GetRequiredService<LinkInHand>();
        return app.Use((context, next) =>
        {
            if (SecretOf(context.Request.Path, Link) is { } link)
            {
                context.Request.Path = Link;
                if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
                {
                    context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                    return Task.CompletedTask;
                }

                inHand.Take(context, link);
                context.Response.Redirect(context.Request.PathBase + Link);
                return Task.CompletedTask;
            }

            if (SecretOf(context.Request.Path, Feed) is { } feed)
            {
                context.Items[typeof(SecretAddresses)] = feed;
                context.Request.Path = Feed;
            }

            return next(context);
        });
    }

    /// <summary>The secret that was taken out of the address of this request.</summary>
    public static string? Taken(HttpContext context) => context.Items[typeof(SecretAddresses)] as string;

    private static string? SecretOf(PathString path, PathString root) => path.StartsWithSegments(root, out var rest) && rest.Value is ['/', _, ..] ? rest.Value[1..] : null;
}

/// <summary>The link a browser followed, by its hash, in a sealed cookie that lives as long as somebody needs to press a button.</summary>
public sealed class LinkInHand(IDataProtectionProvider protection)
{
    private const string Cookie = "workflow-link";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("workflow.link").ToTimeLimitedDataProtector();

    /// <summary>The hash of the link's secret; null where none was followed, or too long ago.</summary>
    public byte[]? Of(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { Length: > 0 } sealedHash ? Convert.FromHexString(seal.Unprotect(sealedHash)) : null;
        }
        catch (Exception broken) when (broken is System.Security.Cryptography.CryptographicException or FormatException)
        {
            return null;
        }
    }

    internal void Take(HttpContext context, string secret) => context.Response.Cookies.Append(
        Cookie,
        seal.Protect(Convert.ToHexStringLower(Mail.Secret.HashOf(secret)), Lifetime),
        // Lax: the click comes from the page of a mail program.
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = $"{context.Request.PathBase}/l", IsEssential = true });

    /// <summary>After use there is nothing to come back to.</summary>
    public void Drop(HttpContext context) => context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = $"{context.Request.PathBase}/l" });
}
