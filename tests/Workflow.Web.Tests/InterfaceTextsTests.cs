using System.Text.RegularExpressions;
using System.Xml.Linq;
using Workflow.Api.Features.Activity;
using Workflow.Api.Features.Scoring;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Plans;
using Workflow.Domain.Reports;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Xunit;

namespace Workflow.Web.Tests;

/// <summary>Every text of the pages is there, in both languages.</summary>
public sealed partial class InterfaceTextsTests
{
    private static readonly string Web = Path.Combine(Root(), "src", "Workflow.Web");
    private static readonly Dictionary<string, string> Vietnamese = Read("Interface.resx");
    private static readonly Dictionary<string, string> English = Read("Interface.en.resx");

    /// <summary>Why a stake is kept anew: what happened to a task or a report, and what the whole plan is reckoned again for.</summary>
    private static IEnumerable<string> MovesTheProjection =>
    [
        "plan-drafted", Projections.DayBegan, Projections.RuleSaid, ActivityKinds.Of(typeof(LikelihoodSaid)), ActivityKinds.Of(typeof(CalendarSaved)),
        .. new[] { typeof(CarryIntoProjection), typeof(CarryReportsIntoProjection) }
            .SelectMany(handler => handler.GetInterfaces())
            .Where(handled => handled.IsGenericType)
            .Select(handled => ActivityKinds.Of(handled.GetGenericArguments()[0].GetGenericArguments()[0])),
    ];

    [Fact]
    public void Both_languages_word_the_same_keys() => Assert.Equal(Vietnamese.Keys.Order(), English.Keys.Order());

    [Fact]
    public void Both_wordings_of_a_key_take_the_same_facts() => Assert.All(
        Vietnamese, text => Assert.Equal(Facts(text.Value), Facts(English[text.Key])));

    [Fact]
    public void Every_key_the_pages_name_is_worded()
    {
        var named = Sources().SelectMany(source => NamedKey().Matches(File.ReadAllText(source)).Select(match => match.Groups["key"].Value)).ToHashSet();

        Assert.True(named.Count > 200, "The pages were not found.");
        Assert.Empty(named.Except(Vietnamese.Keys));
    }

    [Fact]
    public void Every_family_of_keys_a_page_composes_is_worded()
    {
        var families = Sources().SelectMany(source => ComposedKey().Matches(File.ReadAllText(source)).Select(match => match.Groups["family"].Value)).ToHashSet();

        Assert.All(families, family => Assert.Contains(Vietnamese.Keys, key => key.StartsWith(family, StringComparison.Ordinal)));
    }

    public static TheoryData<string> Values() =>
    [
        .. Enum.GetNames<RemediationTaskState>().Select(name => $"state.{name}"),
        .. Enum.GetNames<Timeliness>().Select(name => $"timeliness.{name}"),
        .. Enum.GetNames<TaskKind>().Select(name => $"kind.{name}"),
        .. Enum.GetNames<PlanState>().Select(name => $"planState.{name}"),
        .. Enum.GetNames<DueKind>().Select(name => $"dueKind.{name}"),
        .. Enum.GetNames<ReportState>().SelectMany(name => new[] { $"reportState.{name}", $"reportStateName.{name}" }),
        .. Enum.GetNames<ReportRecurrence>().Select(name => $"recurrence.{name}"),
        .. Enum.GetNames<CountsBy>().Select(name => $"inTimeBy.{name}"),
        .. Enum.GetNames<CalendarDayKind>().SelectMany(name => new[] { $"calendarDayKind.{name}", $"became.{name}" }),
        .. Enum.GetNames<Api.Deadlines.MovedDay>().Select(name => $"movedDay.{name}"),
        .. Enum.GetNames<RungKind>().Select(name => $"rung.{name}"),
        .. MovesTheProjection.Select(kind => $"because.{kind}"),
        .. typeof(TaskEvent).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && typeof(Domain.IDomainEvent).IsAssignableFrom(type))
            .Select(type => "activity." + CapitalLetter().Replace(type.Name, letter => (letter.Index == 0 ? "" : "-") + letter.Value.ToLowerInvariant())),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void Every_value_a_page_can_show_is_worded(string key) => Assert.Contains(key, Vietnamese.Keys);

    [Fact]
    public void How_many_working_days_are_left_is_worded_in_one_place_which_is_not_here() =>
        Assert.DoesNotContain(Vietnamese, text => DaysLeft().IsMatch(text.Value));

    private static IEnumerable<string> Sources() => new[] { "Pages", "Components", "Refusals" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Web, folder), "*.cs*", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Web, "*.cs"));

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Web, "Resources", file)).Root!
        .Elements("data")
        .ToDictionary(text => text.Attribute("name")!.Value, text => text.Element("value")!.Value);

    private static IEnumerable<string> Facts(string text) => Fact().Matches(text).Select(match => match.Value).Distinct().Order();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Workflow.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex("""\b(?:T|text)\["(?<key>[a-zA-Z0-9.-]+)"|"(?<key>(?:done|nav)\.[a-zA-Z]+)""")]
    private static partial Regex NamedKey();

    [GeneratedRegex("""\b(?:T|text)\[\$"(?<family>[a-zA-Z.]+)\{""")]
    private static partial Regex ComposedKey();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Fact();

    [GeneratedRegex(@"(còn|quá hạn) \{0\} ngày")]
    private static partial Regex DaysLeft();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex CapitalLetter();
}
