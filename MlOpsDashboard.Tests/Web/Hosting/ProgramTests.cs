using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Hosting;

public sealed class ProgramTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Start_prints_one_line_whose_address_signs_in_once_also_after_a_restart()
    {
        var cookies = new CookieContainer();
        Uri used;
        await using (var program = await ProgramProcess.StartAsync(_folder.FullName))
        {
            used = program.SignInAddress;
            Assert.Single(OfAQuickStart(program.Output));
            Assert.True(used.IsLoopback);
            using var client = Client(cookies);
            using var signedIn = await client.GetAsync(used);
            Assert.Equal((HttpStatusCode.OK, "/"), (signedIn.StatusCode, signedIn.RequestMessage!.RequestUri!.PathAndQuery));
            using var other = Client(new CookieContainer());
            using var again = await other.GetAsync(used);
            Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
            Assert.Equal(0, await program.StopAsync());
            Assert.Empty(program.Errors);
            Assert.Single(OfAQuickStart(program.Output));
        }

        await using (var program = await ProgramProcess.StartAsync(_folder.FullName))
        {
            Assert.NotEqual(used.Query, program.SignInAddress.Query);
            using var client = Client(cookies);
            using var page = await client.GetAsync(program.Address);
            Assert.Equal("/", page.RequestMessage!.RequestUri!.PathAndQuery);
        }
    }

    // On a busy machine the start also says, in two lines, what it waits for.
    private static IEnumerable<string> OfAQuickStart(IEnumerable<string> output) => output.Where(line =>
        !line.Contains("Hosting.StartWatch", StringComparison.Ordinal)
        && !line.Contains("The program is starting since", StringComparison.Ordinal)
        && !line.Contains("The start took", StringComparison.Ordinal));

    [Fact]
    public async Task Open_pages_do_not_delay_a_stop()
    {
        // Far longer than a test may take: were the connections waited for, the program would not end in time.
        await using var program = await ProgramProcess.StartAsync(_folder.FullName, "--Jobs:ShutdownSeconds=600");
        using var deaf = await WatchAsync(program);
        Task comesBack = ComeBackAsync(program, await WatchAsync(program));

        Assert.Equal(0, await program.StopAsync());

        await comesBack;
        Assert.Empty(program.Errors);
    }

    [Fact]
    public async Task Killed_program_starts_again_on_the_same_folder()
    {
        await using (var program = await ProgramProcess.StartAsync(_folder.FullName))
        {
            await program.KillAsync();
        }

        await using var next = await ProgramProcess.StartAsync(_folder.FullName);
        using var client = next.CreateAdminClient();
        await Wait.UntilAsync(async () =>
        {
            using var ready = await client.GetAsync("/health/ready");
            return ready.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task Second_program_on_the_folder_ends_with_one_sentence()
    {
        await using var first = await ProgramProcess.StartAsync(_folder.FullName);
        var (exitCode, errors) = await ProgramProcess.FailAsync(_folder.FullName);

        Assert.Equal(1, exitCode);
        Assert.Contains("in use by another MlOpsDashboard process", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taken_port_ends_with_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (exitCode, errors) = await ProgramProcess.FailAsync(_folder.FullName, $"--urls=http://{taken.LocalEndpoint}");

        Assert.Equal(1, exitCode);
        Assert.Contains("already in use", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_that_cannot_be_made_ends_with_one_sentence()
    {
        string file = _folder.Combine("file");
        await File.WriteAllTextAsync(file, "");
        var (exitCode, errors) = await ProgramProcess.FailAsync(Path.Combine(file, "data"));

        Assert.Equal(1, exitCode);
        Assert.Contains("cannot be written to", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_named_together()
    {
        var (exitCode, errors) = await ProgramProcess.FailAsync(
            _folder.FullName, "--Jobs:MaxConcurrent=0", "--Auth:BootstrapApiKey=short", "--Auth:CookieDays=0");

        Assert.Equal(1, exitCode);
        string sentence = Assert.Single(errors);
        Assert.Contains("Jobs:MaxConcurrent", sentence, StringComparison.Ordinal);
        Assert.Contains("Auth:BootstrapApiKey", sentence, StringComparison.Ordinal);
        Assert.Contains("Auth:CookieDays", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_large_requests_are_turned_away_by_the_server()
    {
        await using var program = await ProgramProcess.StartAsync(_folder.FullName);

        // The answer must come before the body, also from a slow machine: else the client writes into a closed connection.
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = program.Address };
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var body = new ByteArrayContent(new byte[100_000_000]);
        body.Headers.ContentType = new("application/json");
        using var large = await client.PostAsync("/api/keys", body);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal("application/problem+json", large.Content.Headers.ContentType!.MediaType);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("X-Long", new string('a', 40_000));
        using var headers = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, headers.StatusCode);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<ClientWebSocket> WatchAsync(ProgramProcess program)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-API-Key", AppFactory.ApiKey);
        await socket.ConnectAsync(new UriBuilder(program.Address) { Scheme = "ws", Path = "/hubs/live" }.Uri, CancellationToken.None);
        await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        await socket.ReceiveAsync(new byte[64], CancellationToken.None);
        return socket;
    }

    // As a page does: whenever its connection ends it connects again at once, until nobody listens any more.
    private static async Task ComeBackAsync(ProgramProcess program, ClientWebSocket first)
    {
        ClientWebSocket socket = first;
        try
        {
            while (true)
            {
                await UntilEndAsync(socket);
                ClientWebSocket next = await WatchAsync(program);
                socket.Dispose();
                socket = next;
            }
        }
        catch (WebSocketException)
        {
            socket.Dispose();
        }
    }

    private static async Task UntilEndAsync(ClientWebSocket socket)
    {
        try
        {
            while ((await socket.ReceiveAsync(new byte[1024], CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // Ended without a goodbye.
            return;
        }
    }

    private static HttpClient Client(CookieContainer cookies) => new(new HttpClientHandler { CookieContainer = cookies });
}
