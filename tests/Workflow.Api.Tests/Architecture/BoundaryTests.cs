using System.Reflection;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Domain;
using Xunit;

namespace Workflow.Api.Tests.Architecture;

public sealed class BoundaryTests
{
    private static readonly Assembly Api = typeof(WorkflowApplication).Assembly;

    [Fact]
    public void The_domain_stands_on_nothing_but_the_runtime() => Assert.All(
        typeof(Aggregate).Assembly.GetReferencedAssemblies(),
        reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    [Fact]
    public void Only_the_mail_folder_knows_the_mail_library()
    {
        var users = Api.GetTypes()
            .Where(type => !InFolder(type, "Mail") && !InFolder(type, "Jobs"))
            .Where(type => Mentions(type).Any(mentioned => mentioned.Assembly.GetName().Name is "MailKit" or "MimeKit"))
            .Select(type => type.FullName);

        Assert.Empty(users);
        Assert.Contains(Api.GetTypes(), type => InFolder(type, "Mail") && Mentions(type).Any(mentioned => mentioned.Assembly.GetName().Name is "MailKit"));
    }

    [Fact]
    public void Handlers_the_database_and_its_rows_are_nobodys_business() => Assert.DoesNotContain(Api.GetExportedTypes(), type =>
        type.Namespace is "Workflow.Api.Persistence" or "Workflow.Api.Jobs"
        || typeof(DbContext).IsAssignableFrom(type)
        || type.GetInterfaces().Any(face => face.IsGenericType
            && (face.GetGenericTypeDefinition() == typeof(IRequestHandler<,>) || face.GetGenericTypeDefinition() == typeof(INotificationHandler<>))));

    [Fact]
    public void Every_handler_is_sealed_and_stays_in_its_act() => Assert.All(
        Api.GetTypes().Where(type => type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))),
        handler => Assert.True(handler.IsSealed && handler.DeclaringType is not null, $"{handler} is open, or stands outside its act."));

    private static bool InFolder(Type type, string folder) =>
        type.Namespace == $"Workflow.Api.{folder}" || (type.Namespace?.StartsWith($"Workflow.Api.{folder}.", StringComparison.Ordinal) ?? false);

    /// <summary>The types a type names in its fields, its members' signatures and the locals of its methods.</summary>
    private static IEnumerable<Type> Mentions(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        MethodBase[] methods = [.. type.GetMethods(All), .. type.GetConstructors(All)];
        return type.GetFields(All).Select(field => field.FieldType)
            .Concat(methods.SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType))
            .Concat(methods.OfType<MethodInfo>().Select(method => method.ReturnType))
            .Concat(methods.SelectMany(method => method.GetMethodBody()?.LocalVariables ?? []).Select(local => local.LocalType))
            .Append(type.BaseType ?? typeof(object));
    }
}
