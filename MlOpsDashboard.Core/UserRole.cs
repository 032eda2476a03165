namespace MlOpsDashboard.Core;

/// <summary>What a user or an API key may do; each role may do what the ones before it may.</summary>
public enum UserRole
{
    /// <summary>Looks and predicts.</summary>
    Viewer,

    /// <summary>Uploads, trains and moves versions between the stages other than production.</summary>
    DataScientist,

    /// <summary>Moves versions into and out of production.</summary>
    Approver,

    /// <summary>Invites people, makes and revokes API keys, changes settings, and empties the trash.</summary>
    Administrator,
}
