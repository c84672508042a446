using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Workflow.Web.Components;

/// <summary>
/// Reads a figure as people here type it. The comma is the decimal mark; a dot before exactly three digits groups thousands
/// ("2.818"), any other dot is taken for a decimal mark ("0.5"), which the framework would read as 5.
/// </summary>
public sealed class DecimalBinder(IStringLocalizer<Interface> text) : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var posted = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (posted == ValueProviderResult.None)
        {
            return Task.CompletedTask;
        }

        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, posted);
        var typed = posted.FirstValue?.Trim();
        if (string.IsNullOrEmpty(typed))
        {
            bindingContext.Result = ModelBindingResult.Success(null);
        }
        else if (Read(typed) is { } figure)
        {
            bindingContext.Result = ModelBindingResult.Success(figure);
        }
        else
        {
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, text["errors.notANumber", typed]);
        }

        return Task.CompletedTask;
    }

    internal static decimal? Read(string typed)
    {
        var plain = typed.Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal);
        if (!plain.Contains(',', StringComparison.Ordinal))
        {
            var dot = plain.LastIndexOf('.');
            var groups = dot > 0 && plain.Length - dot == 4 && !plain.StartsWith("0.", StringComparison.Ordinal);
            plain = groups ? plain.Replace(".", "", StringComparison.Ordinal) : plain;
        }
        else
        {
            plain = plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        }

        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var figure)
            ? figure
            : null;
    }
}

public sealed class DecimalBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(decimal)
            ? new Microsoft.AspNetCore.Mvc.ModelBinding.Binders.BinderTypeModelBinder(typeof(DecimalBinder))
            : null;
}
