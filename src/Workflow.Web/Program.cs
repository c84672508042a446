using Workflow.Api;
using Workflow.Web;

var builder = WebApplication.CreateBuilder(args).AddWorkflow().AddWorkflowJobs();
builder.Services.AddPages();

var app = builder.Build();
app.UsePages();
app.UseWorkflow();
app.MapWorkflowApi();
app.MapPages();
await app.RunWorkflowAsync(args);
