using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace MlOpsDashboard.Samples;

/// <summary>A running MlOpsDashboard as a client sees it: HTTP, JSON, and an API key in a header.</summary>
internal sealed class Dashboard : IDisposable
{
    private const string DataFolder = "../shared/data";
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(250);
    private readonly HttpClient _http;

    private Dashboard(Uri address, string key)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("X-API-Key", key);
    }

    /// <summary>Runs a sample: finds the table and the program, and tells in one sentence what went wrong.</summary>
    /// <param name="arguments">The command line: at most the path of the table.</param>
    /// <param name="file">The name that the table usually has.</param>
    /// <param name="sample">What to do with the program and the lines of the table, its header first.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, string file, Func<Dashboard, string[], Task> sample)
    {
        string path = arguments is [var given, ..] ? given : Path.Combine(DataFolder, file);
        string address = Environment.GetEnvironmentVariable("MLOPS_URL") ?? "http://127.0.0.1:5080";
        try
        {
            string key = Environment.GetEnvironmentVariable("MLOPS_API_KEY")
                ?? throw new InvalidOperationException("MLOPS_API_KEY must hold an API key with the role approver.");
            using var dashboard = new Dashboard(new Uri(address.TrimEnd('/') + "/"), key);
            await sample(dashboard, await File.ReadAllLinesAsync(path));
            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    /// <summary>Asks for something.</summary>
    public async Task<JsonNode> GetAsync(string path) => Parse(await AnswerAsync(await _http.GetAsync(path)));

    /// <summary>Sends JSON.</summary>
    public async Task<JsonNode> PostAsync(string path, object body) => Parse(await AnswerAsync(await _http.PostAsJsonAsync(path, body)));

    /// <summary>Moves a version into production; the one that was there is archived.</summary>
    public async Task PromoteAsync(string modelId, string comment) =>
        await AnswerAsync(await _http.PutAsJsonAsync($"api/models/{modelId}/promote", new { stage = "production", comment }));

    /// <summary>Sends a table as the file of a form, and gives back the answer as it came.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="lines">The lines of the table, its header first.</param>
    /// <param name="fields">The other fields of the form.</param>
    public async Task<string> UploadAsync(string path, IEnumerable<string> lines, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach ((string name, string value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")), "file", "table.csv");
        return await AnswerAsync(await _http.PostAsync(path, form));
    }

    /// <summary>Stores a table as a version of a data set; the same table again is the same version.</summary>
    public async Task<JsonNode> StoreAsync(string name, string target, IEnumerable<string> lines)
    {
        JsonNode stored = Parse(await UploadAsync("api/datasets", lines, ("name", name), ("target", target)));
        Console.WriteLine($"Stored {stored["dataset"]}:{stored["version"]} with {stored["rows"]} rows.");
        return stored;
    }

    /// <summary>Starts a training job and waits for its end.</summary>
    /// <param name="request">What to train, in the words of <c>POST /api/training/start</c>.</param>
    /// <returns>The registered version.</returns>
    public async Task<JsonNode> TrainAsync(object request)
    {
        JsonNode started = await PostAsync("api/training/start", request);
        JsonNode job;
        using var pace = new PeriodicTimer(s_pace);
        do
        {
            await pace.WaitForNextTickAsync();
            job = await GetAsync($"api/training/status/{started["job_id"]}");
        }
        while ((string?)job["status"] is "queued" or "running");

        if ((string?)job["status"] != "succeeded")
        {
            throw new InvalidOperationException($"The training has {job["status"]}: {job["error"]}");
        }

        JsonNode version = await GetAsync($"api/models/{job["model_id"]}");
        string metric = $"{version["metric"]}";
        Console.WriteLine($"Trained {job["model_id"]} in {job["trials_done"]} trials: {version["learner"]}, {metric} {Number(version["metrics"]![metric])} on rows set aside.");
        return version;
    }

    /// <summary>How good a version has been in the last day, by what was told of its predictions.</summary>
    /// <param name="version">The version.</param>
    /// <param name="metric">A metric that has an interval.</param>
    public async Task<string> QualityAsync(JsonNode version, string metric)
    {
        JsonNode report = await GetAsync($"api/monitoring/quality?model={version["name"]}&hours=24");
        JsonNode own = report["versions"]!.AsArray().Single(entry => (int)entry!["model_version"]! == (int)version["version"]!)!;
        JsonNode figure = own["metrics"]![metric]!;
        return $"{metric} {Number(figure["value"])} (95 % interval {Number(figure["low"])} to {Number(figure["high"])})";
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static string Number(JsonNode? value) => ((double)value!).ToString("G3");

    private static JsonNode Parse(string answer) => JsonNode.Parse(answer)!;

    // A refusal is application/problem+json: its words say what is wrong with which field.
    private static async Task<string> AnswerAsync(HttpResponseMessage response)
    {
        using (response)
        {
            string answer = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode
                ? answer
                : throw new InvalidOperationException($"{(int)response.StatusCode} from {response.RequestMessage!.RequestUri!.AbsolutePath}: {answer}");
        }
    }
}
