using Workflow.Api;
using Workflow.Api.Documents;

return args is [ReadingChild.Verb] ? await ReadingChild.RunAsync() : await ServeAsync(args);

// A method of its own, so that the process that reads does not load the web server.
static async Task<int> ServeAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(args).AddWorkflow().AddWorkflowJobs();
    var app = builder.Build();
    app.UseWorkflow();
    app.MapWorkflowApi();
    await app.RunWorkflowAsync(args);
    return 0;
}
