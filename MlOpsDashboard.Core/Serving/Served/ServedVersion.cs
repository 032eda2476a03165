using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Serving.Served;

/// <summary>A loaded version of a model.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Version">The version.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Sha256">The artifact's SHA-256.</param>
/// <param name="LoadedAt">When it was loaded.</param>
/// <param name="Signature">What goes in and comes out.</param>
public sealed record ServedVersion(string Name, int Version, ModelStage Stage, string Sha256, DateTimeOffset LoadedAt, ModelSignature Signature)
{
    /// <summary><c>name:version</c>.</summary>
    public string ModelId => $"{Name}:{Version}";

    internal static ServedVersion Of(ServedModel model) =>
        new(model.Name, model.Version, model.Stage, model.Sha256, model.LoadedAt, model.Signature);
}
