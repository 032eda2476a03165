using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("MlOpsDashboard.Tests.Support.BrowserLast", "MlOpsDashboard.Tests")]

namespace MlOpsDashboard.Tests.Support;

/// <summary>Ends with the browser tests: each of them wants the whole machine, and the others leave more than a core of it to one another.</summary>
public sealed class BrowserLast : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName == BrowserTests.Name);
}
