using System.Net;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Access;

/// <summary>What a key or a sign-in has opened ends with it.</summary>
public sealed class OpenSessionTests : IDisposable
{
    // The bar is five seconds; a machine that is busy with other tests may need more, but no line of ours ends by itself in ten.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly AppFactory _app = new();

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task A_revoked_key_ends_its_hubs_and_no_others(HttpTransportType transport)
    {
        Uri address = _app.Listen();
        CreatedApiKey key = await MakeKeyAsync();
        var ended = new TaskCompletionSource();
        int frames = 0;
        await using HubConnection connection = Connect(address, key.Secret, transport);
        connection.Closed += _ => Task.FromResult(ended.TrySetResult());
        await using HubConnection other = Connect(address, AppFactory.ApiKey, transport);
        other.On<System.Text.Json.JsonElement>("MetricsFrame", _ => Interlocked.Increment(ref frames));
        await connection.StartAsync();
        await other.StartAsync();
        await connection.InvokeAsync("WatchMetrics");
        await other.InvokeAsync("WatchMetrics");

        await _app.Services.GetRequiredService<ApiKeyService>().RevokeAsync(key.Key.KeyId, "ann", default);

        await ended.Task.WaitAsync(s_limit);
        int seen = Volatile.Read(ref frames);
        await Wait.UntilAsync(() => Volatile.Read(ref frames) > seen);
        Assert.Equal(HubConnectionState.Connected, other.State);
    }

    [Fact]
    public async Task A_revoked_key_cuts_the_lines_of_its_pages()
    {
        Uri address = _app.Listen();
        CreatedApiKey key = await MakeKeyAsync();
        using var line = new ClientWebSocket();
        line.Options.SetRequestHeader("X-API-Key", key.Secret);
        await line.ConnectAsync(new Uri($"ws://{address.Authority}/_blazor"), default);
        await line.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, default);
        var buffer = new byte[1024];
        await line.ReceiveAsync(buffer, default);

        await _app.Services.GetRequiredService<ApiKeyService>().RevokeAsync(key.Key.KeyId, "ann", default);

        using var limit = new CancellationTokenSource(s_limit);
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (line.State == WebSocketState.Open)
            {
                await line.ReceiveAsync(buffer, limit.Token);
            }
        });
    }

    [Fact]
    public async Task Signing_out_ends_the_cookie_for_good()
    {
        using var folder = new TempFolder();
        string cookie;
        using (var first = new AppFactory(("Storage:DataDirectory", folder.FullName)))
        {
            cookie = await SignInAsync(first);
            string other = await SignInAsync(first);
            Assert.Equal(HttpStatusCode.OK, await AskAsync(first, cookie, HttpMethod.Get, "/api/keys"));
            Assert.Equal(HttpStatusCode.Redirect, await AskAsync(first, cookie, HttpMethod.Post, "/signout"));
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(first, cookie, HttpMethod.Get, "/api/keys"));
            Assert.Equal(HttpStatusCode.OK, await AskAsync(first, other, HttpMethod.Get, "/api/keys"));
        }

        using var second = new AppFactory(("Storage:DataDirectory", folder.FullName));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(second, cookie, HttpMethod.Get, "/api/keys"));
    }

    [Fact]
    public async Task A_session_outlives_a_restart()
    {
        using var folder = new TempFolder();
        string cookie;
        using (var first = new AppFactory(("Storage:DataDirectory", folder.FullName)))
        {
            cookie = await SignInAsync(first);
        }

        using var second = new AppFactory(("Storage:DataDirectory", folder.FullName));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(second, cookie, HttpMethod.Get, "/api/keys"));
    }

    [Fact]
    public async Task The_state_of_a_circuit_becomes_nobody_when_its_session_ends()
    {
        using IServiceScope scope = _app.Services.CreateScope();
        (SessionHolder user, Session session) = await BeginAsync();
        var state = (SessionState)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(SignInCookie.Principal(user, session))));
        await _app.Services.GetRequiredService<OpenSessions>().LookAsync(default);
        Assert.Equal(UserRole.Administrator, (await state.GetAuthenticationStateAsync()).User.AsActor().Role);

        await _app.Services.GetRequiredService<SessionService>().EndAsync(session.SessionId, default);
        await _app.Services.GetRequiredService<OpenSessions>().LookAsync(default);

        Assert.Null((await state.GetAuthenticationStateAsync()).User.AsActor().Role);
    }

    [Fact]
    public async Task An_expired_key_ends_what_it_opened()
    {
        var clock = new FakeTimeProvider();
        await using CoreHost core = await CoreHost.StartAsync(services => services.AddAccess(), clock: clock);
        CreatedApiKey key = await core.Get<ApiKeyService>().CreateAsync(new NewApiKey("short", UserRole.Viewer, clock.GetUtcNow().AddMinutes(1)), "ann", default);
        using var open = new OpenSessions(core.Get<ApiKeyDirectory>(), core.Get<SessionService>(), clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<OpenSessions>.Instance);
        int ends = 0;
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, key.Key.KeyId)], "ApiKey");
        using IDisposable watch = open.Follow(new ClaimsPrincipal(identity), () => ends++);
        using IDisposable left = open.Follow(new ClaimsPrincipal(identity), () => ends += 10);
        left.Dispose();
        await open.LookAsync(default);
        Assert.Equal(0, ends);

        clock.Advance(TimeSpan.FromMinutes(1));
        await open.LookAsync(default);
        await open.LookAsync(default);

        Assert.Equal(1, ends);
    }

    public void Dispose() => _app.Dispose();

    private static HubConnection Connect(Uri address, string key, HttpTransportType transport) => new HubConnectionBuilder()
        .WithUrl(new Uri(address, "/hubs/live"), transport, options => options.Headers["X-API-Key"] = key)
        .Build();

    private static async Task<string> SignInAsync(AppFactory app)
    {
        using HttpClient client = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using HttpResponseMessage reply = await client.GetAsync("/signin?token=" + app.Services.GetRequiredService<SignInTokens>().Create());
        return Assert.Single(reply.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    private static async Task<HttpStatusCode> AskAsync(AppFactory app, string cookie, HttpMethod method, string path)
    {
        using HttpClient client = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", cookie);
        using HttpResponseMessage reply = await client.SendAsync(request);
        return reply.StatusCode;
    }

    private Task<CreatedApiKey> MakeKeyAsync() =>
        _app.Services.GetRequiredService<ApiKeyService>().CreateAsync(new NewApiKey("watcher", UserRole.Viewer, null), "ann", default);

    private async Task<(SessionHolder Holder, Session Session)> BeginAsync()
    {
        User admin = await _app.Services.GetRequiredService<UserService>().SignInAdministratorAsync(default);
        var user = new SessionHolder(admin.UserId, admin.Name, admin.Role);
        return (user, await _app.Services.GetRequiredService<SessionService>().BeginAsync(user, default));
    }
}
