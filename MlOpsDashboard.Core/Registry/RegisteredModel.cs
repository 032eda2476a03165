namespace MlOpsDashboard.Core.Registry;

/// <summary>A name under which versions of a model are registered.</summary>
public sealed class RegisteredModel
{
    private readonly List<ModelOwner> _ownership = [];

    /// <summary>The name, unique; without a colon or a slash.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, by people.</summary>
    public string Description { get; internal set; } = "";

    /// <summary>The number of the latest version that was ever registered: a number is never given twice.</summary>
    public int LastVersion { get; internal set; }

    /// <summary>When its first version was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who registered it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Whether only versions in staging go into production.</summary>
    public bool NeedsStaging { get; internal set; }

    /// <summary>Whether production takes an approval.</summary>
    public bool NeedsApproval { get; internal set; }

    /// <summary>Whether the approver must be somebody else than who asked.</summary>
    public bool FourEyes { get; internal set; }

    /// <summary>What it asks for before a version goes into production.</summary>
    public StagePolicy Policy => new(NeedsStaging, NeedsApproval, FourEyes);

    /// <summary>Who answers for it, by name; empty for nobody in particular.</summary>
    public IReadOnlyList<string> Owners => [.. _ownership.Select(owner => owner.Owner).Order(StringComparer.Ordinal)];

    /// <summary>The same as it is stored.</summary>
    internal IReadOnlyCollection<ModelOwner> Ownership => _ownership;

    /// <summary>When a version was last registered, moved or deleted.</summary>
    public DateTimeOffset UpdatedAt { get; internal set; }
}
