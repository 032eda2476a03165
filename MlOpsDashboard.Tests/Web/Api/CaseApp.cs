using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>The whole program, asked over REST about the inputs of <c>shared/cases</c> as a user would ask.</summary>
internal sealed class CaseApp : IAsyncDisposable
{
    private readonly TrainedApp _app = new();

    /// <summary>An administrator's client.</summary>
    public HttpClient Client => _app.Client;

    /// <summary>The program's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>A file of <c>shared/cases</c>, as a path for <see cref="SharedData.Find"/>.</summary>
    public static string Path(string file) => "../cases/" + file;

    /// <summary>Uploads a file, or asks for its preview.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(byte[] file, string name, string? target = null, string path = "/api/datasets", params (string Name, string Value)[] said)
    {
        using var form = new MultipartFormDataContent();
        foreach ((string field, string value) in said.Append(("name", name)).Concat(target is null ? [] : [("target", target)]))
        {
            form.Add(new StringContent(value), field);
        }

        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(part, "file", name + ".csv");
        using HttpResponseMessage reply = await Client.PostAsync(path, form);
        return (reply.StatusCode, await reply.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Stores a file of <c>shared/cases</c>.</summary>
    public async Task<JsonElement> StoreAsync(string file, string name = "d", string? target = null, params (string Name, string Value)[] said)
    {
        (HttpStatusCode status, JsonElement body) = await SendAsync(await File.ReadAllBytesAsync(SharedData.Find(Path(file))), name, target, "/api/datasets", said);
        Assert.True(status == HttpStatusCode.Created, body.ToString());
        return body;
    }

    /// <summary>Stores a text as a table.</summary>
    public async Task<JsonElement> StoreTextAsync(string text, string name = "d", params (string Name, string Value)[] said)
    {
        (HttpStatusCode status, JsonElement body) = await SendAsync(Encoding.UTF8.GetBytes(text), name, null, "/api/datasets", said);
        Assert.True(status == HttpStatusCode.Created, body.ToString());
        return body;
    }

    /// <summary>Trains a model called <c>m</c> on the data set <c>d</c> and promotes it to production.</summary>
    public async Task<string> ServeAsync(string target = "y", string learner = "gradient_boosting", params string[] features)
    {
        JsonElement job = await _app.TrainAsync(new { model_name = "m", dataset = "d", target, features = features.Length == 0 ? null : features, learners = new[] { learner }, trials = 1, time_budget_seconds = 60, seed = 7 });
        Assert.True(job.GetProperty("status").GetString() == "succeeded", job.ToString());
        string model = job.GetProperty("model_id").GetString()!;
        var registry = _app.Services.GetRequiredService<RegistryService>();
        await registry.PromoteAsync(model, ModelStage.Staging, null, "tester", default);
        await registry.PromoteAsync(model, ModelStage.Production, null, "tester", default);
        return model;
    }

    /// <summary>Asks by JSON.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> PredictAsync(object features)
    {
        using HttpResponseMessage reply = await Client.PostAsJsonAsync("/api/predict", new { model_name = "m", features });
        return (reply.StatusCode, await reply.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>The answer to a question by JSON, as a number: the prediction, or the probability of the last class.</summary>
    public async Task<double> AnswerAsync(object features)
    {
        (HttpStatusCode status, JsonElement body) = await PredictAsync(features);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return NumberOf(body);
    }

    /// <summary>The answer to a question by the Open Inference Protocol, each feature a column of one value.</summary>
    public async Task<double> InferAsync(params (string Name, object? Value)[] features)
    {
        var inputs = features.Select(feature => new
        {
            name = feature.Name,
            shape = new[] { 1 },
            datatype = feature.Value is double ? "FP64" : "BYTES",
            data = new[] { feature.Value },
        });
        using HttpResponseMessage reply = await Client.PostAsJsonAsync("/v2/models/m/infer", new { inputs });
        string text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        JsonElement[] outputs = [.. JsonDocument.Parse(text).RootElement.GetProperty("outputs").EnumerateArray()];
        JsonElement values = outputs.FirstOrDefault(one => one.GetProperty("name").GetString() == "probabilities");
        values = values.ValueKind == JsonValueKind.Undefined ? outputs.First(one => one.GetProperty("name").GetString() == "prediction") : values;
        return values.GetProperty("data").EnumerateArray().Last().GetDouble();
    }

    /// <summary>The answers to the rows of a CSV file, from the call that answers at once.</summary>
    public async Task<double[]> CsvAsync(string text, bool regression)
    {
        using MultipartFormDataContent form = TrainedApp.CsvFile(text);
        form.Add(new StringContent("m"), "model_name");
        using HttpResponseMessage reply = await Client.PostAsync("/api/predict/batch", form);
        string csv = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, csv);
        return Answers(csv, regression);
    }

    /// <summary>The answers to the rows of a CSV file or of a stored data set, from a batch job.</summary>
    public async Task<double[]> JobAsync(string? text, bool regression)
    {
        using HttpResponseMessage started = text is null
            ? await Client.PostAsJsonAsync("/api/predict/jobs", new { model_name = "m", dataset = "d" })
            : await StartJobAsync(text);
        Assert.True(started.StatusCode == HttpStatusCode.Accepted, await started.Content.ReadAsStringAsync());
        JsonElement job = default;
        await Wait.UntilAsync(async () =>
        {
            job = await Client.GetFromJsonAsync<JsonElement>(started.Headers.Location);
            return job.GetProperty("status").GetString() is not ("queued" or "running");
        });
        Assert.True(job.GetProperty("status").GetString() == "succeeded", job.ToString());
        return Answers(await Client.GetStringAsync(started.Headers.Location + "/result"), regression);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static double NumberOf(JsonElement answer) => answer.GetProperty("prediction").ValueKind == JsonValueKind.Number
        ? answer.GetProperty("prediction").GetDouble()
        : answer.GetProperty("probabilities").EnumerateObject().Last().Value.GetDouble();

    private static double[] Answers(string csv, bool regression)
    {
        string[] lines = csv.TrimEnd().Split('\n');
        string[] header = lines[0].Split(',');
        int column = regression ? Array.IndexOf(header, "prediction") : Array.FindLastIndex(header, name => name.StartsWith("probability", StringComparison.Ordinal));
        Assert.True(column >= 0, lines[0]);
        return [.. lines[1..].Select(line => double.Parse(line.Split(',')[^(header.Length - column)], System.Globalization.CultureInfo.InvariantCulture))];
    }

    private async Task<HttpResponseMessage> StartJobAsync(string text)
    {
        using MultipartFormDataContent form = TrainedApp.CsvFile(text);
        form.Add(new StringContent("m"), "model_name");
        return await Client.PostAsync("/api/predict/jobs", form);
    }
}
