using System.IO.Compression;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Regressions;

/// <summary>
/// A data folder that the program of November 2026 left behind (commit f73a647: two data sets, six trained models in production, their
/// predictions with feedback, a batch job) opens, and its models answer as they did. <c>expected.json</c> inside holds what that program said.
/// </summary>
public sealed class OldDataFolderTests : IDisposable
{
    // Processors that add in another order may differ in the last bits of a sum.
    private const double Tolerance = 1e-6;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Opens_and_its_models_answer_as_before()
    {
        await ZipFile.ExtractToDirectoryAsync(RepositoryFolder.Combine("MlOpsDashboard.Tests", "Regressions", "OldDataFolder.zip"), _folder.FullName);
        JsonElement expected = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.Combine("expected.json"))).RootElement;
        await using var app = new AppFactory(("Storage:DataDirectory", _folder.FullName));
        using HttpClient client = app.CreateAdminClient();

        JsonElement files = await client.GetFromJsonAsync<JsonElement>("/api/storage/verify");
        Assert.InRange(files.GetProperty("checked").GetInt32(), 50, int.MaxValue);
        Assert.Equal((0, 0), (files.GetProperty("damaged").GetArrayLength(), files.GetProperty("missing").GetArrayLength()));
        foreach (JsonProperty dataset in expected.GetProperty("datasets").EnumerateObject())
        {
            Assert.Equal(dataset.Value.GetString(), await HashAsync(client, $"/api/datasets/{dataset.Name}/versions/1/content"));
            JsonElement profile = await client.GetFromJsonAsync<JsonElement>($"/api/datasets/{dataset.Name}/versions/1/profile");
            Assert.Equal(7, profile.GetProperty("columns").GetArrayLength());
        }

        Assert.Equal(expected.GetProperty("batch_sha256").GetString(), await HashAsync(client, $"/api/predict/jobs/{expected.GetProperty("batch_job").GetString()}/result"));
        foreach (JsonElement said in expected.GetProperty("predictions").EnumerateArray())
        {
            await AssertSameAsync(client, said);
        }

        JsonElement labelled = await client.GetFromJsonAsync<JsonElement>("/api/predictions?model=clients_linear&labelled=true");
        Assert.Equal(3, labelled.GetProperty("items").GetArrayLength());
    }

    private static async Task AssertSameAsync(HttpClient client, JsonElement said)
    {
        string modelId = said.GetProperty("model_id").GetString()!;
        using HttpResponseMessage reply = await client.PostAsJsonAsync(
            "/api/predict", new { model_name = modelId.Split(':')[0], features = said.GetProperty("features") });
        JsonElement answer = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(reply.IsSuccessStatusCode, $"{modelId}: {answer}");
        JsonElement prediction = said.GetProperty("prediction");
        if (prediction.ValueKind == JsonValueKind.Number)
        {
            Assert.Equal(prediction.GetDouble(), answer.GetProperty("prediction").GetDouble(), Math.Abs(prediction.GetDouble()) * Tolerance);
            return;
        }

        Assert.Equal((modelId, prediction.GetString()), (modelId, answer.GetProperty("prediction").GetString()));
        foreach (JsonProperty probability in said.GetProperty("probabilities").EnumerateObject())
        {
            Assert.Equal(probability.Value.GetDouble(), answer.GetProperty("probabilities").GetProperty(probability.Name).GetDouble(), Tolerance);
        }
    }

    private static async Task<string> HashAsync(HttpClient client, string address) =>
        Convert.ToHexStringLower(SHA256.HashData(await client.GetByteArrayAsync(address)));
}
