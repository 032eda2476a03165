using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace MlOpsDashboard.ServingBench;

/// <summary>Clients that write down every answer: wrk only counts them.</summary>
/// <param name="program">Who is asked.</param>
internal sealed class LoadClients(BenchProcess program)
{
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private int _after;
    private int _before;
    private volatile bool _stopped;
    private Task _running = Task.CompletedTask;

    /// <summary>An answer.</summary>
    /// <param name="Id">Its identifier.</param>
    /// <param name="Version">The version that gave it.</param>
    /// <param name="At">When it came (<see cref="Stopwatch.GetTimestamp"/>).</param>
    /// <param name="Fits">Whether the version was in production while the request was under way.</param>
    public sealed record Answer(string Id, int Version, long At, bool Fits);

    /// <summary>The good answers.</summary>
    public IReadOnlyCollection<Answer> Answers => _answers;

    /// <summary>What went wrong otherwise: bad statuses, and connections that broke.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Promotions that have begun; the version in production is 1 plus their number modulo 2.</summary>
    public ref int Begun => ref _after;

    /// <summary>Promotions that were confirmed.</summary>
    public ref int Confirmed => ref _before;

    /// <summary>Begins to ask.</summary>
    /// <param name="connections">How many ask at once.</param>
    public void Start(int connections) =>
        _running = Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(AskAsync)));

    /// <summary>Ends when all requests under way are over.</summary>
    public Task StopAsync()
    {
        _stopped = true;
        return _running;
    }

    private async Task AskAsync()
    {
        using var client = Servers.Client(program);
        int refused = 0;
        while (!_stopped && refused < 3)
        {
            int before = Volatile.Read(ref _before);
            try
            {
                using var body = new StringContent(AdultModel.Request, Encoding.UTF8, "application/json");
                using HttpResponseMessage answer = await client.PostAsync("api/predict", body);
                byte[] content = await answer.Content.ReadAsByteArrayAsync();
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    _failures.Enqueue(answer.StatusCode.ToString());
                    continue;
                }

                Note(JsonDocument.Parse(content).RootElement, before, Volatile.Read(ref _after));
            }
            catch (HttpRequestException exception)
            {
                refused++;
                _failures.Enqueue(exception.InnerException?.Message ?? exception.Message);
            }
        }
    }

    // Between the last confirmed promotion before and the last begun one after, every version may have answered.
    private void Note(JsonElement answer, int before, int after)
    {
        int version = answer.GetProperty("model_version").GetInt32();
        bool fits = after > before || version == 1 + (before % 2);
        _answers.Enqueue(new Answer(answer.GetProperty("request_id").GetString()!, version, Stopwatch.GetTimestamp(), fits));
    }
}
