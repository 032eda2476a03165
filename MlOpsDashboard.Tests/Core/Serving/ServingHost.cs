using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Serving;

/// <summary>A core with the registry and predictions, and small real models to serve.</summary>
internal static class ServingHost
{
    public const string Row = """{"x":1.5,"colour":"red"}""";

    public static Task<CoreHost> StartAsync(TimeProvider? clock = null, string? folder = null, params (string Key, string Value)[] settings) =>
        CoreHost.StartAsync(
            services => services.AddAudit().AddDatasets().AddTracking().AddRegistry().AddTrash().AddServing(),
            folder,
            clock,
            settings.ToDictionary(s => s.Key, s => (string?)s.Value));

    /// <summary>A logistic regression over 40 rows in which x and the colour red mean yes.</summary>
    /// <param name="seed">Makes artifacts differ.</param>
    /// <param name="threshold">From which probability on it says yes.</param>
    public static TrainedModel Model(int seed, double threshold = 0.5)
    {
        float[] x = [.. Enumerable.Range(0, 40).Select(row => (row % 20) - 9.5f)];
        int[] colours = [.. Enumerable.Range(0, 40).Select(row => row / 20)];
        int[] answers = [.. Enumerable.Range(0, 40).Select(row => x[row] + (colours[row] * 4) > 1 ? 1 : 0)];
        var table = new DataTable(
        [
            new NumericColumn("x", x),
            new CodedColumn("colour", ColumnType.Categorical, colours, ["blue", "red"]),
            new CodedColumn("bought", ColumnType.Boolean, answers, ["<no>", "yes"]),
        ]);
        ILearner learner = LearnerCatalog.Find("linear")!;
        var pipeline = FeaturePipeline.Fit(table, ["x", "colour"], learner.Layout, new PipelineOptions { MinOneHotRows = 1 });
        var target = TargetColumn.Read(table.Find("bought")!, null);
        IFittedModel fitted = learner.Fit(
            new TrainingData { Features = pipeline.Transform(table), Target = target.Values, Task = target.Task, ClassCount = 2 },
            Hyperparameters.None,
            new TrainingContext { Seed = 1 });
        var metadata = new ModelMetadata { Learner = "linear", Hyperparameters = Hyperparameters.None, Seed = seed, TrainingRows = 40, Threshold = threshold };
        return new TrainedModel(new ModelSignature(pipeline.Inputs, "bought", target.Task, target.Classes, []), pipeline, fitted, metadata);
    }

    /// <summary>Registers a model as the next version, in staging.</summary>
    public static Task<string> StageAsync(CoreHost core, string name, int seed, DatasetVersion? data = null) =>
        StageAsync(core.Services, name, seed, data);

    /// <summary>Registers a model as the next version, in production.</summary>
    public static Task<string> PromoteAsync(CoreHost core, string name, int seed, DatasetVersion? data = null) =>
        PromoteAsync(core.Services, name, seed, data);

    /// <summary>Registers a model as the next version, in staging.</summary>
    public static async Task<string> StageAsync(IServiceProvider services, string name, int seed, DatasetVersion? data = null, double threshold = 0.5)
    {
        TrainedModel model = Model(seed, threshold);
        var tracking = services.GetRequiredService<TrackingService>();
        var facts = new NewRun(name, "ada")
        {
            DatasetName = data?.Dataset,
            DatasetVersion = data?.Version,
            Parameters = new Dictionary<string, string> { [RunParameters.DecisionThreshold] = threshold.ToString(CultureInfo.InvariantCulture) },
        };
        Run run = await tracking.StartAsync(facts, default);
        StoredArtifact stored = await services.GetRequiredService<ArtifactStore>().PutAsync(new MemoryStream(ModelArtifact.ToBytes(model)), default);
        var summary = new ModelSummary("linear", TaskKind.Binary, "bought", JsonSerializer.Serialize(model.Signature, ModelJson.Options));
        await tracking.SetModelAsync(run.RunId, stored, summary, default);
        await tracking.FinishAsync(run.RunId, RunStatus.Finished, null, default);
        var registry = services.GetRequiredService<RegistryService>();
        RegisteredVersion registered = await registry.RegisterAsync(name, run.RunId, "ada", default);
        await registry.PromoteAsync(registered.Version.ModelId, ModelStage.Staging, null, "ada", default);
        return registered.Version.ModelId;
    }

    /// <summary>Registers a model as the next version, in production.</summary>
    public static async Task<string> PromoteAsync(IServiceProvider services, string name, int seed, DatasetVersion? data = null, double threshold = 0.5)
    {
        string modelId = await StageAsync(services, name, seed, data, threshold);
        await services.GetRequiredService<RegistryService>().PromoteAsync(modelId, ModelStage.Production, null, "ada", default);
        return modelId;
    }

    public static async Task<JsonElement> AskAsync(CoreHost core, string body, string? key = null)
    {
        var output = new ArrayBufferWriter<byte>();
        await core.Get<PredictionService>().PredictAsync(Encoding.UTF8.GetBytes(body), key, output, default);
        return JsonDocument.Parse(output.WrittenMemory).RootElement;
    }
}
