namespace MlOpsDashboard.Core.Storage;

/// <summary>Why nothing can be stored.</summary>
public enum StorageFaultKind
{
    /// <summary>The disk, or the caller's share of it, has no room left.</summary>
    Full,

    /// <summary>The disk, a file or the database may only be read.</summary>
    ReadOnly,

    /// <summary>Somebody else holds the database for longer than a writer waits.</summary>
    Locked,

    /// <summary>The disk or the database server does not answer.</summary>
    Unreachable,
}
