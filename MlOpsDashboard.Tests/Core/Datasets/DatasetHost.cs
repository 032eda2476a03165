using System.Text;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Datasets;

/// <summary>Starts the core with data sets.</summary>
internal static class DatasetHost
{
    public static Task<CoreHost> StartAsync(TimeProvider? clock = null, IReadOnlyDictionary<string, string?>? settings = null) =>
        CoreHost.StartAsync(services => services.AddAudit().AddDatasets().AddTrash(), clock: clock, settings: settings);

    public static Task<StoredDataset> StoreAsync(this CoreHost core, string name, string csv, string? target = null) =>
        core.StoreAsync(name, Encoding.UTF8.GetBytes(csv), target);

    public static Task<StoredDataset> StoreAsync(this CoreHost core, string name, byte[] content, string? target = null) =>
        core.Get<DatasetService>().StoreAsync(
            new DatasetUpload(name, name + ".csv", Target: target), new MemoryStream(content), "tester", CancellationToken.None);
}
