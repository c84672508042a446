using System.Net;
using Hangfire;
using Hangfire.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workflow.Api.Jobs;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Deadlines;

/// <summary>The scheduler is a trigger and a window, and nothing hangs on it.</summary>
public sealed class SchedulerTests
{
    [Fact]
    public async Task A_scheduler_that_takes_no_job_does_not_end_the_program()
    {
        var schedule = new JobSchedule(new OutOfOrder(), NullLogger<JobSchedule>.Instance);

        await schedule.StartAsync(TestContext.Current.CancellationToken);
        await Task.Yield();

        Assert.False(schedule.ExecuteTask!.IsFaulted);
        await schedule.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Read as it is written: an attribute of the scheduler that is made logs by whatever host of these tests was last.</summary>
    [Fact]
    public void A_sweep_that_fails_is_not_tried_again_by_the_scheduler()
    {
        var retries = typeof(SweepJob).GetMethod(nameof(SweepJob.RunAsync))!.GetCustomAttributesData().Where(attribute => attribute.AttributeType == typeof(AutomaticRetryAttribute));

        var attempts = Assert.Single(Assert.Single(retries).NamedArguments, argument => argument.MemberName == nameof(AutomaticRetryAttribute.Attempts));
        Assert.Equal(0, attempts.TypedValue.Value);
    }

    [Theory]
    [InlineData("quantri", HttpStatusCode.OK)]
    [InlineData("thuongtruc.cchc", HttpStatusCode.Forbidden)]
    [InlineData("tuphap", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Found)]
    public async Task Its_window_is_for_administrators_and_shows_nothing_to_press(string? mailbox, HttpStatusCode expected)
    {
        await using var host = await StartAsync(new Dictionary<string, string?> { ["Jobs:Enabled"] = "true" });
        var agency = await Given.AnAgencyAsync(host);
        using var client = mailbox is null ? host.Anonymous() : await host.SignIn(agency.People[mailbox]);

        using var answer = await client.GetAsync("/engine/recurring", TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    /// <summary>Every connection the pages may have is taken by somebody slow.</summary>
    [Fact]
    public async Task Mail_leaves_while_the_pages_have_used_up_their_connections()
    {
        await using var host = await StartAsync();
        var agency = await Given.AnAgencyAsync(host);
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 15));
        List<NpgsqlConnection> taken = [];
        for (var number = 0; number < 20; number++)
        {
            taken.Add(new NpgsqlConnection(host.ConnectionString));
            await taken[^1].OpenAsync(TestContext.Current.CancellationToken);
        }

        var sent = await host.Services.GetRequiredService<Workflow.Api.Mail.DispatchMail>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, sent);
        taken.ForEach(connection => connection.Dispose());
    }

    private sealed class OutOfOrder : IRecurringJobManager
    {
        public void AddOrUpdate(string recurringJobId, Job job, string cronExpression, RecurringJobOptions options) => throw new InvalidOperationException("53100");

        public void Trigger(string recurringJobId) => throw new NotSupportedException();

        public void RemoveIfExists(string recurringJobId) => throw new NotSupportedException();
    }
}
