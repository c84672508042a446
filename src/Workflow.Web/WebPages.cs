using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;
using Workflow.Web.Components;
using Workflow.Web.Refusals;

namespace Workflow.Web;

/// <summary>What the pages need from a host, and where they stand in its pipeline.</summary>
public static class WebPages
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        // Vietnamese letters as themselves: escaped one by one they would make every page half as large again.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton<AgencyTime>();
        services.AddSingleton<ActivityWords>();
        services.AddSingleton<CalendarWords>();
        services.AddSingleton<LedgerWords>();
        services.AddScoped<Visitor>();
        services.AddRazorPages()
            .AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false)
            .AddRazorOptions(options => options.PageViewLocationFormats.Add("/Components/{0}.cshtml"))
            .AddMvcOptions(options =>
            {
                options.ModelBinderProviders.Insert(0, new DecimalBinderProvider());
                options.Filters.Add<RefusalsOnPages>();
            });
        services.AddOptions<MvcOptions>().Configure<IStringLocalizerFactory>((options, factory) =>
        {
            var text = factory.Create(typeof(Interface));
            var messages = options.ModelBindingMessageProvider;
            messages.SetAttemptedValueIsInvalidAccessor((value, _) => text["errors.notReadable", value]);
            messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => text["errors.notReadable", value]);
            messages.SetValueIsInvalidAccessor(value => text["errors.notReadable", value]);
            messages.SetValueMustNotBeNullAccessor(_ => text["errors.missing"]);
            messages.SetMissingBindRequiredValueAccessor(_ => text["errors.missing"]);
            messages.SetValueMustBeANumberAccessor(_ => text["errors.number"]);
            messages.SetNonPropertyValueMustBeANumberAccessor(() => text["errors.number"]);
            messages.SetUnknownValueIsInvalidAccessor(_ => text["errors.missing"]);
        });
        return services;
    }

    /// <summary>Goes before everything else: a bare status of a page becomes a page that explains it.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.UseWhen(IsForPeople, people => people.UseStatusCodePagesWithReExecute("/error", "?status={0}"));
        app.Use(KeepFonts);
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
    }

    private static bool IsForPeople(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/openapi") && !context.Request.Path.StartsWithSegments("/healthz");

    /// <summary>Fonts are named in a stylesheet without their fingerprint; on a weak line they must not be asked for again.</summary>
    private static Task KeepFonts(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.Value?.EndsWith(".woff2", StringComparison.Ordinal) == true)
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.CacheControl = "public, max-age=2592000";
                return Task.CompletedTask;
            });
        }

        return next(context);
    }
}
