using System.Diagnostics;
using System.Net;
using System.Text;

namespace MlOpsDashboard.ServingBench;

/// <summary>Clients that ask for predictions at an even pace, as an application does, and note how long each answer took.</summary>
/// <param name="program">Who is asked.</param>
internal sealed class PacedClients(BenchProcess program)
{
    private const int Clients = 4;
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(10);

    /// <summary>Asks until it is told to stop.</summary>
    /// <param name="stop">Ends it.</param>
    /// <returns>What was seen.</returns>
    public async Task<Latencies> RunAsync(CancellationToken stop)
    {
        List<double>[] answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(() => AskAsync(stop), CancellationToken.None)));
        double[] sorted = [.. answers.SelectMany(one => one).Order()];
        return new Latencies(sorted.Length, At(sorted, 0.5), At(sorted, 0.99), sorted[^1]);
    }

    private async Task<List<double>> AskAsync(CancellationToken stop)
    {
        using HttpClient client = Servers.Client(program);
        using var timer = new PeriodicTimer(s_pace);
        var answers = new List<double>();
        while (!stop.IsCancellationRequested)
        {
            long begun = Stopwatch.GetTimestamp();
            using var body = new StringContent(AdultModel.Request, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await client.PostAsync("api/predict", body, CancellationToken.None);
            answers.Add(answer.StatusCode == HttpStatusCode.OK
                ? Stopwatch.GetElapsedTime(begun).TotalMilliseconds
                : throw new InvalidOperationException($"A prediction was answered with {answer.StatusCode}."));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return answers;
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];

    /// <summary>How long the answers took, in ms.</summary>
    /// <param name="Answers">Their number.</param>
    /// <param name="P50">The median.</param>
    /// <param name="P99">The 99th percentile.</param>
    /// <param name="Most">The longest.</param>
    internal sealed record Latencies(int Answers, double P50, double P99, double Most);
}
