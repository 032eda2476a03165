using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class ModelEndpointTests
{
    [Fact]
    public async Task Model_goes_from_a_run_into_production()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        byte[] model = ModelArtifact.ToBytes(ServingHost.Model(5));
        string run = await RegistryHost.RunAsync(app.Services, 5, content: model);

        HttpResponseMessage registered = await client.PostAsJsonAsync("/api/models", new { name = "income", run_id = run });
        HttpResponseMessage again = await client.PostAsJsonAsync("/api/models", new { name = "income", run_id = run });
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (registered.StatusCode, again.StatusCode));
        Assert.NotNull(registered.Headers.Location);

        (await client.PutAsJsonAsync("/api/models/income:1/promote", new { stage = "staging", comment = "try it" })).EnsureSuccessStatusCode();
        (await client.PostAsJsonAsync("/api/models/transition", new { model_name = "income", version = 1, stage = "production" })).EnsureSuccessStatusCode();

        JsonElement version = await client.GetFromJsonAsync<JsonElement>("/api/models/income:production");
        Assert.Equal(("income:1", "production"), (version.GetProperty("model_id").GetString(), version.GetProperty("stage").GetString()));
        Assert.Equal(run, version.GetProperty("lineage").GetProperty("run_id").GetString());
        Assert.Equal("age", version.GetProperty("signature").GetProperty("features")[0].GetProperty("name").GetString());
        Assert.Equal(model.Length, version.GetProperty("artifact").GetProperty("bytes").GetInt32());
        Assert.Equal(model, await client.GetByteArrayAsync("/api/models/income:production/artifact"));

        JsonElement income = await client.GetFromJsonAsync<JsonElement>("/api/models/income");
        Assert.Equal((1, 1), (income.GetProperty("production_version").GetInt32(), income.GetProperty("versions").GetArrayLength()));
        JsonElement history = await client.GetFromJsonAsync<JsonElement>("/api/models/income:1/history");
        Assert.Equal(
            ["moved", "moved", "registered"],
            history.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("kind").GetString()));
        Assert.Equal("try it", history.GetProperty("items")[1].GetProperty("comment").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await client.DeleteAsync("/api/models/income:1")).StatusCode);
    }

    [Fact]
    public async Task Fifty_promotions_at_once_answer_ok_or_conflict_and_leave_one()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        var ids = new List<string>();
        for (int i = 0; i < 50; i++)
        {
            ids.Add(await RegistryHost.ServableAsync(app.Services, "income", i));
        }

        HttpResponseMessage[] replies = await Task.WhenAll(
            ids.Select(id => client.PutAsJsonAsync($"/api/models/{id}/promote", new { stage = "production" })));

        Assert.All(replies, reply => Assert.Contains(reply.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }));
        JsonElement versions = await client.GetFromJsonAsync<JsonElement>("/api/models/income/versions");
        Assert.Single(versions.GetProperty("items").EnumerateArray(), v => v.GetProperty("stage").GetString() == "production");
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"a/b","run_id":"x"}""", "name")]
    [InlineData("""{"name":"a:b","run_id":"x"}""", "name")]
    [InlineData("""{"name":"..","run_id":"x"}""", "name")]
    [InlineData("""{"name":"a"}""", "run_id")]
    [InlineData("""{"name":7,"run_id":"x"}""", "name")]
    [InlineData("[]", "body")]
    [InlineData("{", "body")]
    public async Task Registration_of_the_wrong_shape_is_a_problem_that_names_the_field(string body, string field)
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        HttpResponseMessage reply = await client.PostAsync("/api/models", new StringContent(body, null, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        JsonElement problem = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    // As MLflow's clients write it, whose versions are texts and whose stages begin with a capital.
    [Theory]
    [InlineData("""{"model_name":"income","version":"1","stage":"Production"}""", HttpStatusCode.OK)]
    [InlineData("""{"model_name":"income","version":1,"stage":"production"}""", HttpStatusCode.OK)]
    [InlineData("""{"model_name":"income","version":"one","stage":"production"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"model_name":"income","version":1.5,"stage":"production"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"model_name":"income","stage":"production"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"model_name":"income","version":"2","stage":"production"}""", HttpStatusCode.NotFound)]
    public async Task Transition_takes_the_version_as_number_or_text_straight_into_production(string body, HttpStatusCode expected)
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await StoredModel.RegisterAsync(app.Services, "income", ServingHost.Model(1));

        HttpResponseMessage reply = await client.PostAsync("/api/models/transition", new StringContent(body, null, "application/json"));

        JsonElement said = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((expected, said.ToString()), (reply.StatusCode, said.ToString()));
        if (expected == HttpStatusCode.OK)
        {
            Assert.Equal("production", said.GetProperty("stage").GetString());
            Assert.Equal("income:1", (await client.GetFromJsonAsync<JsonElement>("/api/models/income:Production")).GetProperty("model_id").GetString());
        }
    }

    [Theory]
    [InlineData("""{"stage":"live"}""", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"stage":"none"}""", HttpStatusCode.OK)]
    [InlineData("""{"stage":"Production"}""", HttpStatusCode.OK)]
    [InlineData("""{"stage":"archived"}""", HttpStatusCode.OK)]
    [InlineData("""{"stage":"staging"}""", HttpStatusCode.OK)]
    public async Task Promotion_takes_every_stage(string body, HttpStatusCode expected)
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await StoredModel.RegisterAsync(app.Services, "income", ServingHost.Model(1));

        HttpResponseMessage reply = await client.PutAsync("/api/models/income:1/promote", new StringContent(body, null, "application/json"));

        Assert.Equal(expected, reply.StatusCode);
    }

    [Theory]
    [InlineData("a%2Cb%3A1%2Ca%2Cb%3A2")]
    [InlineData("a,b:1&ids=a,b:2")]
    [InlineData("%22a,b:1%22,%22a,b:2%22")]
    public async Task A_comma_in_a_name_does_not_part_it(string ids)
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await RegistryHost.StagedAsync(app.Services, "a,b", 1);
        await RegistryHost.StagedAsync(app.Services, "a,b", 2);

        JsonElement comparison = await client.GetFromJsonAsync<JsonElement>("/api/models/compare?ids=" + ids);

        Assert.Equal(["a,b:1", "a,b:2"], comparison.GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("model_id").GetString()));
        using HttpResponseMessage signedIn = await client.GetAsync($"/signin?token={app.Services.GetRequiredService<SignInTokens>().Create()}");
        string page = await client.GetStringAsync("/registry/compare?ids=" + ids);
        Assert.Contains("a,b:1, a,b:2 side by side.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_are_compared_and_commented()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await RegistryHost.StagedAsync(app.Services, "income", 1);
        await RegistryHost.StagedAsync(app.Services, "income", 2);

        JsonElement comparison = await client.GetFromJsonAsync<JsonElement>("/api/models/compare?ids=income:1,income:latest");
        Assert.Equal(1, comparison.GetProperty("metrics")[0].GetProperty("best").GetInt32());
        Assert.Equal("depth", comparison.GetProperty("parameters")[0].GetProperty("name").GetString());
        Assert.True(comparison.GetProperty("parameters")[0].GetProperty("differs").GetBoolean());

        HttpResponseMessage said = await client.PostAsJsonAsync("/api/models/income:1/comments", new { text = "Fine." });
        Assert.Equal(HttpStatusCode.Created, said.StatusCode);
        JsonElement comments = await client.GetFromJsonAsync<JsonElement>("/api/models/income:1/comments");
        Assert.Equal("Fine.", Assert.Single(comments.EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/models/nobody")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/models/income:production")).StatusCode);
    }

    [Fact]
    public async Task Registry_needs_credentials()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/models")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.DeleteAsync("/api/trash")).StatusCode);
    }
}
