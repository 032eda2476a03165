using Xunit;

namespace MlOpsDashboard.Tests.Support;

/// <summary>Browser tests share one Chromium and run one after another, because each of them wants the whole machine.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Browser";
}
