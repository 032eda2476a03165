using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Tests.Support;

/// <summary>One program for all tests of a class, and callers of every role in it.</summary>
public sealed class RoleHost : IDisposable
{
    internal AppFactory App { get; } = new();

    internal IServiceProvider Services => App.Services;

    /// <summary>A client that comes in by an API key of a name and a role.</summary>
    internal async Task<HttpClient> ClientAsync(string name, UserRole role)
    {
        CreatedApiKey key = await Services.GetRequiredService<ApiKeyService>().CreateAsync(new NewApiKey(name, role, null), "tester", default);
        HttpClient client = App.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", key.Secret);
        return client;
    }

    /// <summary>Sends JSON, and reads the answer as JSON; what has no body is undefined.</summary>
    internal static async Task<(int Status, JsonElement Body)> SendAsync(HttpClient client, string method, string address, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = body is null ? null : JsonContent.Create(body) };
        using HttpResponseMessage reply = await client.SendAsync(request);
        string text = await reply.Content.ReadAsStringAsync();
        return ((int)reply.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <inheritdoc/>
    public void Dispose() => App.Dispose();
}
