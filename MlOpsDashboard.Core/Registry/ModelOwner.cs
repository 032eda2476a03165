namespace MlOpsDashboard.Core.Registry;

/// <summary>Somebody who answers for a model.</summary>
public sealed class ModelOwner
{
    /// <summary>The registered model.</summary>
    public required string Name { get; init; }

    /// <summary>The person's name.</summary>
    public required string Owner { get; init; }
}
