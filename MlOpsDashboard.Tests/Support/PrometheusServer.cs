using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MlOpsDashboard.Tests.Support;

/// <summary>A Prometheus of a test's own, with data in a folder of its own, on a free port of loopback.</summary>
internal sealed partial class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _client = new();

    private PrometheusServer(string configuration)
    {
        string file = Path.Combine(_folder.FullName, "prometheus.yml");
        File.WriteAllText(file, configuration);
        _process = new Process
        {
            EnableRaisingEvents = true,
            StartInfo = new ProcessStartInfo(
                PrometheusTools.Prometheus,
                [$"--config.file={file}", $"--storage.tsdb.path={Path.Combine(_folder.FullName, "data")}", "--web.listen-address=127.0.0.1:0", "--enable-feature=exemplar-storage"])
            {
                RedirectStandardError = true,
                WorkingDirectory = _folder.FullName,
            },
        };
        _process.ErrorDataReceived += (_, line) => Take(line.Data ?? "");
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException("Prometheus ended: " + string.Join('\n', _log)));
    }

    /// <summary>Starts it.</summary>
    /// <param name="configuration">Its configuration, YAML.</param>
    public static async Task<PrometheusServer> StartAsync(string configuration)
    {
        var server = new PrometheusServer(configuration);
        server._process.Start();
        server._process.BeginErrorReadLine();
        server._client.BaseAddress = await server._listening.Task.WaitAsync(s_patience);
        return server;
    }

    /// <summary>The series that an expression gives now.</summary>
    /// <param name="expression">In PromQL.</param>
    public async Task<IReadOnlyList<JsonElement>> QueryAsync(string expression) =>
        await AskAsync("query?query=" + Uri.EscapeDataString(expression)) is { } data ? [.. data.GetProperty("result").EnumerateArray()] : [];

    /// <summary>The traces that the exemplars of a metric name.</summary>
    /// <param name="metric">Its name.</param>
    /// <param name="since">From when on.</param>
    public async Task<IReadOnlyList<string>> TracesAsync(string metric, DateTimeOffset since)
    {
        JsonElement? data = await AskAsync($"query_exemplars?query={metric}&start={since.ToUnixTimeSeconds()}&end={since.AddHours(1).ToUnixTimeSeconds()}");
        return data is { } series
            ? [.. series.EnumerateArray().SelectMany(one => one.GetProperty("exemplars").EnumerateArray()).Select(one => one.GetProperty("labels").GetProperty("trace_id").GetString()!)]
            : [];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    private async Task<JsonElement?> AskAsync(string question)
    {
        using HttpResponseMessage reply = await _client.GetAsync("/api/v1/" + question);

        // It answers 503 until it has opened its data.
        return reply.IsSuccessStatusCode ? (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data") : null;
    }

    private void Take(string line)
    {
        _log.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri("http://" + match.Groups["address"].Value));
        }
    }

    [GeneratedRegex("""Listening on" address=(?<address>127\.0\.0\.1:\d+)""")]
    private static partial Regex Listening();
}
