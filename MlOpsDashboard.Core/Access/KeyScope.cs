namespace MlOpsDashboard.Core.Access;

/// <summary>An area that an API key may be limited to, within what its role allows.</summary>
public enum KeyScope
{
    /// <summary>Predictions, batch jobs and labels.</summary>
    Predict,

    /// <summary>Reading everything but what is for administrators.</summary>
    Read,

    /// <summary>Data sets, training and runs.</summary>
    Train,

    /// <summary>Versions of models: registering, moving, naming, asking for production.</summary>
    Registry,

    /// <summary>Roll-outs, rollbacks, and deciding about requests for production.</summary>
    Deploy,

    /// <summary>Alerts, checks for drift, retraining.</summary>
    Operate,

    /// <summary>People, keys, settings, logs, the trash.</summary>
    Admin,
}
