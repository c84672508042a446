using System.Text.Json;
using System.Text.Json.Serialization;
using Workflow.Api.Deadlines;
using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Reports;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Http;

/// <summary>How the REST contract spells the words of the domain.</summary>
internal static class JsonContract
{
    public static void Apply(JsonSerializerOptions options)
    {
        // A database keeps the members of an object in its own order; so may programs send them.
        options.AllowOutOfOrderMetadataProperties = true;
        options.Converters.Add(new JsonStringEnumConverter<Features.Scoring.WhatIf.Start>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<TaskKind>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<Timeliness>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<AnalysisState>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<Removal>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<ReviewActKind>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<UnitStanding>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<UnitKind>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<ScoringRuleKind>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<CountsBy>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<ReportRecurrence>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<ReportState>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<CalendarDayKind>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<MovedDay>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<RemediationTaskState>());
        options.Converters.Add(new JsonStringEnumConverter<PlanState>());
        options.Converters.Add(new JsonStringEnumConverter<Role>());
        options.Converters.Add(new JsonStringEnumConverter<DayOfWeek>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new PlainDecimals());
    }

    /// <summary>0.5 is written 0.5, however many zeros the database keeps behind it.</summary>
    private sealed class PlainDecimals : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value / 1.0000000000000000000000000000m);
    }
}
