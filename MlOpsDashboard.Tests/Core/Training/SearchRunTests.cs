using System.Text;
using System.Text.Json;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Training;

/// <summary>What a search says of itself: the parameters of its run, and warnings in its log.</summary>
public sealed class SearchRunTests
{
    [Fact]
    public async Task A_run_tells_all_that_its_search_was_asked_for_and_nothing_that_does_not_bear_on_it()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);
        TrainingRequest request = TrainingHost.Quick with
        {
            Target = "x",
            Task = "regression",
            Learners = ["gradient_boosting"],
            Features = ["colour", "bought"],
            Trials = 1,
            Hyperparameters = Json("""{ "loss": "quantile", "gradient_boosting": { "quantile": 0.9, "rounds": 5 } }"""),
        };

        IReadOnlyDictionary<string, string> number = await ParametersAsync(request);
        IReadOnlyDictionary<string, string> words = await ParametersAsync(TrainingHost.Quick with { Validation = new ValidationRequest { Strategy = "kfold", Folds = 3 } });

        Assert.Equal(
            ("regression", "colour, bought", "gradient_boosting", "quantile", "0.9", "5"),
            (number["task"], number["features"], number["learners"], number["fixed.gradient_boosting.loss"], number["fixed.gradient_boosting.quantile"], number["fixed.gradient_boosting.rounds"]));
        Assert.Empty(number.Keys.Intersect(["threshold", "calibration", "imbalance", "folds", "repeats", "outer_folds", "group_column", "time_column", "max_predict_ms"]));
        Assert.Equal(("binary", "all that can help", "0.5", "none", "3", "1"), (words["task"], words["features"], words["threshold"], words["calibration"], words["folds"], words["repeats"]));

        async Task<IReadOnlyDictionary<string, string>> ParametersAsync(TrainingRequest asked)
        {
            string jobId = (await core.Get<TrainingService>().StartAsync(asked, "ada", null, default)).JobId;
            return (await core.Get<RunQueries>().GetAsync((await TrainingHost.EndAsync(core, jobId)).RunId!, default)).Parameters;
        }

        static Dictionary<string, JsonElement> Json(string text) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text)!;
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("double,other", 1)]
    [InlineData("other", 0)]
    public async Task A_column_that_gives_the_target_away_is_a_warning_in_the_log(string? features, int warnings)
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        string csv = "double,other,y\n" + string.Concat(Enumerable.Range(0, 200).Select(row => $"{2 * (row * 37 % 101)},{row % 7},{row * 37 % 101}\n"));
        await core.Get<DatasetService>().StoreAsync(
            new DatasetUpload("leaky", "leaky.csv") { Target = "y" }, new MemoryStream(Encoding.UTF8.GetBytes(csv)), "ada", default);
        TrainingRequest request = TrainingHost.Quick with { Dataset = "leaky", Target = "y", Task = "regression", Learners = ["linear"], Trials = 1, Features = features?.Split(',') };

        string jobId = (await core.Get<TrainingService>().StartAsync(request, "ada", null, default)).JobId;
        await TrainingHost.EndAsync(core, jobId);

        IReadOnlyList<TrainingLogLine> lines = await core.Get<TrainingService>().LogAsync(jobId, 0, default);
        Assert.Equal(warnings, lines.Count(line => line.Level == "warning" && line.Message.Contains("'double' alone nearly tells 'y'", StringComparison.Ordinal)));
    }
}
