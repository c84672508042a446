using Workflow.Domain.Organization;

namespace Workflow.Web;

/// <summary>Who looks at the page: what the header says and where the navigation leads.</summary>
public sealed class Visitor
{
    private Look? seen;

    /// <summary>Asked once a request.</summary>
    public Task<Look> LookAsync(CancellationToken cancellationToken) =>
        Task.FromResult(seen ??= new Look("UBND huyện Tam Đường", "Lò Thị Phượng Anh", "Trưởng phòng", "Phòng Tài nguyên và Môi trường", [Role.Coordinator, Role.Chairman], "08:05, Thứ Hai 16/09/2024"));

    /// <param name="TestClock">The moment the adjustable clock shows, written out; null where time is real.</param>
    public sealed record Look(string? Agency, string? Name, string? Position, string? Unit, IReadOnlyCollection<Role> Roles, string? TestClock)
    {
        public static Look OfAStranger(string? testClock) => new(null, null, null, null, [], testClock);

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
                if (IsAny(Role.Coordinator, Role.Chairman, Role.Viewer))
                {
                    yield return ("~/analyses", "file", "nav.analyses");
                }

                if (IsAny(Role.Coordinator, Role.Administrator))
                {
                    yield return ("~/reminders", "mail", "nav.reminders");
                }

                yield return ("~/activity", "history", "nav.activity");
                if (IsAny(Role.Administrator) && TestClock is not null)
                {
                    yield return ("~/clock", "clock", "nav.clock");
                }
            }
        }
    }
}
