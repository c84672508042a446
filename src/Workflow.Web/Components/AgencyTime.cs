using System.Globalization;

namespace Workflow.Web.Components;

/// <summary>Writes instants in the zone in which the agency's days begin and end.</summary>
public sealed class AgencyTime(IConfiguration configuration)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["Agency:Zone"] ?? "Asia/Ho_Chi_Minh");

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    public string Write(DateTimeOffset instant) => Local(instant).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>With the day of the week, in the reader's language.</summary>
    public string WriteInFull(DateTimeOffset instant)
    {
        var local = Local(instant);
        var weekday = local.ToString("dddd", CultureInfo.CurrentCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{local:HH:mm}, {weekday} {local:dd/MM/yyyy}");
    }
}
