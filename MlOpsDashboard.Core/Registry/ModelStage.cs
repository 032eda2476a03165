namespace MlOpsDashboard.Core.Registry;

/// <summary>How far a model version has come.</summary>
public enum ModelStage
{
    /// <summary>Registered, not yet chosen for anything.</summary>
    None,

    /// <summary>Being tried out. Several versions of a name may be.</summary>
    Staging,

    /// <summary>Answering requests. At most one version of a name is.</summary>
    Production,

    /// <summary>Was in production.</summary>
    Archived,
}
