using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace MlOpsDashboard.ServingBench;

/// <summary>Many uploads of one megabyte at the same moment: what predictions wait meanwhile, and what memory stays.</summary>
/// <param name="options">Seconds at rest.</param>
/// <param name="program">The program.</param>
internal sealed class BurstPart(BenchOptions options, BenchProcess program)
{
    private const int Bytes = 1_000_000;
    private const double BarMilliseconds = 50;
    private const double BarMemory = 1.5;
    private static readonly TimeSpan s_after = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private long _peak;
    private int _told;
    private int _failed;

    /// <summary>Runs it.</summary>
    public async Task<List<Measured>> RunAsync()
    {
        PacedClients.Latencies rest = await DuringAsync(Task.Delay(TimeSpan.FromSeconds(options.Seconds)));
        long before = program.Memory;
        return [.. await BurstAsync(50, rest, before), .. await BurstAsync(200, rest, before)];
    }

    private async Task<List<Measured>> BurstAsync(int uploads, PacedClients.Latencies rest, long before)
    {
        byte[][] files = [.. Enumerable.Range(0, uploads).Select(Table)];
        TimeSpan processor = program.Cpu;
        (_peak, _told, _failed) = (before, 0, 0);
        long begun = Stopwatch.GetTimestamp();
        PacedClients.Latencies burst = await DuringAsync(Task.WhenAll(files.Select((file, number) => UploadAsync(file, $"burst-{uploads}-{number}"))));
        TimeSpan took = Stopwatch.GetElapsedTime(begun);
        processor = program.Cpu - processor;
        await Task.Delay(s_after);
        long after = program.Memory;
        return
        [
            new($"{uploads} uploads of 1 MB at once: stored, told to come again (429), failed", $"{uploads - _failed}, {_told}, {_failed} in {took.TotalSeconds:0.0} s, {processor.TotalSeconds:0.0} s of processor", "0 failed", _failed == 0),
            new($"the same: predictions meanwhile beside rest, p50, p99, longest", $"{burst.P50:0.0}, {burst.P99:0.0}, {burst.Most:0} / {rest.P50:0.0}, {rest.P99:0.0}, {rest.Most:0} ms", $"p99 ≤ {BarMilliseconds} ms", burst.P99 <= BarMilliseconds),
            new($"the same: memory at rest, at most, a minute later", $"{before >> 20}, {_peak >> 20}, {after >> 20} MB = {after / (double)before:0.00} ×", $"≤ {BarMemory} ×", after <= before * BarMemory),
        ];
    }

    private async Task<PacedClients.Latencies> DuringAsync(Task work)
    {
        using var stop = new CancellationTokenSource();
        Task<PacedClients.Latencies> asking = new PacedClients(program).RunAsync(stop.Token);
        while (!work.IsCompleted)
        {
            _peak = Math.Max(_peak, program.Memory);
            await Task.WhenAny(work, Task.Delay(100));
        }

        await stop.CancelAsync();
        await work;
        return await asking;
    }

    // As a well-behaved client does: one that is told to come again does so after the time that it was told.
    private async Task UploadAsync(byte[] file, string name)
    {
        await Task.Yield();
        using HttpClient client = Servers.Client(program);
        client.Timeout = s_patience;
        try
        {
            while (true)
            {
                using var form = new MultipartFormDataContent { { new StringContent(name), "name" }, { new ByteArrayContent(file), "file", "burst.csv" } };
                using HttpResponseMessage answer = await client.PostAsync("api/datasets", form);
                if (answer.StatusCode != HttpStatusCode.TooManyRequests)
                {
                    Interlocked.Add(ref _failed, answer.StatusCode == HttpStatusCode.Created ? 0 : 1);
                    return;
                }

                Interlocked.Increment(ref _told);
                await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Interlocked.Increment(ref _failed);
        }
    }

    private static byte[] Table(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("id,city,plan,age,income,score,visits,ratio,opened,left\n");
        string[] cities = ["Basel", "Bern", "Genf", "Lugano", "Zug"];
        for (int row = 0; text.Length < Bytes; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"c-{seed}-{row},{cities[random.Next(cities.Length)]},{(char)('a' + random.Next(4))},{random.Next(18, 99)},{random.Next(20_000, 200_000)},{random.NextDouble():0.0000},{random.Next(500)},{random.NextDouble() * 9:0.000},2024-{random.Next(1, 13):00}-{random.Next(1, 29):00},{(random.Next(3) == 0 ? "yes" : "no")}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
