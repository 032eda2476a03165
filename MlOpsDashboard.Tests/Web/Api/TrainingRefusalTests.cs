using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>What a start of a training job refuses because it contradicts itself or its data, and what it does not.</summary>
public sealed class TrainingRefusalTests
{
    private const string Boosting = "hyperparameters.gradient_boosting.";

    private static readonly (string Change, string Field)[] s_refused =
    [
        // What the target's values rule out.
        ("""{ "target": "balance", "hyperparameters": { "gradient_boosting": { "loss": "poisson" } } }""", Boosting + "loss"),
        ("""{ "target": "balance", "hyperparameters": { "loss": "poisson" } }""", "hyperparameters.loss"),
        ("""{ "target": "balance", "metric": "poisson_deviance" }""", "metric"),
        ("""{ "target": "orders", "task": "regression", "metric": "mape" }""", "metric"),

        ("""{ "target": "balance", "positive_class": "yes" }""", "positive_class"),
        ("""{ "target": "shop", "positive_class": "s1" }""", "positive_class"),
        ("""{ "positive_class": "maybe" }""", "positive_class"),
        ("""{ "positive_class": {} }""", "positive_class"),

        // Columns of the validation.
        ("""{ "validation": { "strategy": "group", "group_column": "nowhere" } }""", "validation.group_column"),
        ("""{ "validation": { "strategy": "group", "group_column": "bought" } }""", "validation.group_column"),
        ("""{ "validation": { "strategy": "time", "time_column": "nowhere" } }""", "validation.time_column"),
        ("""{ "validation": { "strategy": "time", "time_column": "colour" } }""", "validation.time_column"),
        ("""{ "validation": { "strategy": "time", "time_column": "" } }""", "validation.time_column"),
        ("""{ "target": "balance", "validation": { "strategy": "time", "time_column": "balance" } }""", "validation.time_column"),

        // Weights.
        ("""{ "weight_column": "nowhere" }""", "weight_column"),
        ("""{ "weight_column": "colour" }""", "weight_column"),
        ("""{ "target": "balance", "weight_column": "balance" }""", "weight_column"),
        ("""{ "weight_column": "x", "features": ["x", "colour"] }""", "weight_column"),
        ("""{ "weight_column": "balance" }""", "weight_column"),
        ("""{ "weight_column": "orders", "imbalance": "smote" }""", "weight_column"),

        // Members that nobody reads.
        ("""{ "trails": 3 }""", "trails"),
        ("""{ "modelName": "x" }""", "modelName"),
        ("""{ "a member": 3 }""", "['a member']"),
        ("""{ "validation": { "fold": 3 } }""", "validation.fold"),
        ("""{ "feature_steps": [{ "kind": "binning", "columns": ["x"], "bins": 3 }] }""", "feature_steps[0].bins"),

        // Losses that cannot keep an answer monotone.
        ("""{ "target": "balance", "hyperparameters": { "gradient_boosting": { "monotone": "x:up", "loss": "quantile" } } }""", Boosting + "monotone"),
        ("""{ "target": "balance", "hyperparameters": { "monotone": "x:up", "loss": "absolute" } }""", "hyperparameters.monotone"),

        // Options that the others leave without meaning.
        ("""{ "learners": ["linear"], "hyperparameters": { "gradient_boosting": { "rounds": 10 } } }""", "hyperparameters.gradient_boosting"),
        ("""{ "learners": ["linear", "linear"] }""", "learners"),
        ("""{ "target": "balance", "hyperparameters": { "gradient_boosting": { "quantile": 0.9 } } }""", Boosting + "quantile"),
        ("""{ "target": "balance", "hyperparameters": { "gradient_boosting": { "quantile": 0.9, "loss": "huber" } } }""", Boosting + "quantile"),
        ("""{ "target": "balance", "hyperparameters": { "huber_quantile": 0.8 } }""", "hyperparameters.huber_quantile"),
        ("""{ "hyperparameters": { "gradient_boosting": { "goss_top": 0.3 } } }""", Boosting + "goss_top"),
        ("""{ "hyperparameters": { "gradient_boosting": { "sampling": "goss", "goss_top": 0.7, "goss_other": 0.4 } } }""", Boosting + "goss_other"),
        ("""{ "hyperparameters": { "gradient_boosting": { "sampling": "goss", "goss_top": 0.95 } } }""", Boosting + "goss_top"),
        ("""{ "hyperparameters": { "gradient_boosting": { "sampling": "goss", "row_sample": 0.5 } } }""", Boosting + "row_sample"),
        ("""{ "validation": { "strategy": "time", "repeats": 2 } }""", "validation.repeats"),
        ("""{ "validation": { "strategy": "group", "group_column": "shop", "repeats": 2 } }""", "validation.repeats"),
        ("""{ "validation": { "repeats": 2 } }""", "validation.repeats"),
        ("""{ "validation": { "outer_folds": 5 } }""", "validation.outer_folds"),
        ("""{ "validation": { "group_column": "shop" } }""", "validation.group_column"),
        ("""{ "validation": { "strategy": "kfold", "time_column": "at" } }""", "validation.time_column"),

        // Times that round to nothing.
        ("""{ "max_predict_ms": 1e-7 }""", "max_predict_ms"),
        ("""{ "time_budget_seconds": 1e-9 }""", "time_budget_seconds"),
    ];

    private static readonly string[] s_taken =
    [
        // The example of the contract.
        """
        { "dataset_version": 1, "task": null, "features": null, "learners": null, "metric": null, "trials": 20, "time_budget_seconds": 120,
          "validation": { "strategy": "holdout", "test_size": 0.2, "folds": 5 },
          "imbalance": "none", "seed": 42, "experiment": "income", "hyperparameters": null, "register": true }
        """,
        """{ "validation": { "strategy": "time", "time_column": "at", "folds": 5, "repeats": 1, "outer_folds": 3, "kind": "simple", "group_column": null } }""",
        """{ "validation": { "strategy": "time", "time_column": "day" } }""",
        """{ "validation": { "strategy": "group", "group_column": "shop", "folds": 3 } }""",
        """{ "validation": { "strategy": "holdout", "folds": 7 } }""",
        """{ "validation": { "strategy": "time", "folds": 7 } }""",
        """{ "target": "balance", "hyperparameters": { "gradient_boosting": { "loss": "squared", "quantile": 0.5, "goss_top": 0.2 } } }""",
        """{ "target": "orders", "task": "regression", "metric": "poisson_deviance", "hyperparameters": { "loss": "poisson", "monotone": "x:up" } }""",
        """{ "hyperparameters": { "gradient_boosting": { "sampling": "goss", "goss_top": 0.7, "goss_other": 0.3, "row_sample": 1 } } }""",
        """{ "feature_steps": [{ "kind": "text", "columns": ["colour"], "parameters": { "slots": 128 } }] }""",
        """{ "max_predict_ms": 0.0001 }""",
        """{ "positive_class": null, "target": "balance" }""",
        """{ "positive_class": "no", "threshold": "f1" }""",
    ];

    [Fact]
    public async Task What_contradicts_itself_or_its_data_is_a_400_that_names_the_field()
    {
        await using var app = new TrainedApp();
        await ShopTable.StoreAsync(app);
        var wrong = new List<string>();
        foreach ((string change, string field) in s_refused)
        {
            using HttpResponseMessage response = await StartAsync(app, change);

            string[] fields = response.StatusCode == HttpStatusCode.BadRequest ? await FieldsAsync(response) : [];
            wrong.AddRange(fields is [string only] && only == field ? [] : [$"{change}: {response.StatusCode} {string.Join(", ", fields)}"]);
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public async Task What_has_a_meaning_is_taken()
    {
        await using var app = new TrainedApp();
        await ShopTable.StoreAsync(app);
        foreach (string change in s_taken)
        {
            using HttpResponseMessage response = await StartAsync(app, change);

            Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"{change}: {await response.Content.ReadAsStringAsync()}");
            using HttpResponseMessage cancelled = await app.Client.PostAsync(
                $"/api/training/cancel/{(await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetString()}", null);
        }
    }

    [Fact]
    public async Task An_unknown_member_is_told_without_the_insides_of_the_program()
    {
        await using var app = new TrainedApp();

        using HttpResponseMessage response = await StartAsync(app, """{ "validation": { "fold": 3 } }""");

        string problem = await response.Content.ReadAsStringAsync();
        Assert.Contains("There is no member validation.fold", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("MlOpsDashboard", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(".NET", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_least_time_of_a_row_is_told()
    {
        await using var app = new TrainedApp();

        using HttpResponseMessage response = await StartAsync(app, """{ "max_predict_ms": 1e-7 }""");

        Assert.Contains("from 0.0001 to 60000", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> StartAsync(TrainedApp app, string change)
    {
        JsonObject fields = new() { ["model_name"] = "shops", ["dataset"] = ShopTable.Name, ["target"] = "bought" };
        foreach ((string name, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
        {
            fields[name] = value?.DeepClone();
        }

        return app.Client.PostAsync("/api/training/start", new StringContent(fields.ToJsonString(), Encoding.UTF8, "application/json"));
    }

    private static async Task<string[]> FieldsAsync(HttpResponseMessage response) =>
    [
        .. (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(error => error.Name),
    ];
}
