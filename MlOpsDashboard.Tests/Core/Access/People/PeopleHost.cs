using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Access.People;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Access.People;

/// <summary>A core with people, and an administrator who acts.</summary>
internal static class PeopleHost
{
    public const string Password = "a lamp, a boat, a tree";

    public static readonly Actor Admin = Actor.Of("root", UserRole.Administrator);

    public static Task<CoreHost> StartAsync(FakeTimeProvider? clock = null) =>
        CoreHost.StartAsync(services => services.AddAccess().AddAudit(), clock: clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero)));

    public static Task<User> MakeAsync(CoreHost core, string name, UserRole role) =>
        core.Get<PeopleService>().CreateAsync(name, Password, role, Admin, default);

    public static async Task<string[]> ActionsAsync(CoreHost core) =>
        [.. (await core.Get<AuditLog>().ListAsync(new AuditQuery(), new PageQuery(100), default)).Items.Select(entry => $"{entry.Actor} {entry.Action}").Reverse()];
}
