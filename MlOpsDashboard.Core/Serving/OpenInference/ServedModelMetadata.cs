using System.Globalization;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.OpenInference;

/// <summary>A model as the protocol describes it.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Versions">The versions that can be asked for, at most the 1,000 latest.</param>
/// <param name="Platform">The project and the form of its artifacts.</param>
/// <param name="Inputs">The features, each as a column.</param>
/// <param name="Outputs">What it gives.</param>
public sealed record ServedModelMetadata(string Name, IReadOnlyList<string> Versions, string Platform, IReadOnlyList<TensorMetadata> Inputs, IReadOnlyList<TensorMetadata> Outputs)
{
    private const string Project = "mlopsdashboard_artifact";

    internal static ServedModelMetadata Of(ServedModel model, IReadOnlyList<ModelVersion> versions) => new(
        model.Name,
        [.. versions.Select(version => version.Version.ToString(CultureInfo.InvariantCulture))],
        Project,
        [.. model.Signature.Features.Select(feature => new TensorMetadata(feature.Name, TensorDatatype.Of(feature).Name, [-1]))],
        [.. InferWriter.OutputsOf(model).Select(name => Output(model, name))]);

    private static TensorMetadata Output(ServedModel model, string name) => name switch
    {
        InferWriter.Probabilities => new(
            name,
            TensorDatatype.Fp64.Name,
            [-1, model.Classes.Length],
            model.Signature.Classes.Index().ToDictionary(entry => $"class_{entry.Index}", entry => entry.Item, StringComparer.Ordinal)),
        InferWriter.Prediction when model.Classes.Length == 0 => new(name, TensorDatatype.Fp64.Name, [-1]),
        _ => new(name, TensorDatatype.Bytes.Name, [-1]),
    };
}
