using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Workflow.Domain;
using Workflow.Domain.Organization;

namespace Workflow.Api.Persistence;

/// <summary>What holds for every column: ids are uuids, enums are words, points have 4 decimals, instants are UTC.</summary>
internal static class Conventions
{
    public const string OwnAgency = nameof(OwnAgency);

    public static void Apply(ModelConfigurationBuilder configuration)
    {
        var domain = typeof(Agency).Assembly.GetTypes();
        foreach (var id in domain.Where(type => type.IsValueType && type.GetInterfaces().Any(IsId)))
        {
            configuration.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        }

        foreach (var words in domain.Where(type => type.IsEnum))
        {
            configuration.Properties(words).HaveConversion<string>();
        }

        configuration.Properties<decimal>().HavePrecision(9, 4);
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }

    private static bool IsId(Type face) => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IId<>);

    private sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Make<TId>(value)) where TId : struct, IId<TId>;

    // An expression tree cannot call a static abstract member.
    private static TId Make<TId>(Guid value) where TId : struct, IId<TId> => TId.From(value);

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(instant => instant.ToUniversalTime(), instant => instant);
}
