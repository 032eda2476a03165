using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>The whole program with a data set of <c>shared/data</c> and, on demand, a model trained on it over REST.</summary>
internal sealed class TrainedApp : IAsyncDisposable
{
    private readonly AppFactory _factory;

    public TrainedApp(params (string Key, string? Value)[] settings)
    {
        _factory = new AppFactory(settings);
        Client = _factory.CreateAdminClient();
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _factory.Services;

    /// <summary>Stores a data set as it is.</summary>
    public async Task StoreAsync(string name)
    {
        await using FileStream content = File.OpenRead(SharedData.Find(name + ".csv"));
        await Services.GetRequiredService<DatasetService>().StoreAsync(new DatasetUpload(name, name + ".csv"), content, "tester", default);
    }

    /// <summary>Starts a job and waits for its end.</summary>
    public async Task<JsonElement> TrainAsync(object request)
    {
        using HttpResponseMessage started = await Client.PostAsJsonAsync("/api/training/start", request);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        JsonElement status = default;
        await Wait.UntilAsync(async () =>
        {
            status = await Client.GetFromJsonAsync<JsonElement>(started.Headers.Location);
            return status.GetProperty("status").GetString() is not ("queued" or "running");
        });
        return status;
    }

    /// <summary>Trains a linear model and promotes it to production.</summary>
    public async Task ServeAsync(string dataset, string target)
    {
        await StoreAsync(dataset);
        JsonElement job = await TrainAsync(new
        {
            model_name = dataset,
            dataset,
            target,
            learners = new[] { "linear" },
            trials = 1,
            time_budget_seconds = 30,
        });
        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        string modelId = job.GetProperty("model_id").GetString()!;
        var registry = Services.GetRequiredService<RegistryService>();
        await registry.PromoteAsync(modelId, ModelStage.Staging, null, "tester", default);
        await registry.PromoteAsync(modelId, ModelStage.Production, null, "tester", default);
    }

    /// <summary>Asks a model about rows of a file, and gives the fields of the answers: the sent ones, the prediction, and last its identifier.</summary>
    public async Task<string[][]> PredictCsvAsync(string model, IEnumerable<string> lines)
    {
        using MultipartFormDataContent form = CsvFile(string.Join('\n', lines));
        form.Add(new StringContent(model), "model_name");
        using HttpResponseMessage csv = await Client.PostAsync("/api/predict/batch", form);
        return [.. (await csv.Content.ReadAsStringAsync()).TrimEnd().Split('\n').Skip(1).Select(line => line.TrimEnd('\r').Split(','))];
    }

    /// <summary>A CSV file as a form sends it.</summary>
    public static MultipartFormDataContent CsvFile(string text)
    {
        var part = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        part.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return new MultipartFormDataContent { { part, "file", "rows.csv" } };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
    }
}
