using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace MlOpsDashboard.Tests.Web.Fuzz;

/// <summary>
/// Whatever a client sends, it is never answered with a failure of the program, nor shown its insides. MLOPS_FUZZ_SEED chooses other requests,
/// MLOPS_FUZZ_REQUEST only the one of a number: so one that failed is sent again.
/// </summary>
public sealed partial class RequestFuzzTests(ITestOutputHelper output)
{
    private const int Requests = 8_000;
    private const int Workers = 4;
    private const int ShownFailures = 12;
    private const int ShownLetters = 1500;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task No_request_is_answered_with_a_failure_of_the_program()
    {
        int seed = Setting("MLOPS_FUZZ_SEED") ?? 20_261_130;
        await using var app = new AppFactory(("Limits:RequestsPerSecond", "0"), ("Logging:LogLevel:Default", "Error"));
        FuzzRequests requests = await PrepareAsync(app, seed);
        var failures = new ConcurrentQueue<(string Fault, string Text)>();
        var statuses = new ConcurrentDictionary<int, int>();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        int next = Setting("MLOPS_FUZZ_REQUEST") ?? 0;
        int end = Setting("MLOPS_FUZZ_REQUEST") is { } only ? only + 1 : Requests;
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            for (int number = Interlocked.Increment(ref next) - 1; number < end; number = Interlocked.Increment(ref next) - 1)
            {
                FuzzRequest request = requests.Make(number);
                (int status, string? fault) = await SendAsync(app, request);
                statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
                if (fault is not null)
                {
                    failures.Enqueue((fault, $"seed {seed}, request {number}: {fault}\n{request}\n"));
                }
            }
        })));

        output.WriteLine($"{end - (end == Requests ? 0 : end - 1)} requests in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.0} s of processors: "
            + string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} × {pair.Key}")));
        Assert.True(failures.IsEmpty, $"{failures.Count} failures.\n" + string.Join('\n', failures.DistinctBy(one => one.Fault.Split('\n')[0]).Take(ShownFailures).Select(one => one.Text))
            + "\nThe program's log:\n" + string.Join('\n', app.Log.From(LogLevel.Error).Select(line => line[..Math.Min(line.Length, ShownLetters)]).Distinct().Take(ShownFailures)));
        Assert.True(end < Requests || (statuses.GetValueOrDefault(200) > Requests / 20 && statuses.GetValueOrDefault(400) > Requests / 20), "Hardly any request got as far as it should.");
    }

    private static async Task<(int Status, string? Fault)> SendAsync(AppFactory app, FuzzRequest request)
    {
        using var limit = new CancellationTokenSource(s_patience);
        try
        {
            HttpContext context = await app.Server.SendAsync(request.ApplyTo, limit.Token);
            using var reader = new StreamReader(context.Response.Body, Encoding.Latin1);
            string text = await reader.ReadToEndAsync(limit.Token);
            int status = context.Response.StatusCode;
            bool isDeliberate = status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status507InsufficientStorage;
            return (status, status >= StatusCodes.Status500InternalServerError && !isDeliberate ? $"answered with {status}: {text[..Math.Min(text.Length, 500)]}"
                : !ShowsTheLog(request) && Insides().Match(text) is { Success: true } match ? $"showed its insides: …{text.Substring(Math.Max(0, match.Index - 100), Math.Min(300, text.Length - Math.Max(0, match.Index - 100)))}…"
                : text.Contains("This page has failed", StringComparison.Ordinal) ? "met the error boundary"
                : null);
        }
        catch (Exception exception)
        {
            // Whatever leaves the program broke off an answer.
            string text = limit.IsCancellationRequested ? "no answer in time" : exception.ToString();
            return (0, text[..Math.Min(text.Length, ShownLetters)]);
        }
    }

    /// <summary>A data set, a model in production and one to be changed, and the names of what there is.</summary>
    private static async Task<FuzzRequests> PrepareAsync(AppFactory app, int seed)
    {
        using HttpClient client = app.CreateAdminClient();
        var csv = new StringBuilder("visits,city,member,bought\n");
        for (int row = 0; row < 60; row++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{row * 7 % 31},{(row % 3 == 0 ? "Oslo" : "Rome")},{(row % 2 == 0 ? "true" : "false")},{(row * 7 % 31 > 14 ? "yes" : "no")}\n");
        }

        foreach (string name in (string[])["shop", "spare"])
        {
            using var form = new MultipartFormDataContent { { new StringContent(name), "name" }, { new StringContent(csv.ToString() + (name == "shop" ? "" : "1,Oslo,true,no\n")), "file", "shop.csv" } };
            using HttpResponseMessage stored = await client.PostAsync("/api/datasets", form);
            stored.EnsureSuccessStatusCode();
        }

        using HttpResponseMessage training = await client.PostAsJsonAsync("/api/training/start", new { model_name = "shop", dataset = "shop", target = "bought", learners = new[] { "linear" }, trials = 1, time_budget_seconds = 30 });
        JsonElement job = default;
        await Wait.UntilAsync(async () => (job = await client.GetFromJsonAsync<JsonElement>(training.Headers.Location)).GetProperty("status").GetString() is not ("queued" or "running"));
        string run = job.GetProperty("run_id").GetString()!;
        using HttpResponseMessage spare = await client.PostAsJsonAsync("/api/models", new { name = "spare", run_id = run });
        spare.EnsureSuccessStatusCode();
        var registry = app.Services.GetRequiredService<RegistryService>();
        await registry.PromoteAsync("shop:1", ModelStage.Staging, null, "tester", default);
        await registry.PromoteAsync("shop:1", ModelStage.Production, null, "tester", default);

        using HttpResponseMessage signedIn = await client.GetAsync($"/signin?token={app.Services.GetRequiredService<SignInTokens>().Create()}");
        string cookie = signedIn.RequestMessage!.Headers.TryGetValues("Cookie", out IEnumerable<string>? sent) ? sent.First() : signedIn.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        JsonElement document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var known = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = "shop",
            ["model"] = "shop",
            ["model_name"] = "shop",
            ["model_id"] = "shop:1",
            ["dataset"] = "shop",
            ["version"] = "1",
            ["target"] = "bought",
            ["job_id"] = job.GetProperty("job_id").GetString()!,
            ["jobid"] = job.GetProperty("job_id").GetString()!,
            ["run_id"] = run,
            ["runid"] = run,
            ["key"] = "roc_auc",
            ["path"] = "model.zip",
            ["spare name"] = "spare",
            ["spare model"] = "spare",
            ["spare model_id"] = "spare:1",
        };
        var bodies = new FuzzBodies(document, new Dictionary<string, string>(StringComparer.Ordinal) { ["model_name"] = "spare", ["dataset"] = "shop", ["target"] = "bought", ["run_id"] = run });
        return new FuzzRequests(seed, [.. FuzzRoutes.Of(document), .. FuzzRoutes.Pages()], bodies, known, cookie);
    }

    // An administrator may read what the program said of its failures.
    private static bool ShowsTheLog(FuzzRequest request) => request.Path.Contains("logs", StringComparison.OrdinalIgnoreCase);

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : null;

    [GeneratedRegex("\\n? {2,}at [A-Z][\\w.<>`]+\\(|(System|Microsoft|MlOpsDashboard)\\.[\\w.]*Exception|Unhandled exception")]
    private static partial Regex Insides();
}
