using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Approvals;
using MudBlazor.Services;
using Xunit;

namespace MlOpsDashboard.Tests.Support;

/// <summary>Renders components without a browser, as they are once their page is interactive.</summary>
public abstract class ComponentTest : BunitContext, IAsyncLifetime
{
    // The library's own second is too short for a machine that is busy with other tests; who is quick waits no longer.
    static ComponentTest() => DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Adds what every component may ask for.</summary>
    protected ComponentTest()
    {
        // MudBlazor's own calls into the browser are not what these tests are about.
        JSInterop.Mode = JSRuntimeMode.Loose;
        Charts = new ChartBrowser(JSInterop);
        Services.AddMudServices();
        Services.AddCharts();
        Services.AddSharedComponents();
        Services.AddShell();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<AlertFeed>();
        Services.AddSingleton<ApprovalFeed>();
    }

    /// <summary>What charts draw.</summary>
    private protected ChartBrowser Charts { get; }

    /// <summary>The time that components see.</summary>
    private protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>
    /// Says who reads the pages. To be called before the first use of the renderer; what it returns may change them later, as when a
    /// role is taken away.
    /// </summary>
    /// <param name="name">Their name.</param>
    /// <param name="role">What they may do.</param>
    protected BunitAuthorizationContext SignIn(string name, UserRole role = UserRole.Administrator) => this.AddAuthorization()
        .SetAuthorized(name)
        .SetRoles(RoleWords.Name(role))
        .SetPolicies([.. Enum.GetValues<UserRole>().Where(below => below > UserRole.Viewer && below <= role).Select(RoleWords.Name)]);

    /// <summary>Adds what the components of one class of tests ask for: after the first use of the renderer it is too late.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.InitializeAsync()
    {
        await PrepareAsync();
        Renderer.SetRendererInfo(new("Server", isInteractive: true));
    }

    // What speaks to the browser can only be released asynchronously, which xUnit does for this interface alone.
    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await CleanUpAsync();
    }

    /// <summary>Releases what <see cref="PrepareAsync"/> made, after the components are gone.</summary>
    protected virtual Task CleanUpAsync() => Task.CompletedTask;
}
