using Microsoft.AspNetCore.Identity;

namespace Workflow.Api.Security;

/// <summary>How a person signs in; its id is the person's.</summary>
internal sealed class Account : IdentityUser<Guid>;
