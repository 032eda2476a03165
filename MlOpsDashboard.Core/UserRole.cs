namespace MlOpsDashboard.Core;

/// <summary>What a user or an API key may do; each role may do what the ones before it may.</summary>
public enum UserRole
{
    /// <summary>Looks and predicts.</summary>
    Viewer,

    /// <summary>Uploads, trains and promotes.</summary>
    Editor,

    /// <summary>Makes and revokes API keys, and empties the trash.</summary>
    Administrator,
}
