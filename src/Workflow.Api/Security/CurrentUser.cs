using System.Security.Claims;
using Workflow.Domain.Organization;

namespace Workflow.Api.Security;

/// <summary>The signed-in person of an HTTP request, or the agency the engine was told to work for.</summary>
internal sealed class CurrentUser(IHttpContextAccessor http) : ICurrentUser
{
    private AgencyId? engineWorksFor;
    private Actor? actingAs;

    public Actor? Person => actingAs ?? (http.HttpContext?.User is { Identity.IsAuthenticated: true } user ? ActorClaims.Read(user) : null);

    public AgencyId? AgencyId => engineWorksFor ?? Person?.AgencyId;

    /// <summary>The engine works for one agency at a time.</summary>
    public void WorkFor(AgencyId agency) => engineWorksFor = agency;

    /// <summary>The loader of the demonstration does what the people of it would do.</summary>
    public void ActAs(Actor actor) => actingAs = actor;
}

/// <summary>How an actor travels in the sign-in cookie.</summary>
internal static class ActorClaims
{
    private const string Agency = "agency";
    private const string UnitClaim = "unit";

    public static IEnumerable<Claim> Write(Person person)
    {
        yield return new Claim(Agency, person.AgencyId.ToString());
        if (person.UnitId is { } unit)
        {
            yield return new Claim(UnitClaim, unit.ToString());
        }

        foreach (var role in person.Roles)
        {
            yield return new Claim(ClaimTypes.Role, role.ToString());
        }
    }

    public static Actor? Read(ClaimsPrincipal user)
    {
        if (!Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
            || !Guid.TryParse(user.FindFirstValue(Agency), out var agency))
        {
            return null;
        }

        UnitId? unit = Guid.TryParse(user.FindFirstValue(UnitClaim), out var id) ? new UnitId(id) : null;
        var roles = user.FindAll(ClaimTypes.Role).Select(claim => Enum.Parse<Role>(claim.Value)).ToHashSet();
        return new Actor(new PersonId(person), new AgencyId(agency), unit, roles);
    }
}
