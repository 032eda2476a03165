using System.Globalization;

namespace MlOpsDashboard.Core.Registry;

/// <summary>What a caller names a version by: <c>name:3</c>, <c>name:production</c>, <c>name:staging</c>, <c>name:latest</c> or <c>name@alias</c>.</summary>
internal sealed record ModelReference(string Name, int? Version, ModelStage? Stage, string? Alias = null)
{
    /// <summary>The version's own id, <c>name:version</c>.</summary>
    public static string Id(string name, int version) => string.Create(CultureInfo.InvariantCulture, $"{name}:{version}");

    /// <summary>Reads a model id. Neither version nor stage means the latest version.</summary>
    /// <exception cref="InvalidException">It is none.</exception>
    public static ModelReference Parse(string? modelId)
    {
        int colon = modelId?.LastIndexOf(':') ?? -1;
        int at = modelId?.LastIndexOf('@') ?? -1;
        if (colon < 0 && at > 0 && at < modelId!.Length - 1)
        {
            return new ModelReference(modelId[..at], null, null, modelId[(at + 1)..]);
        }

        if (colon <= 0)
        {
            throw Malformed(modelId);
        }

        string name = modelId![..colon];
        string version = modelId[(colon + 1)..];
        return version.ToLowerInvariant() switch
        {
            "production" => new ModelReference(name, null, ModelStage.Production),
            "staging" => new ModelReference(name, null, ModelStage.Staging),
            "latest" => new ModelReference(name, null, null),
            _ when int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
                => new ModelReference(name, number, null),
            _ => throw Malformed(modelId),
        };
    }

    private static InvalidException Malformed(string? modelId) => new(
        "model_id", $"'{modelId}' is no model id: it must be like name:3, name:production, name:staging, name:latest or name@alias.");
}
