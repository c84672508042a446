using Workflow.EndToEnd;
using Xunit;

// One program and one browser serve every class: starting them is most of the time.
[assembly: AssemblyFixture(typeof(RunningWorkflow))]
[assembly: AssemblyFixture(typeof(Browser))]
