using MlOpsDashboard.Core.Serving.OpenInference;

namespace MlOpsDashboard.Api.OpenInference;

/// <summary>What the protocol tells about a model.</summary>
internal sealed record ModelReply(
    string Name, IReadOnlyList<string> Versions, string Platform, IReadOnlyList<TensorReply> Inputs, IReadOnlyList<TensorReply> Outputs)
{
    public static ModelReply Of(ServedModelMetadata model) => new(
        model.Name,
        model.Versions,
        model.Platform,
        [.. model.Inputs.Select(TensorReply.Of)],
        [.. model.Outputs.Select(TensorReply.Of)]);
}
