using System.Globalization;
using System.Resources;
using Workflow.Domain;
using Workflow.Domain.Deadlines;

namespace Workflow.Api;

/// <summary>What people read of rules, refusals and mails: Vietnamese first, English where asked for.</summary>
public static class Wording
{
    private static readonly ResourceManager Messages = new("Workflow.Api.Resources.Messages", typeof(Wording).Assembly);

    /// <summary>The wording of a code in the present language, filled with the facts; the code itself where there is none.</summary>
    public static string Of(string code, params object?[] facts) => In(CultureInfo.CurrentUICulture, code, facts);

    public static string Of(Rule rule) => Of(rule.Code, [.. rule.Facts]);

    /// <summary>Every rule that stands against it, a sentence each.</summary>
    public static IReadOnlyList<string> Of(RuleBrokenException refused) => [.. refused.Rules.Select(Of)];

    /// <summary>How far off a deadline is: the one wording of it, on pages and in mails.</summary>
    public static string Of(DaysLeft left) => In(CultureInfo.CurrentUICulture, left);

    internal static string In(CultureInfo language, DaysLeft left)
    {
        var words = In(language, left.Code, Math.Abs(left.WorkingDays));
        return left.RestsOn is { } day ? $"{words}, {In(language, "days-left.not-announced", day.On.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture))}" : words;
    }

    internal static string In(CultureInfo language, string code, params object?[] facts)
    {
        var words = Messages.GetString(code, language);
        return words is null ? code : facts.Length == 0 ? words : string.Format(language, words, facts);
    }

    internal static bool Knows(string code) => Messages.GetString(code, CultureInfo.InvariantCulture) is not null;
}
