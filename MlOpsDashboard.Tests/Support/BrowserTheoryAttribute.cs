using Xunit;

namespace MlOpsDashboard.Tests.Support;

/// <summary>A test in Chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = BrowserFixture.Skip();
}
