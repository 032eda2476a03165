using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Hosting;

public sealed class JsonConsoleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task On_request_every_line_of_the_log_is_json_with_trace_and_request()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        await using ProgramProcess program = await ProgramProcess.StartAsync(
            _folder.FullName, "--Logs:Format=Json", "--Logging:LogLevel:MlOpsDashboard.Core.Datasets=Information");
        using HttpClient client = program.CreateAdminClient();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("points"), "name" },
            { new StringContent("x,y\n1,2\n3,4\n"), "file", "points.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/datasets") { Content = form };
        request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        using HttpResponseMessage reply = await client.SendAsync(request);
        reply.EnsureSuccessStatusCode();
        await Wait.UntilAsync(() => program.Output.Any(line => line.Contains("Stored data set", StringComparison.Ordinal)));

        // The first line is for the person who started the program and is no part of the log.
        JsonElement[] lines = [.. program.Output.Where(line => !line.StartsWith("MlOpsDashboard is ready.", StringComparison.Ordinal)).Select(line => JsonElement.Parse(line))];
        JsonElement stored = lines.Single(line => line.GetProperty("message").GetString()!.StartsWith("Stored data set points:1", StringComparison.Ordinal));
        Assert.Equal(Trace, stored.GetProperty("trace_id").GetString());
        Assert.NotEmpty(stored.GetProperty("request_id").GetString()!);
        Assert.Equal("/api/datasets", stored.GetProperty("values").GetProperty("RequestPath").GetString());
        Assert.Equal("points", stored.GetProperty("values").GetProperty("Dataset").GetString());
        Assert.Empty(program.Errors);
    }

    public void Dispose() => _folder.Dispose();
}
