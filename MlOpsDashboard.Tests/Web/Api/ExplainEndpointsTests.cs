using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class ExplainEndpointsTests
{
    [SharedDataFact("telco_churn.csv")]
    public async Task A_trained_model_is_explained_over_rest()
    {
        await using var app = new TrainedApp();
        await app.StoreAsync("telco_churn");
        JsonElement job = await app.TrainAsync(new
        {
            model_name = "churn",
            dataset = "telco_churn",
            target = "Churn",
            learners = new[] { "gradient_boosting" },
            trials = 1,
            hyperparameters = new { gradient_boosting = new { rounds = 20 } },
        });
        Assert.Equal("succeeded", job.GetProperty("status").GetString());

        JsonElement found = await app.Client.GetFromJsonAsync<JsonElement>("/api/models/churn:1/explain/global");
        Assert.Equal("churn:1", found.GetProperty("model_id").GetString());
        Assert.Equal("tree_path_dependent", found.GetProperty("method").GetString());
        Assert.Equal("log_odds", found.GetProperty("space").GetString());
        Assert.Equal(256, found.GetProperty("rows").GetInt32());
        JsonElement[] features = [.. found.GetProperty("features").EnumerateArray()];
        double[] means = [.. features.Select(feature => feature.GetProperty("mean_abs_contribution").GetDouble())];
        Assert.Equal(means.OrderDescending(), means);
        Assert.Equal(1, features.Sum(feature => feature.GetProperty("gain").GetDouble()), 1e-6);

        JsonElement curve = await app.Client.GetFromJsonAsync<JsonElement>("/api/models/churn:latest/explain/dependence?feature=Contract&class=No");
        Assert.Equal("No", curve.GetProperty("class").GetString());
        Assert.Equal(3, curve.GetProperty("points").GetArrayLength());
        Assert.All(curve.GetProperty("points").EnumerateArray(), point => Assert.InRange(point.GetProperty("mean").GetDouble(), 0, 1));

        JsonElement tenure = await app.Client.GetFromJsonAsync<JsonElement>("/api/models/churn:1/explain/dependence?feature=tenure");
        JsonElement[] points = [.. tenure.GetProperty("points").EnumerateArray()];
        Assert.Equal("Yes", tenure.GetProperty("class").GetString());
        Assert.True(points[0].GetProperty("mean").GetDouble() > points[^1].GetProperty("mean").GetDouble());

        foreach ((string path, string field) in ((string, string)[])[("dependence", "feature"), ("dependence?feature=age", "feature"), ("dependence?feature=tenure&class=x", "class")])
        {
            using HttpResponseMessage refused = await app.Client.GetAsync($"/api/models/churn:1/explain/{path}");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.True((await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
        }

        using HttpResponseMessage absent = await app.Client.GetAsync("/api/models/churn:7/explain/global");
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }
}
