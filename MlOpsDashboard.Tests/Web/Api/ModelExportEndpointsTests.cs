using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Onnx;
using MlOpsDashboard.Tests.Core.Learning.Onnx;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class ModelExportEndpointsTests
{
    [Fact]
    public async Task Onnx_is_downloaded_with_its_name_and_hash()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        TrainedModel model = Train("gradient_boosting");
        await StoredModel.RegisterAsync(app.Services, "income", model);

        using HttpResponseMessage reply = await client.GetAsync("/api/models/income:latest/onnx");

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        OnnxFile expected = OnnxExport.Export(model, "income:1");
        Assert.Equal(expected.ToArray(), await reply.Content.ReadAsByteArrayAsync());
        Assert.Equal("income-1.onnx", reply.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal($"\"{expected.Sha256}\"", reply.Headers.ETag?.Tag);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/models/income:1/onnx");
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{expected.Sha256}\""));
        using HttpResponseMessage unchanged = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Trees_are_all_given_or_one()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await StoredModel.RegisterAsync(app.Services, "income", Train("random_forest"));

        JsonElement all = await client.GetFromJsonAsync<JsonElement>("/api/models/income:1/trees");
        JsonElement one = await client.GetFromJsonAsync<JsonElement>("/api/models/income:1/trees?tree=3");

        Assert.Equal("income:1", all.GetProperty("model_id").GetString());
        Assert.Equal(all.GetProperty("tree_count").GetInt32(), all.GetProperty("trees").GetArrayLength());
        Assert.Equal(all.GetProperty("trees")[3].ToString(), Assert.Single(one.GetProperty("trees").EnumerateArray()).ToString());
        foreach (string tree in (string[])["-1", "15", "x", ""])
        {
            using HttpResponseMessage refused = await client.GetAsync($"/api/models/income:1/trees?tree={tree}");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            JsonElement problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(problem.GetProperty("errors").TryGetProperty("tree", out _));
        }
    }

    [Fact]
    public async Task What_cannot_be_exported_is_a_problem_with_the_reason()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await StoredModel.RegisterAsync(app.Services, "income", Train("linear"));
        await RegistryHost.StagedAsync(app.Services, "foreign", 1);

        await ExpectAsync(client, "/api/models/income:1/trees", HttpStatusCode.Conflict, "has no trees");
        await ExpectAsync(client, "/api/models/foreign:1/onnx", HttpStatusCode.Conflict, "not a model");
        await ExpectAsync(client, "/api/models/foreign:1/trees", HttpStatusCode.Conflict, "not a model");
        await ExpectAsync(client, "/api/models/income:7/onnx", HttpStatusCode.NotFound, "income:7");
        await ExpectAsync(client, "/api/models/nobody:1/trees", HttpStatusCode.NotFound, "nobody");
        await ExpectAsync(client, "/api/models/nobody/onnx", HttpStatusCode.BadRequest, "no model id");
        using HttpClient stranger = app.CreateClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/models/income:1/onnx")).StatusCode);
    }

    private static TrainedModel Train(string learner) =>
        ExportCheck.Train(ExportTable.Make(TaskKind.Binary, 300), "y", learner, OnnxExportTests.Quick(learner));

    private static async Task ExpectAsync(HttpClient client, string address, HttpStatusCode status, string reason)
    {
        using HttpResponseMessage reply = await client.GetAsync(address);
        Assert.Equal(status, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        Assert.Contains(reason, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
