using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MlOpsDashboard.ServingBench;

/// <summary>What wrk saw.</summary>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="Requests">Requests answered.</param>
/// <param name="P50">Median latency in ms.</param>
/// <param name="P99">99th percentile in ms.</param>
/// <param name="Failed">Broken connections, time-outs and answers that are no 2xx.</param>
internal sealed partial record Wrk(double PerSecond, long Requests, double P50, double P99, long Failed)
{
    private const string Script = """
        wrk.method = "POST"
        wrk.body = [==[BODY]==]
        wrk.headers["Content-Type"] = "application/json"
        wrk.headers["X-API-Key"] = "KEY"
        done = function(s, l, r)
          local failed = s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout + s.errors.status
          io.write(string.format("RESULT %.3f %d %.4f %.4f %d\n", s.requests / s.duration * 1e6, s.requests, l:percentile(50) / 1000, l:percentile(99) / 1000, failed))
        end
        """;

    /// <summary>Sends the same prediction again and again.</summary>
    /// <param name="server">The server.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="connections">Connections; each has one request under way.</param>
    public static async Task<Wrk> RunAsync(BenchProcess server, int seconds, int connections = BenchOptions.Connections)
    {
        string script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, Script.Replace("BODY", AdultModel.Request, StringComparison.Ordinal).Replace("KEY", Servers.ApiKey, StringComparison.Ordinal));
        using var process = Process.Start(new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "30s", "-s", script, $"{server.Address}api/predict"])
        {
            RedirectStandardOutput = true,
        })!;
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        Match match = Result().Match(said);
        if (!match.Success)
        {
            throw new InvalidOperationException($"wrk said: {said}");
        }

        double Value(int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        return new Wrk(Value(1), (long)Value(2), Value(3), Value(4), (long)Value(5));
    }

    /// <summary>The run with the median rate.</summary>
    public static Wrk Median(IReadOnlyList<Wrk> runs) => runs.OrderBy(run => run.PerSecond).ElementAt(runs.Count / 2);

    /// <summary>The median of the runs' 99th percentiles, in ms.</summary>
    public static double MedianP99(IReadOnlyList<Wrk> runs) => runs.Select(run => run.P99).Order().ElementAt(runs.Count / 2);

    [GeneratedRegex(@"RESULT (\S+) (\S+) (\S+) (\S+) (\S+)")]
    private static partial Regex Result();
}
