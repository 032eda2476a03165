using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Drift.Sketches;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Monitoring;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Bench;

/// <summary>Logs many predictions of 14 numbers and 6 words as the program does, and checks all of them for drift.</summary>
internal static class DriftLogRun
{
    private const int Numbers = 14;
    private const int Words = 6;
    private const int Batch = 2000;
    private const int Made = 50_000;
    private const int Latest = 100_000;
    private const int RowsAnHour = 100_000;

    private static readonly string[] s_words = ["red", "blue", "green", "grey"];

    /// <summary>Runs and prints.</summary>
    /// <param name="rows">How many predictions.</param>
    /// <param name="isLogged">Whether all of them are stored in the log, too, or only the latest 100,000.</param>
    public static async Task<int> RunAsync(int rows, bool isLogged)
    {
        string folder = Directory.CreateTempSubdirectory("mlops-drift-").FullName;
        try
        {
            using IHost host = await StartAsync(folder);
            await PromoteAsync(host.Services);
            await LogAsync(host.Services, rows, isLogged);
            var drift = host.Services.GetRequiredService<DriftService>();
            var editor = Actor.Of("bench", UserRole.DataScientist);
            await drift.CheckAsync(new DriftRequest { ModelName = "wide", Rows = 1000 }, editor, default);
            for (int i = 0; i < 3; i++)
            {
                DriftReport? report = null;
                double seconds = 0;
                double processor = 0;
                double peak = PeakMemory.Of(() =>
                {
                    long began = Stopwatch.GetTimestamp();
                    TimeSpan used = Environment.CpuUsage.TotalTime;
                    report = drift.CheckAsync(new DriftRequest { ModelName = "wide", Rows = rows }, editor, default).Result;
                    seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
                    processor = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
                });
                Console.WriteLine($"| check of {report!.Rows:N0} rows ({report.Reading}, {report.Message}) | {seconds:0.00} s, of the processor {processor:0.00} s | {peak:0} MB more than before |");
            }

            Console.WriteLine($"database: {new FileInfo(Path.Combine(folder, "mlops.db")).Length / 1e9:0.00} GB; process: {Environment.WorkingSet / 1e6:0} MB");
            await host.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task<IHost> StartAsync(string folder)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:DataDirectory"] = folder });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddStorage().AddAudit().AddJobs(builder.Configuration).AddDatasets().AddTracking().AddRegistry().AddTrash().AddTraining().AddServing().AddMonitoring().AddDrift();
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task PromoteAsync(IServiceProvider services)
    {
        var random = new Random(1);
        var text = new StringBuilder(string.Join(',', Names()) + ",bought\n");
        for (int row = 0; row < Made; row++)
        {
            text.AppendJoin(',', Values(random).Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))).Append(row % 3 == 0 ? ",yes\n" : ",no\n");
        }

        DatasetVersion data = (await services.GetRequiredService<DatasetService>().StoreAsync(
            new DatasetUpload("wide"), new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), Actor.Of("bench", UserRole.Administrator), default)).Version;
        DataTable table = await services.GetRequiredService<DatasetService>().LoadSampleAsync(data, [.. Names(), "bought"], 5000, 1, default);
        TrainedModel model = Fit(table);
        var tracking = services.GetRequiredService<TrackingService>();
        Run run = await tracking.StartAsync(new NewRun("wide", "bench") { DatasetName = data.Dataset, DatasetVersion = data.Version }, default);
        StoredArtifact stored = await services.GetRequiredService<ArtifactStore>().PutAsync(new MemoryStream(ModelArtifact.ToBytes(model)), default);
        await tracking.SetModelAsync(run.RunId, stored, new ModelSummary("linear", TaskKind.Binary, "bought", JsonSerializer.Serialize(model.Signature, ModelJson.Options)), default);
        await tracking.FinishAsync(run.RunId, RunStatus.Finished, null, default);
        var registry = services.GetRequiredService<RegistryService>();
        RegisteredVersion version = await registry.RegisterAsync("wide", run.RunId, Actor.Of("bench", UserRole.Administrator), default);
        await registry.PromoteAsync(version.Version.ModelId, ModelStage.Staging, null, Actor.Of("bench", UserRole.Administrator), default);
        await registry.PromoteAsync(version.Version.ModelId, ModelStage.Production, null, Actor.Of("bench", UserRole.Administrator), default);
    }

    private static TrainedModel Fit(DataTable table)
    {
        ILearner learner = LearnerCatalog.Find("linear")!;
        var pipeline = FeaturePipeline.Fit(table, [.. Names()], learner.Layout, new PipelineOptions());
        var target = TargetColumn.Read(table.Find("bought")!, null);
        IFittedModel fitted = learner.Fit(
            new TrainingData { Features = pipeline.Transform(table), Target = target.Values, Task = target.Task, ClassCount = 2 }, Hyperparameters.None, new TrainingContext { Seed = 1 });
        var metadata = new ModelMetadata { Learner = "linear", Hyperparameters = Hyperparameters.None, Seed = 1, TrainingRows = table.RowCount };
        return new TrainedModel(new ModelSignature(pipeline.Inputs, "bought", target.Task, target.Classes, []), pipeline, fitted, metadata);
    }

    private static async Task LogAsync(IServiceProvider services, int rows, bool isLogged)
    {
        var random = new Random(2);
        byte[][] made = [.. Enumerable.Range(0, Made).Select(_ => JsonSerializer.SerializeToUtf8Bytes(Values(random)))];
        var store = services.GetRequiredService<PredictionStore>();
        var sketches = services.GetRequiredService<PredictionSketches>();
        DateTimeOffset began = DateTimeOffset.UnixEpoch.AddYears(50);
        (TimeSpan storing, TimeSpan sketching) = (TimeSpan.Zero, TimeSpan.Zero);
        for (int begin = 0; begin < rows; begin += Batch)
        {
            LoggedPrediction[] batch = [.. Enumerable.Range(begin, Math.Min(Batch, rows - begin)).Select(row => new LoggedPrediction(
                $"{row:D12}", "wide", 1, "production", null, began.AddHours((double)row / RowsAnHour), 0.1, made[row % Made], row % 3 == 0 ? "yes" : "no", [0.4f, 0.6f], 0, 0))];
            TimeSpan at = Environment.CpuUsage.TotalTime;
            if (isLogged || begin >= rows - Latest)
            {
                await store.InsertAsync(batch, default);
            }

            storing += Environment.CpuUsage.TotalTime - at;
            at = Environment.CpuUsage.TotalTime;
            await sketches.StoredAsync(batch, default);
            sketching += Environment.CpuUsage.TotalTime - at;
        }

        Console.WriteLine($"| a row in the log | {storing.TotalMicroseconds / rows:0.0} µs of the processor |");
        Console.WriteLine($"| a row in the sketches | {sketching.TotalMicroseconds / rows:0.0} µs of the processor |");
    }

    private static IEnumerable<string> Names() => [.. Enumerable.Range(0, Numbers).Select(i => $"n{i}"), .. Enumerable.Range(0, Words).Select(i => $"w{i}")];

    private static object[] Values(Random random) =>
    [
        .. Enumerable.Range(0, Numbers).Select(_ => (object)Math.Round(random.NextDouble() * 100, 3)),
        .. Enumerable.Range(0, Words).Select(_ => (object)s_words[random.Next(s_words.Length)]),
    ];
}
