namespace Workflow.Web;

/// <summary>Names the texts of the pages: <c>Resources/Interface.resx</c> (Vietnamese) and <c>Interface.en.resx</c>.</summary>
public sealed class Interface;
