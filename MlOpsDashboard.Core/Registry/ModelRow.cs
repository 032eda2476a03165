namespace MlOpsDashboard.Core.Registry;

/// <summary>A registered model as a listing shows it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Versions">How many versions it has outside the trash.</param>
/// <param name="Latest">The version with the greatest number.</param>
/// <param name="Production">The version in production; null when there is none.</param>
/// <param name="Staging">The greatest version in staging; null when there is none.</param>
public sealed record ModelRow(RegisteredModel Model, int Versions, ModelVersion? Latest, ModelVersion? Production, ModelVersion? Staging)
{
    /// <summary>The names that it has for versions, by name.</summary>
    public IReadOnlyList<ModelAlias> Aliases { get; init; } = [];
}
