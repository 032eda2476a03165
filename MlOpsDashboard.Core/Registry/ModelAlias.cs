namespace MlOpsDashboard.Core.Registry;

/// <summary>A name of a model's own for one of its versions: <c>income@champion</c>.</summary>
public sealed class ModelAlias
{
    /// <summary>The registered model.</summary>
    public required string Name { get; init; }

    /// <summary>The alias, once a model.</summary>
    public required string Alias { get; init; }

    /// <summary>The version that it names now.</summary>
    public required int Version { get; set; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset SetAt { get; set; }

    /// <summary>Who has set it.</summary>
    public required string SetBy { get; set; }
}
