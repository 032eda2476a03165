using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>Files that are no longer what was stored are found by whoever wants them, and by who looks for them.</summary>
public sealed class StorageEndpointsTests : IDisposable
{
    private readonly AppFactory _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Altered_data_set_is_neither_sent_nor_trained_on_and_the_same_file_mends_it()
    {
        using HttpClient client = _app.CreateAdminClient();
        string sha256 = await StoreAsync(client, "rows", Table(), HttpStatusCode.Created);
        byte[] whole = await client.GetByteArrayAsync("/api/datasets/rows/versions/1/content");
        StoredFiles.Alter(_app.DataFolder, sha256);

        using HttpResponseMessage download = await client.GetAsync("/api/datasets/rows/versions/1/content");
        using HttpResponseMessage rows = await client.GetAsync("/api/datasets/rows/versions/1/rows");
        using HttpResponseMessage training = await client.PostAsJsonAsync("/api/training/start", new { model_name = "m", dataset = "rows", target = "y" });

        foreach (HttpResponseMessage reply in new[] { download, rows, training })
        {
            Assert.Equal(HttpStatusCode.Conflict, reply.StatusCode);
            JsonElement problem = await reply.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Contains("dataset version rows:1 cannot be used", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        JsonElement ready = await (await client.GetAsync("/health/ready")).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains("rows:1", ready.GetProperty("checks").GetProperty("artifact_store").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal(["artifact.damaged", "dataset.stored"], await ActionsAsync("rows:1"));

        Assert.Equal(sha256, await StoreAsync(client, "rows", Table(), HttpStatusCode.OK));

        Assert.Equal(whole, await client.GetByteArrayAsync("/api/datasets/rows/versions/1/content"));
        Assert.Equal(["artifact.mended", "artifact.damaged", "dataset.stored"], await ActionsAsync("rows:1"));
    }

    [Fact]
    public async Task Truncated_data_set_uploaded_again_under_a_new_name_is_stored_whole()
    {
        using HttpClient client = _app.CreateAdminClient();
        string sha256 = await StoreAsync(client, "rows", Table(), HttpStatusCode.Created);
        StoredFiles.Truncate(_app.DataFolder, sha256, 1000);

        await StoreAsync(client, "again", Table(), HttpStatusCode.Created);

        Assert.Equal(Table(), await client.GetStringAsync("/api/datasets/again/versions/1/content"));
        Assert.Equal(Table(), await client.GetStringAsync("/api/datasets/rows/versions/1/content"));
    }

    [Fact]
    public async Task Lost_profile_comes_back_with_the_same_file()
    {
        using HttpClient client = _app.CreateAdminClient();
        await StoreAsync(client, "rows", Table(), HttpStatusCode.Created);
        DatasetVersion version = await _app.Services.GetRequiredService<DatasetService>().GetAsync("rows", 1, default);
        StoredFiles.Lose(_app.DataFolder, version.AnalysisSha256);
        using HttpResponseMessage lost = await client.GetAsync("/api/datasets/rows/versions/1/profile");
        Assert.Equal(HttpStatusCode.Conflict, lost.StatusCode);

        await StoreAsync(client, "rows", Table(), HttpStatusCode.OK);

        JsonElement profile = await client.GetFromJsonAsync<JsonElement>("/api/datasets/rows/versions/1/profile");
        Assert.Equal(2, profile.GetProperty("columns").GetArrayLength());
    }

    [Fact]
    public async Task Swapped_model_does_not_answer_for_another_and_is_not_sent()
    {
        using HttpClient client = _app.CreateAdminClient();
        await ServingHost.PromoteAsync(_app.Services, "shop", 1);
        string second = await ServingHost.StageAsync(_app.Services, "shop", 2);
        var registry = _app.Services.GetRequiredService<RegistryService>();
        string[] files = [(await registry.GetAsync("shop:1", default)).ArtifactSha256, (await registry.GetAsync(second, default)).ArtifactSha256];
        File.Copy(StoredFiles.Of(_app.DataFolder, files[0]), StoredFiles.Of(_app.DataFolder, files[1]), overwrite: true);

        foreach (string address in new[] { "artifact", "onnx" })
        {
            using HttpResponseMessage download = await client.GetAsync($"/api/models/shop:2/{address}");
            Assert.Equal(HttpStatusCode.Conflict, download.StatusCode);
        }

        using HttpResponseMessage asked = await client.PostAsJsonAsync("/api/predict", new { model_id = "shop:2", features = new { x = 1.5, colour = "red" } });
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        using HttpResponseMessage promoted = await client.PutAsJsonAsync("/api/models/shop:2/promote", new { stage = "production" });
        Assert.Equal(HttpStatusCode.Conflict, promoted.StatusCode);
        JsonElement answer = await (await client.PostAsJsonAsync("/api/predict", new { model_name = "shop", features = new { x = 1.5, colour = "red" } })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(1, answer.GetProperty("model_version").GetInt32());
    }

    [Fact]
    public async Task Verify_names_what_is_damaged_and_what_is_missing_for_administrators()
    {
        using HttpClient client = _app.CreateAdminClient();
        string rows = await StoreAsync(client, "rows", Table(), HttpStatusCode.Created);
        await StoreAsync(client, "others", Table() + "9,no\n", HttpStatusCode.Created);
        string id = await ServingHost.StageAsync(_app.Services, "shop", 1);
        string model = (await _app.Services.GetRequiredService<RegistryService>().GetAsync(id, default)).ArtifactSha256;

        JsonElement well = await client.GetFromJsonAsync<JsonElement>("/api/storage/verify");
        Assert.Equal((5, 0, 0), (well.GetProperty("checked").GetInt32(), well.GetProperty("damaged").GetArrayLength(), well.GetProperty("missing").GetArrayLength()));

        StoredFiles.Alter(_app.DataFolder, rows);
        StoredFiles.Lose(_app.DataFolder, model);
        for (int i = 0; i < 2; i++)
        {
            JsonElement ill = await client.GetFromJsonAsync<JsonElement>("/api/storage/verify");
            Assert.Equal(5, ill.GetProperty("checked").GetInt32());
            JsonElement damaged = Assert.Single(ill.GetProperty("damaged").EnumerateArray());
            Assert.Equal(("dataset_version", "rows:1", rows), (Text(damaged, "kind"), Text(damaged, "name"), Text(damaged, "sha256")));
            Assert.Contains("SHA-256", Text(damaged, "problem"), StringComparison.Ordinal);
            Assert.Equal(
                [("model_version", "shop:1", model), ("run_model", (await _app.Services.GetRequiredService<RegistryService>().GetAsync(id, default)).RunId, model)],
                ill.GetProperty("missing").EnumerateArray().Select(file => (Text(file, "kind"), Text(file, "name"), Text(file, "sha256"))).Order());
        }

        CreatedApiKey viewer = await _app.Services.GetRequiredService<ApiKeyService>().CreateAsync(new NewApiKey("viewer", UserRole.Viewer, null), "ada", default);
        using HttpClient other = _app.CreateClient();
        other.DefaultRequestHeaders.Add("X-API-Key", viewer.Secret);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/api/storage/verify")).StatusCode);
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    private static string Table() =>
        "x,y\n" + string.Concat(Enumerable.Range(0, 400).Select(i => FormattableString.Invariant($"{i * 0.37:F2},{(i % 3 == 0 ? "yes" : "no")}\n")));

    private static async Task<string> StoreAsync(HttpClient client, string name, string csv, HttpStatusCode expected)
    {
        using var form = new MultipartFormDataContent { { new StringContent(name), "name" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "rows.csv" } };
        using HttpResponseMessage reply = await client.PostAsync("/api/datasets", form);
        Assert.Equal(expected, reply.StatusCode);
        return Text(await reply.Content.ReadFromJsonAsync<JsonElement>(), "sha256");
    }

    private async Task<string[]> ActionsAsync(string subject)
    {
        Page<AuditEvent> page = await _app.Services.GetRequiredService<AuditLog>()
            .ListAsync(new AuditQuery { SubjectId = subject }, new PageQuery(), default);
        return [.. page.Items.Select(entry => entry.Action)];
    }
}
