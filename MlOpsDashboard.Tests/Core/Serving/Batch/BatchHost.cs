using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Batch;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Serving.Batch;

/// <summary>A core with batch jobs.</summary>
internal static class BatchHost
{
    public static Task<CoreHost> StartAsync(TimeProvider? clock = null, string? folder = null, params (string Key, string Value)[] settings) => CoreHost.StartAsync(
        services => services.AddAudit().AddJobs(new ConfigurationBuilder().Build()).AddDatasets().AddTracking().AddRegistry().AddTrash().AddServing().AddBatchPrediction(),
        folder,
        clock,
        settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));

    /// <summary>Rows for the model of <see cref="ServingHost"/>, with a column that is only carried along.</summary>
    public static string Csv(int rows)
    {
        var csv = new StringBuilder("id,x,colour\n");
        for (int row = 0; row < rows; row++)
        {
            csv.Append(row).Append(',').Append(((row % 190) / 10.0 - 9.5).ToString(CultureInfo.InvariantCulture)).Append(row % 3 == 0 ? ",red\n" : ",blue\n");
        }

        return csv.ToString();
    }

    public static async Task<BatchJob> AskAsync(CoreHost core, string csv, string model = "shop", string? key = null)
    {
        var batch = core.Get<BatchService>();
        using StagedArtifact staged = await core.Get<DatasetService>().StageAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), default);
        return await batch.StartAsync(new BatchRequest { ModelName = model }, staged, "rows.csv", "ada", key, default);
    }

    public static async Task<BatchJob> EndAsync(CoreHost core, string jobId)
    {
        BatchJob job = await core.Get<BatchService>().GetAsync(jobId, default);
        await Wait.UntilAsync(async () => (job = await core.Get<BatchService>().GetAsync(jobId, default)).HasEnded);
        return job;
    }

    public static async Task<string> ResultAsync(CoreHost core, string jobId)
    {
        using var reader = new StreamReader(await core.Get<BatchService>().OpenResultAsync(jobId, default));
        return await reader.ReadToEndAsync();
    }

    /// <summary>Keeps the one worker thread busy until the result is disposed of: a job then stays where it is.</summary>
    public static IDisposable Hold(BackgroundThreads workers)
    {
        var gate = new ManualResetEventSlim();
        _ = workers.RunAsync(
            _ =>
            {
                gate.Wait(CancellationToken.None);
                return true;
            },
            CancellationToken.None);
        return new Gate(gate);
    }

    private sealed class Gate(ManualResetEventSlim gate) : IDisposable
    {
        public void Dispose() => gate.Set();
    }
}
