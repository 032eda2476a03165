namespace MlOpsDashboard.Core.Registry;

/// <summary>What happened to a version.</summary>
public enum StageEventKind
{
    /// <summary>It was registered.</summary>
    Registered,

    /// <summary>Somebody moved it to another stage.</summary>
    Moved,

    /// <summary>It left production because another version took its place.</summary>
    Superseded,

    /// <summary>It went to the trash.</summary>
    Deleted,

    /// <summary>It came back from the trash.</summary>
    Restored,

    /// <summary>It was removed for good.</summary>
    Purged,

    /// <summary>An alias names it from then on.</summary>
    AliasSet,

    /// <summary>An alias names it no more, nor any other version.</summary>
    AliasRemoved,
}
