using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class UploadBurstTests
{
    private const string House =
        """{"model_name":"california_housing","features":{"longitude":-122.23,"latitude":37.88,"housing_median_age":41,"total_rooms":880,"total_bedrooms":null,"population":322,"households":126,"median_income":8.3252,"ocean_proximity":"NEAR BAY"}}""";

    [SharedDataFact("california_housing.csv")]
    public async Task A_burst_of_uploads_waits_its_turn_the_surplus_is_told_when_to_come_and_predictions_are_answered()
    {
        await using var app = new TrainedApp(("Datasets:ConcurrentInspections", "2"), ("Datasets:QueuedInspections", "3"));
        await app.ServeAsync("california_housing", "median_house_value");
        var gate = app.Services.GetRequiredService<InspectionGate>();
        using var open = new ManualResetEventSlim();
        Task<int>[] slots = [.. Enumerable.Range(0, 2).Select(_ => gate.RunAsync(token => Hold(open, token), CancellationToken.None))];

        Task<HttpResponseMessage>[] uploads = [.. Enumerable.Range(0, 8).Select(number => UploadAsync(app.Client, $"burst-{number}", number))];
        await Wait.UntilAsync(() => uploads.Count(upload => upload.IsCompleted) == 5);
        HttpResponseMessage[] refused = [.. uploads.Where(upload => upload.IsCompleted).Select(upload => upload.Result)];
        Assert.All(refused, answer => Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode));
        Assert.All(refused, answer => Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60));
        JsonElement problem = await refused[0].Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains("Datasets:QueuedInspections", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);

        using HttpResponseMessage prediction = await app.Client.PostAsync("/api/predict", new StringContent(House, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, prediction.StatusCode);
        Assert.Equal(5, gate.Inside);

        open.Set();
        await Task.WhenAll(slots);
        HttpResponseMessage[] answers = await Task.WhenAll(uploads);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        using HttpResponseMessage again = await UploadAsync(app.Client, "again", 99);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Fact]
    public async Task A_full_line_refuses_before_the_file_is_read()
    {
        using var app = new AppFactory(("Datasets:ConcurrentInspections", "1"), ("Datasets:QueuedInspections", "0"));
        using HttpClient client = app.CreateAdminClient();
        var gate = app.Services.GetRequiredService<InspectionGate>();
        using var open = new ManualResetEventSlim();
        Task<int> slot = gate.RunAsync(token => Hold(open, token), CancellationToken.None);

        // It has no file at all: that would be told if the form were read.
        using var form = new MultipartFormDataContent { { new StringContent("a"), "name" } };
        using HttpResponseMessage answer = await client.PostAsync("/api/datasets", form);
        open.Set();
        await slot;

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client, string name, int seed)
    {
        MultipartFormDataContent form = TrainedApp.CsvFile($"a,b\n{seed},x\n2,y\n3,x\n");
        form.Add(new StringContent(name), "name");
        return client.PostAsync("/api/datasets", form);
    }

    private static int Hold(ManualResetEventSlim open, CancellationToken cancellationToken)
    {
        open.Wait(cancellationToken);
        return 0;
    }
}
