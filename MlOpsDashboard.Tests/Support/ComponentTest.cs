using Bunit;
using Radzen;

namespace MlOpsDashboard.Tests.Support;

/// <summary>Renders components without a browser, as they are once their page is interactive.</summary>
public abstract class ComponentTest : BunitContext
{
    /// <summary>Adds what every component may ask for.</summary>
    protected ComponentTest()
    {
        // Radzen's own calls into the browser are not what these tests are about.
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddRadzenComponents();
        Renderer.SetRendererInfo(new("Server", isInteractive: true));
    }
}
