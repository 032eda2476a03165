using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Api.Predict;

/// <summary>A loaded version.</summary>
internal sealed record LoadedModelReply(string ModelName, int ModelVersion, ModelStage ModelStage, string Sha256, DateTimeOffset LoadedAt)
{
    public static LoadedModelReply Of(ServedVersion version) =>
        new(version.Name, version.Version, version.Stage, version.Sha256, version.LoadedAt);
}
