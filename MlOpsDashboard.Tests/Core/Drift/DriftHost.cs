using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Monitoring;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Drift;

/// <summary>A core whose model <c>shop</c> was trained on the data set <c>visits</c> of 600 rows.</summary>
internal static class DriftHost
{
    public static async Task<CoreHost> StartAsync(params (string Key, string Value)[] settings)
    {
        // The scheduler asks for the dialect before there are options.
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build();
        CoreHost core = await CoreHost.StartAsync(
            services => services.AddAudit().AddJobs(configuration).AddDatasets().AddTracking().AddRegistry().AddTrash().AddTraining().AddServing()
                .AddMonitoring().AddDrift(),
            null,
            TimeProvider.System,
            settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        DatasetVersion data = await StoreAsync(core, "visits", Rows(600, 1).Select(row => $"{Number(row.X)};{row.Colour};{(row.X > 0 ? "yes" : "no")}"), "x;colour;bought");
        await ServingHost.PromoteAsync(core, "shop", 1, data);
        return core;
    }

    /// <summary>Rows without drift: x even from -9.5 to 9.5, seven of ten red.</summary>
    public static IReadOnlyList<(double X, string Colour)> Rows(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(row => (Math.Round((random.NextDouble() * 19) - 9.5, 3), row % 10 < 7 ? "red" : "blue"))];
    }

    public static string Number(double x) => x.ToString(CultureInfo.InvariantCulture);

    public static async Task<DatasetVersion> StoreAsync(CoreHost core, string name, IEnumerable<string> rows, string header) =>
        (await core.Get<DatasetService>().StoreAsync(
            new DatasetUpload(name), new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(header)))), "ada", default)).Version;

    /// <summary>Asks row by row, and waits until the predictions are stored.</summary>
    public static async Task AskAsync(CoreHost core, IEnumerable<(double X, string Colour)> rows)
    {
        foreach ((double x, string colour) in rows)
        {
            await ServingHost.AskAsync(core, $$$"""{"model_name":"shop","features":{"x":{{{Number(x)}}},"colour":"{{{colour}}}"}}""");
        }

        var log = core.Get<PredictionLog>();
        await Wait.UntilAsync(() => log.Stored == log.Accepted);
    }
}
