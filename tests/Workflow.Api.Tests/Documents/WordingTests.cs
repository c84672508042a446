using System.Globalization;
using System.Reflection;
using System.Resources;
using Workflow.Api.Documents;
using Workflow.Domain.Analyses;
using Xunit;

namespace Workflow.Api.Tests.Documents;

public sealed class WordingTests
{
    private static readonly ResourceManager Messages = new("Workflow.Api.Resources.Messages", typeof(DocumentReader).Assembly);

    public static readonly TheoryData<string> Codes =
    [
        .. typeof(UnreadableFileException).GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(refusal => refusal.ReturnType == typeof(UnreadableFileException))
            .Select(refusal => ((UnreadableFileException)refusal.Invoke(null, new object?[refusal.GetParameters().Length])!).Code),
        .. typeof(AnalysisReader).GetFields().Select(rule => rule.GetValue(null)).OfType<Domain.Rule>().Select(rule => rule.Code),
        .. typeof(Discrepancy).GetFields().Where(field => field.IsLiteral).Select(field => $"discrepancy.{field.GetRawConstantValue()}"),
        .. typeof(Doubt).GetFields().Where(field => field.IsLiteral).Select(field => $"doubt.{field.GetRawConstantValue()}"),
        .. typeof(UnreadPassage).GetFields().Where(field => field.IsLiteral).Select(field => $"unread.{field.GetRawConstantValue()}"),
    ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_is_worded_in_both_languages(string code)
    {
        var vietnamese = Messages.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!.GetString(code);
        var english = Messages.GetResourceSet(CultureInfo.GetCultureInfo("en"), createIfNotExists: true, tryParents: false)!.GetString(code);

        Assert.False(string.IsNullOrWhiteSpace(vietnamese), code);
        Assert.False(string.IsNullOrWhiteSpace(english), code);
        Assert.NotEqual(vietnamese, english);
    }
}
