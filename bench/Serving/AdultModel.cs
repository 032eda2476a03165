using System.Net.Http.Headers;
using System.Text.Json;

namespace MlOpsDashboard.ServingBench;

/// <summary>The model that is asked: gradient boosting with 200 trees of 31 leaves, trained by the program itself.</summary>
internal static class AdultModel
{
    /// <summary>The name of the model and of its data set.</summary>
    public const string Name = "adult";

    /// <summary>One prediction.</summary>
    public const string Request =
        """{"model_name":"adult","features":{"age":39,"workclass":"State-gov","fnlwgt":77516,"education":"Bachelors","education_num":13,"marital_status":"Never-married","occupation":"Adm-clerical","relationship":"Not-in-family","race":"White","sex":"Male","capital_gain":2174,"capital_loss":0,"hours_per_week":40,"native_country":"United-States"}}""";

    /// <summary>Uploads the data, trains versions 1 and 2 and puts the first into production.</summary>
    /// <param name="client">The program.</param>
    /// <param name="file">The file adult.csv.</param>
    public static async Task PrepareAsync(HttpClient client, string file)
    {
        using var form = new MultipartFormDataContent { { new StringContent(Name), "name" } };
        using var content = new StreamContent(File.OpenRead(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(content, "file", "adult.csv");
        using HttpResponseMessage stored = await client.PostAsync("api/datasets", form);
        stored.EnsureSuccessStatusCode();
        for (int version = 1; version <= 2; version++)
        {
            await WaitAsync(client, await StartAsync(client, rounds: 200, trials: 1, seed: version));
            await PromoteAsync(client, version, "staging");
        }

        await PromoteAsync(client, 1, "production");
    }

    /// <summary>Starts a training job.</summary>
    /// <param name="client">The program.</param>
    /// <param name="rounds">Trees.</param>
    /// <param name="trials">Trials.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The job.</returns>
    public static async Task<string> StartAsync(HttpClient client, int rounds, int trials, int seed)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync("api/training/start", new
        {
            model_name = Name,
            dataset = Name,
            target = "income",
            learners = new[] { "gradient_boosting" },
            trials,
            seed,
            time_budget_seconds = 600,
            hyperparameters = new { rounds, max_leaves = 31, learning_rate = 0.1, early_stopping_rounds = 0 },
        });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetString()!;
    }

    /// <summary>The state of a job.</summary>
    public static async Task<string> StateAsync(HttpClient client, string job) =>
        (await client.GetFromJsonAsync<JsonElement>($"api/training/status/{job}")).GetProperty("status").GetString()!;

    /// <summary>Puts a version into production that was archived when another one came.</summary>
    public static async Task PutIntoProductionAsync(HttpClient client, int version)
    {
        if ((await client.GetFromJsonAsync<JsonElement>($"api/models/{Name}:{version}")).GetProperty("stage").GetString() == "archived")
        {
            await PromoteAsync(client, version, "staging");
        }

        await PromoteAsync(client, version, "production");
    }

    /// <summary>Changes a version's stage.</summary>
    public static async Task PromoteAsync(HttpClient client, int version, string stage)
    {
        using HttpResponseMessage answer = await client.PutAsJsonAsync($"api/models/{Name}:{version}/promote", new { stage, comment = "bench" });
        answer.EnsureSuccessStatusCode();
    }

    private static async Task WaitAsync(HttpClient client, string job)
    {
        while (await StateAsync(client, job) is "queued" or "running")
        {
            await Task.Delay(200);
        }

        if (await StateAsync(client, job) is var state and not "succeeded")
        {
            throw new InvalidOperationException($"The training {state}.");
        }
    }
}
