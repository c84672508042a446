using Workflow.Api;

var builder = WebApplication.CreateBuilder(args).AddWorkflow().AddWorkflowJobs();
var app = builder.Build();
app.UseWorkflow();
app.MapWorkflowApi();
await app.RunWorkflowAsync(args);
