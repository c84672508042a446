using MediatR;
using Microsoft.AspNetCore.Diagnostics;
using Workflow.Api.Clock;
using Workflow.Api.Features.Organization;
using Workflow.Api.Security;
using Workflow.Domain.Organization;
using Workflow.Web.Components;

namespace Workflow.Web;

/// <summary>Who looks at the page: what the header says and where the navigation leads.</summary>
public sealed class Visitor(IMediator mediator, IHttpContextAccessor http, AgencyTime time)
{
    private Look? seen;

    /// <summary>Asked once a request.</summary>
    public async Task<Look> LookAsync(CancellationToken cancellationToken) => seen ??= await AskAsync(cancellationToken);

    private async Task<Look> AskAsync(CancellationToken cancellationToken)
    {
        // Where something has failed, the page that says so asks nothing more.
        var context = http.HttpContext;
        if (context?.User.Identity?.IsAuthenticated is not true || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            return Look.OfAStranger;
        }

        try
        {
            var me = await mediator.Send(new Me.Query(), cancellationToken);
            var clock = await mediator.Send(new CurrentClock.Query(), cancellationToken);
            return new Look(me.Agency, me.Person, me.Position, me.Unit?.Name, me.Roles, clock.Adjustable ? time.WriteInFull(clock.Now) : null, me.Unread);
        }
        catch (Exception nobody) when (nobody is NotSignedInException or NotPermittedException)
        {
            // The account lives on in a cookie, the person is no longer there.
            return Look.OfAStranger;
        }
    }

    /// <param name="TestClock">The moment the adjustable clock shows, written out; null where time is real.</param>
    /// <param name="Unread">Notices that were not opened.</param>
    public sealed record Look(string? Agency, string? Name, string? Position, string? Unit, IReadOnlyCollection<Role> Roles, string? TestClock, int Unread = 0)
    {
        public static Look OfAStranger { get; } = new(null, null, null, null, [], null);

        public bool SignedIn => Name is not null;

        public bool IsAny(params ReadOnlySpan<Role> roles)
        {
            foreach (var role in roles)
            {
                if (Roles.Contains(role))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Url, icon and text key of every place this person has something to do or to see.</summary>
        public IEnumerable<(string Url, string Icon, string Word)> Destinations
        {
            get
            {
                if (IsAny(Role.UnitHead, Role.Officer))
                {
                    yield return ("~/my-tasks", "inbox", "nav.myTasks");
                }

                if (IsAny(Role.Chairman, Role.Viewer, Role.Coordinator))
                {
                    yield return ("~/overview", "chart", "nav.overview");
                }

                yield return ("~/plans", "list", "nav.plans");
                if (IsAny(Role.Coordinator, Role.UnitHead, Role.Officer, Role.Chairman))
                {
                    yield return ("~/reports", "send", "nav.reports");
                }

                if (IsAny(Role.Coordinator, Role.Chairman, Role.Viewer))
                {
                    yield return ("~/analyses", "file", "nav.analyses");
                    yield return ("~/scoring", "half", "nav.scoring");
                }

                if (IsAny(Role.Coordinator, Role.Administrator))
                {
                    yield return ("~/reminders", "mail", "nav.reminders");
                }

                yield return ("~/activity", "history", "nav.activity");
                if (IsAny(Role.Administrator))
                {
                    yield return ("~/organization", "users", "nav.administration");
                    yield return ("~/calendar", "calendar", "nav.calendar");
                }

                if (IsAny(Role.Administrator) && TestClock is not null)
                {
                    yield return ("~/clock", "clock", "nav.clock");
                }
            }
        }
    }
}
