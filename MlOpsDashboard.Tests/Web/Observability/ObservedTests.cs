using Xunit;

namespace MlOpsDashboard.Tests.Web.Observability;

/// <summary>Tests that look at one running program from outside, and change nothing in it.</summary>
[CollectionDefinition(Name)]
public sealed class ObservedTests : ICollectionFixture<ObservedApp>
{
    public const string Name = "observed";
}
