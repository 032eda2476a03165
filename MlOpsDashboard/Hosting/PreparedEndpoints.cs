using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace MlOpsDashboard.Hosting;

/// <summary>
/// Endpoints that are made once. Routing, authorisation and the description of the interface each ask for them, and a group makes its
/// endpoints anew for each who asks, which takes half a second: they are also made ahead, beside the start of the database.
/// </summary>
/// <param name="group">Makes them; nothing is mapped to it any more when it is asked.</param>
internal sealed class PreparedEndpoints(EndpointDataSource group) : EndpointDataSource
{
    private readonly Lazy<IReadOnlyList<Endpoint>> _endpoints = new(() => group.Endpoints);

    /// <inheritdoc/>
    public override IReadOnlyList<Endpoint> Endpoints => _endpoints.Value;

    /// <inheritdoc/>
    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
