using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace MlOpsDashboard.Tests.Crash;

/// <summary>Clients that ask the model of <see cref="CrashWorkload"/> one prediction after the other and write every answer down.</summary>
/// <param name="client">Calls the program.</param>
internal sealed class PredictLoad(HttpClient client)
{
    private const string Body = $$$"""{"model_name":"{{{CrashWorkload.Name}}}","features":{"x":0.5,"colour":"red"}}""";
    private const int Clients = 4;

    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private Task _running = Task.CompletedTask;
    private volatile bool _stopped;
    private int _begun;
    private int _confirmed;

    /// <summary>The good answers, in the order of their coming.</summary>
    public IReadOnlyCollection<Answer> Answers => _answers;

    /// <summary>Answers with a bad status.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Begins to ask.</summary>
    public void Start() => _running = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(AskAsync)));

    /// <summary>Waits for the end of the clients: they end when the server is gone.</summary>
    public Task EndAsync() => _running;

    /// <summary>Lets the clients end, each after its answer.</summary>
    public Task StopAsync()
    {
        _stopped = true;
        return _running;
    }

    /// <summary>Makes a promotion known to those who judge the answers.</summary>
    /// <param name="promote">Makes it.</param>
    public async Task PromoteAsync(Func<Task> promote)
    {
        Interlocked.Increment(ref _begun);
        await promote();
        Interlocked.Increment(ref _confirmed);
    }

    private async Task AskAsync()
    {
        while (!_stopped)
        {
            int before = Volatile.Read(ref _confirmed);
            try
            {
                using var body = new StringContent(Body, Encoding.UTF8, "application/json");
                using HttpResponseMessage answer = await client.PostAsync("api/predict", body);
                string content = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    _failures.Enqueue($"{answer.StatusCode}: {content}");
                    continue;
                }

                using JsonDocument json = JsonDocument.Parse(content);
                _answers.Enqueue(new Answer(
                    json.RootElement.GetProperty("request_id").GetString()!,
                    json.RootElement.GetProperty("model_version").GetInt32(),
                    before,
                    Volatile.Read(ref _begun),
                    TimeProvider.System.GetTimestamp()));
            }
            catch (HttpRequestException)
            {
                // Not let in any more, or killed: whether that cost anything shows in the log.
                return;
            }
        }
    }

    /// <summary>An answer.</summary>
    /// <param name="Id">Its identifier.</param>
    /// <param name="Version">The version that gave it.</param>
    /// <param name="Confirmed">Promotions that were over before the request.</param>
    /// <param name="Begun">Promotions that had begun before its answer came.</param>
    /// <param name="At">When the answer came, as a timestamp.</param>
    public sealed record Answer(string Id, int Version, int Confirmed, int Begun, long At);
}
