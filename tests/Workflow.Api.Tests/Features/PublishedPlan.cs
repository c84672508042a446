using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

/// <summary>An agency whose plan for the sample report is in force, shared by the tests of a class: each takes other tasks of it.</summary>
public sealed class PublishedPlan : IAsyncLifetime
{
    public WorkflowHost Host { get; private set; } = null!;

    public AgencyCase Agency { get; private set; } = null!;

    public PlanCase Plan { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await WorkflowHost.StartAsync();
        Agency = await Given.AnAgencyAsync(Host);
        Plan = await Given.APublishedPlanAsync(Host, Agency);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public Task<HttpClient> SignInAsync(string mailbox) => Host.SignIn(Agency.People[mailbox]);

    public async Task<HttpClient> SignInHeadAsync(int number) => await Host.SignIn(Agency.HeadOf((await Plan.TaskAsync(number)).LeadUnitId));

    public async Task<string> PathAsync(int number) => $"/tasks/{(await Plan.TaskAsync(number)).Id}";
}
