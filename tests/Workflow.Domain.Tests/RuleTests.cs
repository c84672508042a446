using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Workflow.Domain.Tests;

/// <summary>Every rule of the domain is known by a code of its own, which programs and resources rely on.</summary>
public sealed partial class RuleTests
{
    private static readonly IReadOnlyList<Rule> All =
    [
        .. typeof(Rule).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType == typeof(Rule))
            .Select(field => (Rule)field.GetValue(null)!),
    ];

    [Fact]
    public void A_code_names_a_thing_and_what_is_wrong_with_it()
    {
        Assert.True(All.Count > 100, "The rules were not found.");
        Assert.All(All, rule => Assert.Matches(Code(), rule.Code));
    }

    [Fact]
    public void No_two_rules_share_a_code() => Assert.Equal(All.Count, All.Select(rule => rule.Code).Distinct().Count());

    [GeneratedRegex("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
