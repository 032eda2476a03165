using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Components.Shared;
using Radzen;
using Xunit;

namespace MlOpsDashboard.Tests.Support;

/// <summary>Renders components without a browser, as they are once their page is interactive.</summary>
public abstract class ComponentTest : BunitContext, IAsyncLifetime
{
    /// <summary>Adds what every component may ask for.</summary>
    protected ComponentTest()
    {
        // Radzen's own calls into the browser are not what these tests are about.
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddRadzenComponents();
        Services.AddCharts();
        Services.AddSharedComponents();
        Services.AddShell();
        Services.AddSingleton<TimeProvider>(Clock);
    }

    /// <summary>The time that components see.</summary>
    private protected ManualClock Clock { get; } = new();

    async Task IAsyncLifetime.InitializeAsync()
    {
        await PrepareAsync();

        // The first touch of the renderer closes the list of services.
        Renderer.SetRendererInfo(new("Server", isInteractive: true));
    }

    /// <summary>The place to add services of one's own to <c>Services</c>.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    // What speaks to the browser can only be released asynchronously, which xUnit does for this interface alone.
    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
