using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Samples;

/// <summary>The programs in <c>samples/</c> do what their README says, each against a program of its own.</summary>
public sealed class SamplesTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    [SharedDataFact("telco_churn.csv")]
    public async Task Churn_asks_for_one_customer_and_tells_the_truth()
    {
        using var app = new AppFactory();

        string said = await RunAsync("Churn", "telco_churn.csv", app.Listen());

        Assert.Contains("Stored telco_churn:1 with 7043 rows.", said, StringComparison.Ordinal);
        Assert.Contains("Will she leave? Yes", said, StringComparison.Ordinal);
        await AssertJudgedAsync(app, "churn", 1, "log_loss", 0, 1);
    }

    [SharedDataFact("bike_hour.csv")]
    public async Task Bike_sharing_leaves_out_the_leak_and_predicts_a_week()
    {
        using var app = new AppFactory();

        string said = await RunAsync("BikeSharing", "bike_hour.csv", app.Listen());

        Assert.Contains("'casual' + 'registered' = 'cnt' in every row", said, StringComparison.Ordinal);
        Assert.Contains("Told 168 truths: rmse ", said, StringComparison.Ordinal);
        // The mean of the table alone errs by 181; with the leak it would be near 0.
        await AssertJudgedAsync(app, "bike_sharing", 168, "rmse", 40, 180);
    }

    [SharedDataFact("adult.csv")]
    public async Task Adult_sends_its_test_rows_and_their_truths_as_csv()
    {
        using var app = new AppFactory();

        string said = await RunAsync("Adult", "adult.csv", app.Listen());

        Assert.Contains("Predicted 16281 rows.", said, StringComparison.Ordinal);
        await AssertJudgedAsync(app, "adult", 16_281, "roc_auc", 0.88, 0.95);
    }

    private static async Task<string> RunAsync(string sample, string file, Uri address)
    {
        // …/MlOpsDashboard.Tests/bin/<configuration>/net10.0/: the samples are built for the same configuration.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "exec",
                RepositoryFolder.Combine("samples", sample, "bin", here.Parent!.Name, here.Name, sample + ".dll"),
                SharedData.Find(file),
            },
            Environment = { ["MLOPS_URL"] = address.ToString(), ["MLOPS_API_KEY"] = AppFactory.ApiKey },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(s_patience);
        Assert.True(process.ExitCode == 0, $"{sample} ended with {process.ExitCode}: {await errors}");
        return await said;
    }

    private static async Task AssertJudgedAsync(AppFactory app, string model, int labelled, string metric, double least, double most)
    {
        using HttpClient client = app.CreateAdminClient();
        JsonElement version = await client.GetFromJsonAsync<JsonElement>($"/api/models/{model}:1");
        JsonElement quality = await client.GetFromJsonAsync<JsonElement>($"/api/monitoring/quality?model={model}");

        Assert.Equal("production", version.GetProperty("stage").GetString());
        JsonElement judged = Assert.Single(quality.GetProperty("versions").EnumerateArray());
        Assert.Equal(labelled, judged.GetProperty("labelled").GetInt32());
        Assert.InRange(judged.GetProperty("metrics").GetProperty(metric).GetProperty("value").GetDouble(), least, most);
    }
}
