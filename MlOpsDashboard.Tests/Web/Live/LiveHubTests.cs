using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Live;

public sealed class LiveHubTests
{
    [Fact]
    public async Task Nobody_listens_without_credentials()
    {
        using var app = new AppFactory();
        using HttpClient stranger = app.CreateClient();
        using HttpClient known = app.CreateAdminClient();

        using HttpResponseMessage refused = await stranger.PostAsync("/hubs/live/negotiate?negotiateVersion=1", null);
        using HttpResponseMessage accepted = await known.PostAsync("/hubs/live/negotiate?negotiateVersion=1", null);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        var offer = await accepted.Content.ReadFromJsonAsync<JsonElement>();
        Assert.NotEmpty(offer.GetProperty("connectionToken").GetString()!);
    }
}
