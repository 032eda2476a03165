using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("MlOpsDashboard.Tests.Support.BrowserFirst", "MlOpsDashboard.Tests")]

namespace MlOpsDashboard.Tests.Support;

/// <summary>Begins with the browser tests: they run one after another for longer than anything else, and would keep one core waiting at the end.</summary>
public sealed class BrowserFirst : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection => collection.DisplayName == BrowserTests.Name);
}
