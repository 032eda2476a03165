namespace MlOpsDashboard.Components.Layout;

/// <summary>The frame around every page.</summary>
public sealed partial class MainLayout
{
    /// <summary>
    /// "true" once the circuit lives. A click before that is lost, so browser tests wait for this mark, and so can the
    /// style sheet.
    /// </summary>
    private string Interactive => RendererInfo.IsInteractive ? "true" : "false";
}
