using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>What the owners of two files of <c>shared/cases</c> expect of their classes.</summary>
public sealed class ClassCasesTests
{
    [SharedDataTheory("../cases/churned.csv")]
    [InlineData("Churned", "Churned", false)]
    [InlineData(null, "Stayed", true)]
    public async Task The_positive_class_is_the_one_that_is_named_and_the_default_is_told(string? named, string positive, bool isDefault)
    {
        await using var app = new CaseApp();
        await app.StoreAsync("churned.csv", target: "status");
        using HttpResponseMessage started = await app.Client.PostAsJsonAsync(
            "/api/training/start",
            new { model_name = "m", dataset = "d", target = "status", positive_class = named, learners = new[] { "linear" }, trials = 1, time_budget_seconds = 60 });
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        JsonElement job = default;
        await Wait.UntilAsync(async () =>
        {
            job = await app.Client.GetFromJsonAsync<JsonElement>(started.Headers.Location);
            return job.GetProperty("status").GetString() is not ("queued" or "running");
        });

        JsonElement version = await app.Client.GetFromJsonAsync<JsonElement>($"/api/models/{job.GetProperty("model_id").GetString()}");

        JsonElement signature = version.GetProperty("signature");
        Assert.Equal(positive, signature.GetProperty("positive_class").GetString());
        Assert.Equal(isDefault, signature.GetProperty("positive_class_is_default").GetBoolean());
        Assert.Equal(positive, signature.GetProperty("classes")[1].GetString());

        // One in nine leaves: an average precision of those who stay is high by itself, that of those who leave is not.
        Assert.Equal(isDefault, version.GetProperty("metrics").GetProperty("pr_auc").GetDouble() > 0.9);
    }

    [SharedDataFact("../cases/unique_target.csv")]
    public async Task A_class_of_its_own_in_every_row_is_refused_before_it_is_queued()
    {
        await using var app = new CaseApp();
        await app.StoreAsync("unique_target.csv");

        using HttpResponseMessage started = await app.Client.PostAsJsonAsync("/api/training/start", new { model_name = "m", dataset = "d", target = "y" });

        Assert.Equal(HttpStatusCode.BadRequest, started.StatusCode);
        JsonElement errors = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Contains("class", errors.GetProperty("target")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await app.Client.GetFromJsonAsync<JsonElement>("/api/training/jobs")).GetProperty("items").GetArrayLength());
    }
}
