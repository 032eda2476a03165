using Xunit;

namespace MlOpsDashboard.Tests.Support;

/// <summary>A test in Chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = BrowserFixture.Skip();
}
