namespace MlOpsDashboard.Core.Storage;

/// <summary>A setting that somebody has changed while the program ran; it counts before the configuration.</summary>
public sealed class StoredSetting
{
    /// <summary>Its name, as the configuration spells it.</summary>
    public required string Name { get; init; }

    /// <summary>Its value as text, in the invariant culture.</summary>
    public required string Value { get; set; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Who changed it last.</summary>
    public required string ChangedBy { get; set; }
}
