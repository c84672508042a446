using Workflow.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(Workflow.Web.Tests.Pages.WebHost))]

namespace Workflow.Web.Tests.Pages;

/// <summary>The application with its pages, shared by all suites; each arranges an agency of its own.</summary>
public sealed class WebHost : IAsyncLifetime
{
    public WorkflowHost Workflow { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Workflow = await WorkflowHost.StartWithPagesAsync();

    public ValueTask DisposeAsync() => Workflow.DisposeAsync();

    public Task<AgencyCase> AnAgencyAsync() => Given.AnAgencyAsync(Workflow);

    /// <summary>One task of half a point, led by Phòng Tư pháp and told to it.</summary>
    public Task<PlanCase> APlanAsync(AgencyCase agency, int tasks = 1) => Given.APlanOfAsync(Workflow, agency, new DateOnly(2024, 11, 29), tasks);

    public Reader AStranger() => new(Workflow.Anonymous());

    public async Task<Reader> SignedInAsync(AgencyCase agency, string mailbox) => new(await Workflow.SignIn(agency.People[mailbox]));
}
