namespace MlOpsDashboard.ServingBench;

/// <summary>Requests a second, latency and allocations beside the echo and the peers, and beside a training job.</summary>
/// <param name="options">How long.</param>
/// <param name="program">The program, with its model in production.</param>
/// <param name="client">Calls it.</param>
internal sealed class ThroughputPart(BenchOptions options, BenchProcess program, HttpClient client)
{
    private const int Rounds = 3;
    private const int PeerConnections = 64;

    /// <summary>Measures beside the echo.</summary>
    public async Task<(List<Measured> Lines, Wrk Ours)> EchoAsync()
    {
        await using BenchProcess echo = await Servers.EchoAsync();
        await Wrk.RunAsync(program, options.Seconds);
        await Wrk.RunAsync(program, options.Seconds);
        await Wrk.RunAsync(echo, options.Seconds);
        var ours = new List<Wrk>();
        var theirs = new List<Wrk>();
        for (int round = 0; round < Rounds; round++)
        {
            theirs.Add(await Wrk.RunAsync(echo, options.Seconds));
            TimeSpan before = program.Cpu;
            ours.Add(await Wrk.RunAsync(program, options.Seconds));
            Console.Error.WriteLine($"echo {theirs[^1]}\nours {ours[^1]}, {(program.Cpu - before).TotalMicroseconds / ours[^1].Requests:0.0} us of processor a request");
        }

        Wrk our = Wrk.Median(ours);
        Wrk bare = Wrk.Median(theirs);
        double rate = our.PerSecond / bare.PerSecond;
        (double ourTail, double bareTail) = (Wrk.MedianP99(ours), Wrk.MedianP99(theirs));
        double tail = ourTail / bareTail;
        return (
        [
            new Measured("requests/s beside a bare echo", $"{our.PerSecond:N0} / {bare.PerSecond:N0} = {rate:0.00}", "≥ 0.6", rate >= 0.6 && ours.Sum(run => run.Failed) == 0),
            new Measured("p99 at 16 connections beside the echo", $"{ourTail:0.00} / {bareTail:0.00} ms = {tail:0.0}", "≤ 2", tail <= 2),
        ], our);
    }

    /// <summary>Measures beside FastAPI.</summary>
    /// <param name="ours">The program's own run.</param>
    public async Task<List<Measured>> PeersAsync(Wrk ours)
    {
        var lines = new List<Measured>();
        foreach ((string peer, string name, double bar) in new[] { ("sklearn", "scikit-learn", 20.0), ("xgboost", "XGBoost", 4.0) })
        {
            await using BenchProcess? server = await Servers.PeerAsync(peer, options.Adult);
            if (server is not null)
            {
                // More connections than for the program, so that both workers get their share of them.
                await Wrk.RunAsync(server, Math.Min(5, options.Seconds), PeerConnections);
                Wrk run = await Wrk.RunAsync(server, options.Seconds, PeerConnections);
                double times = ours.PerSecond / run.PerSecond;
                lines.Add(new Measured($"requests/s beside FastAPI + {name}, 2 workers", $"{ours.PerSecond:N0} / {run.PerSecond:N0} = {times:0.0} ×", $"≥ {bar} ×", times >= bar));
            }
        }

        return lines;
    }

    /// <summary>Measures beside a training job.</summary>
    public async Task<Measured> TrainingAsync()
    {
        var rest = new List<Wrk>();
        var busy = new List<Wrk>();
        for (int round = 0; round < Rounds; round++)
        {
            rest.Add(await Wrk.RunAsync(program, options.Seconds));
            string job = await AdultModel.StartAsync(client, rounds: 600, trials: 1000, seed: 7);
            while (await AdultModel.StateAsync(client, job) == "queued")
            {
                await Task.Delay(100);
            }

            busy.Add(await Wrk.RunAsync(program, options.Seconds));
            using HttpResponseMessage cancelled = await client.PostAsync($"api/training/cancel/{job}", null);
            cancelled.EnsureSuccessStatusCode();
            while (await AdultModel.StateAsync(client, job) is "queued" or "running" or "cancelling")
            {
                await Task.Delay(100);
            }

            Console.Error.WriteLine($"rest {rest[^1]}\nbusy {busy[^1]}");
        }

        (double quiet, double loud) = (Wrk.MedianP99(rest), Wrk.MedianP99(busy));
        return new Measured("p99 while a training job runs, beside p99 at rest", $"{loud:0.00} / {quiet:0.00} ms = {loud / quiet:0.0}", "≤ 3", loud / quiet <= 3);
    }
}
