using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

public sealed class TaskListTests(PublishedPlan given) : IClassFixture<PublishedPlan>
{
    [Fact]
    public async Task The_database_judges_lateness_as_the_model_does_on_every_day_of_the_plan()
    {
        await given.Plan.FinishAsync(1);
        await given.Plan.FinishAsync(2);
        await given.Plan.VerifyAsync(2);
        await given.Plan.CancelAsync(3);
        var calendar = new WorkCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh"), VietnameseCalendar.Days());
        var tasks = await given.Plan.TasksAsync();
        Assert.True(tasks.Select(task => task.Kind).Distinct().Count() > 2, "Kinds differ in what is soon.");

        foreach (var today in Enumerable.Range(0, 60).Select(weeks => new DateOnly(2024, 9, 2).AddDays(2 * weeks)))
        {
            foreach (var timeliness in Enum.GetValues<Timeliness>())
            {
                var asked = await given.Host.SeeAsync(given.Agency.Id, db => db.Tasks.Where(task => task.PlanId == given.Plan.Id)
                    .ThatAre(timeliness, today, calendar, PolicyOf).Select(task => task.Number).OrderBy(number => number).ToListAsync());

                Assert.Equal(
                    tasks.Where(task => Timelinesses.Of(task.State, task.LastGoodDay, task.SubmittedOn, today, calendar, PolicyOf(task.Kind)) == timeliness).Select(task => task.Number),
                    asked);
            }
        }
    }

    /// <summary>Soon is another number of days for some kinds.</summary>
    private static DeadlinePolicy PolicyOf(TaskKind kind) => DeadlinePolicy.Standard with { DueSoonWithin = kind is TaskKind.Indicator ? 10 : kind is TaskKind.Corrective ? 0 : 3 };

    [Theory]
    [InlineData("thanh toan truc tuyen")]
    [InlineData("THANH TOÁN TRỰC TUYẾN")]
    public async Task Search_needs_neither_diacritics_nor_capitals(string words)
    {
        using var coordinator = await given.SignInAsync("thuongtruc.cchc");

        var found = await coordinator.ReadAsync($"/plans/{given.Plan.Id}/tasks?q={Uri.EscapeDataString(words)}");

        Assert.Equal(2, found.Body.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_page_is_a_part_of_the_whole_in_the_order_of_numbers()
    {
        using var coordinator = await given.SignInAsync("thuongtruc.cchc");

        var page = (await coordinator.ReadAsync($"/plans/{given.Plan.Id}/tasks?page=2&pageSize=5")).Body;

        Assert.Equal((18, 2, 5), (page.GetProperty("total").GetInt32(), page.GetProperty("page").GetInt32(), page.GetProperty("pageSize").GetInt32()));
        Assert.Equal([6, 7, 8, 9, 10], page.GetProperty("items").EnumerateArray().Select(task => task.GetProperty("number").GetInt32()));
    }

    [Fact]
    public async Task A_units_people_see_their_own_tasks_unless_they_ask_for_anothers()
    {
        using var head = await given.SignInAsync("tuphap");
        var own = given.Agency.Unit("Phòng Tư pháp").Value;

        var seen = (await head.ReadAsync($"/plans/{given.Plan.Id}/tasks")).Body.GetProperty("items").EnumerateArray().ToList();
        var others = (await head.ReadAsync($"/plans/{given.Plan.Id}/tasks?unit={given.Agency.Unit("Phòng Nội vụ").Value}")).Body;

        Assert.NotEmpty(seen);
        Assert.All(seen, task => Assert.Contains(own, task.GetProperty("coordinatingUnits").EnumerateArray().Append(task.GetProperty("leadUnit")).Select(unit => unit.GetProperty("id").GetGuid())));
        Assert.All(others.GetProperty("items").EnumerateArray(), task => Assert.NotEqual(own, task.GetProperty("leadUnit").GetProperty("id").GetGuid()));
    }
}
