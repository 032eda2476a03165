using System.Globalization;
using System.Text.RegularExpressions;

namespace MlOpsDashboard.ServingBench;

/// <summary>Bytes that a prediction allocates more than the echo of its body does.</summary>
/// <param name="options">How long.</param>
/// <param name="folder">The data folder of a program that is not running, with its model in production.</param>
internal sealed partial class AllocationPart(BenchOptions options, string folder)
{
    /// <summary>Runs it.</summary>
    public async Task<Measured> RunAsync()
    {
        await using BenchProcess echo = await Servers.EchoAsync(fixedHeaps: true);
        double bare = await MeasureAsync(echo, "allocated");
        await using BenchProcess program = await Servers.ProgramAsync(folder, fixedHeaps: true);
        double ours = await MeasureAsync(program, "metrics");
        return new Measured("bytes allocated a request, above the echo", $"{ours:N0} − {bare:N0} = {ours - bare:N0}", "≤ 2,048", ours > bare && ours - bare <= 2048);
    }

    private async Task<double> MeasureAsync(BenchProcess server, string path)
    {
        using HttpClient client = Servers.Client(server);
        await Wrk.RunAsync(server, options.Seconds);
        double before = await AllocatedAsync(client, path);
        Wrk run = await Wrk.RunAsync(server, options.Seconds);
        return (await AllocatedAsync(client, path) - before) / run.Requests;
    }

    private static async Task<double> AllocatedAsync(HttpClient client, string path)
    {
        string text = await client.GetStringAsync(path);
        Match match = Allocated().Match(text);
        return double.Parse(match.Success ? match.Groups[1].Value : text, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^dotnet_gc_heap_total_allocated_bytes_total (\S+)", RegexOptions.Multiline)]
    private static partial Regex Allocated();
}
