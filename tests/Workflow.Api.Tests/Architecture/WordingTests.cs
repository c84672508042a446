using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Workflow.Domain;
using Xunit;

namespace Workflow.Api.Tests.Architecture;

public sealed partial class WordingTests
{
    private static readonly Dictionary<string, string> Vietnamese = In(CultureInfo.InvariantCulture);
    private static readonly Dictionary<string, string> English = In(CultureInfo.GetCultureInfo("en"));

    private static readonly Rule[] Rules = [.. new[] { typeof(Aggregate).Assembly, typeof(WorkflowApplication).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Rule))
        .Select(field => (Rule)field.GetValue(null)!)];

    [Fact]
    public void Every_rule_is_worded_in_both_languages()
    {
        Assert.True(Rules.Length > 45);
        Assert.All(Rules, rule => Assert.True(Vietnamese.ContainsKey(rule.Code) && English.ContainsKey(rule.Code), $"{rule.Code} is not worded."));
    }

    [Fact]
    public void No_two_rules_share_a_code() => Assert.Equal(Rules.Length, Rules.Select(rule => rule.Code).Distinct().Count());

    [Fact]
    public void Both_languages_have_the_same_words() => Assert.Equal(Vietnamese.Keys.Order(StringComparer.Ordinal), English.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_leave_room_for_the_same_facts() => Assert.Empty(
        Vietnamese.Where(pair => !Facts(pair.Value).SetEquals(Facts(English[pair.Key]))).Select(pair => pair.Key));

    [Fact]
    public void No_wording_is_empty() => Assert.DoesNotContain(Vietnamese.Concat(English), pair => string.IsNullOrWhiteSpace(pair.Value));

    [Fact]
    public void The_first_language_is_Vietnamese_and_the_second_is_not_the_first() => Assert.Empty(
        Vietnamese.Where(pair => pair.Value == English[pair.Key] && pair.Value.Any(char.IsLetter)).Select(pair => pair.Key));

    private static HashSet<string> Facts(string words) => [.. Placeholder().Matches(words).Select(match => match.Groups[1].Value)];

    private static Dictionary<string, string> In(CultureInfo language)
    {
        var resources = new ResourceManager("Workflow.Api.Resources.Messages", typeof(WorkflowApplication).Assembly);
        return resources.GetResourceSet(language, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    [GeneratedRegex(@"\{(\d+)", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
