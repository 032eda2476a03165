using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Training;

/// <summary>A core that trains, with a small data set.</summary>
internal static class TrainingHost
{
    public static readonly TrainingRequest Quick = new()
    {
        ModelName = "shop",
        Dataset = "shop",
        Target = "bought",
        Learners = ["baseline", "linear"],
        Trials = 3,
        TimeBudgetSeconds = 60,
        Ensemble = false,
    };

    // A search that goes on until somebody stops it.
    public static readonly TrainingRequest Long = Quick with { Learners = null, Trials = 1000, TimeBudgetSeconds = 3600 };

    public static Task<CoreHost> StartAsync(string? folder = null, params (string Key, string Value)[] settings) => CoreHost.StartAsync(
        services => services.AddAudit().AddJobs(new ConfigurationBuilder().Build()).AddDatasets().AddTracking().AddRegistry().AddTrash().AddTraining(),
        folder,
        settings: settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));

    /// <summary>400 rows in which x and the colour red make "yes" likely; some values and some answers are missing.</summary>
    public static async Task StoreAsync(CoreHost core, string name = "shop", int rows = 400)
    {
        var csv = new StringBuilder("x,colour,bought,only\n");
        for (int row = 0; row < rows; row++)
        {
            int noise = row * 7919 % 13;
            bool yes = (row % 20) + (row % 3 == 0 ? 6 : 0) + noise > 18;
            csv.Append(row % 31 == 0 ? "" : (row % 20).ToString(CultureInfo.InvariantCulture)).Append(',')
                .Append(row % 3 == 0 ? "red" : "blue").Append(',')
                .Append(row % 50 == 0 ? "" : yes ? "yes" : "no").Append(",same\n");
        }

        await core.Get<DatasetService>().StoreAsync(
            new DatasetUpload(name, name + ".csv"), new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())), "ada", default);
    }

    public static async Task<TrainingJob> EndAsync(CoreHost core, string jobId)
    {
        TrainingJob job = await core.Get<TrainingService>().GetAsync(jobId, default);
        await Wait.UntilAsync(async () => (job = await core.Get<TrainingService>().GetAsync(jobId, default)).HasEnded);
        return job;
    }

    public static Task UntilRunningAsync(CoreHost core, string jobId) => Wait.UntilAsync(
        async () => (await core.Get<TrainingService>().GetAsync(jobId, default)).State == TrainingState.Running);
}
