using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>Jobs whose rows set aside depend on what is in a column, and jobs whose metric says nothing.</summary>
public sealed class TrainingInTimeTests
{
    [Theory]
    [InlineData("at")]
    [InlineData("day")]
    public async Task The_column_of_the_time_is_a_parameter_of_the_run_and_the_latest_rows_are_set_aside(string column)
    {
        await using var app = new TrainedApp();
        await ShopTable.StoreAsync(app);

        JsonElement job = await app.TrainAsync(Request("bought") with { validation = new { strategy = "time", time_column = column, kind = "nested", outer_folds = 2 } });

        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        Assert.Equal(column, job.GetProperty("request").GetProperty("validation").GetProperty("time_column").GetString());
        JsonElement run = await app.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{job.GetProperty("run_id").GetString()}");
        Assert.Equal(column, run.GetProperty("parameters").GetProperty("time_column").GetString());
        Assert.Equal("40 latest rows set aside before training", run.GetProperty("tags").GetProperty("metrics_source").GetString());
    }

    [Fact]
    public async Task Rows_without_a_time_are_left_out_and_told()
    {
        await using var app = new TrainedApp();
        await ShopTable.StoreAsync(app, ShopTable.Csv(row => row % 10 == 3));

        JsonElement job = await app.TrainAsync(Request("bought") with { features = ["x", "colour"], validation = new { strategy = "time", time_column = "at" } });

        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        string[] log = await LogAsync(app, job);
        Assert.Contains("20 rows without a value of 'at' have no place in time and are left out.", log);
        Assert.Contains("Predicting 'bought' (binary) by roc_auc: 144 rows to learn and choose from, 36 set aside.", log);
    }

    [Fact]
    public async Task A_metric_that_no_trial_can_have_is_refused_with_a_reason()
    {
        await using var app = new TrainedApp();
        await ShopTable.StoreAsync(app);

        using HttpResponseMessage response = await app.Client.PostAsJsonAsync("/api/training/start", Request("rare"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        string error = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty("metric")[0].GetString()!;
        Assert.StartsWith("roc_auc is undefined on the rows that judge the trials", error, StringComparison.Ordinal);
        Assert.Contains("'yes'", error, StringComparison.Ordinal);
    }

    private static Order Request(string target) => new("shops", ShopTable.Name, target, ["baseline", "linear"], 2, 60, null, null);

    private static async Task<string[]> LogAsync(TrainedApp app, JsonElement job)
    {
        JsonElement log = await app.Client.GetFromJsonAsync<JsonElement>($"/api/training/logs/{job.GetProperty("job_id").GetString()}");
        return [.. log.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("message").GetString()!)];
    }

#pragma warning disable IDE1006 // The members are written as the contract has them.
    private sealed record Order(
        string model_name, string dataset, string target, string[] learners, int trials, int time_budget_seconds, string[]? features, object? validation);
#pragma warning restore IDE1006
}
