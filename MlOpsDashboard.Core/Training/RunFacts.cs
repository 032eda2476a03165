using System.Globalization;
using System.Runtime.InteropServices;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Training;

/// <summary>What is written about every run of a job, so that it can be repeated.</summary>
internal static class RunFacts
{
    /// <summary>A run of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="version">The data.</param>
    /// <param name="metric">The name of the metric that it is judged by.</param>
    /// <param name="threads">Threads that it computes with.</param>
    public static NewRun Of(TrainingJob job, DatasetVersion version, string metric, int threads) => new(job.ExperimentName, job.CreatedBy)
    {
        JobId = job.JobId,
        DatasetName = version.Dataset,
        DatasetVersion = version.Version,
        DatasetSha256 = version.Sha256,
        Seed = job.Request.Seed,
        CodeVersion = ModelMetadata.ProgramVersion,
        Environment = Environment(threads),
        Metric = metric,
    };

    /// <summary>Hyper-parameters as texts.</summary>
    /// <param name="values">The values.</param>
    public static Dictionary<string, string> Texts(Hyperparameters values) => values.Values.ToDictionary(
        pair => pair.Key, pair => Convert.ToString(pair.Value, CultureInfo.InvariantCulture) ?? "", StringComparer.Ordinal);

    private static Dictionary<string, string> Environment(int threads) => new(StringComparer.Ordinal)
    {
        ["os"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["processors"] = System.Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["threads"] = threads.ToString(CultureInfo.InvariantCulture),
    };
}
