namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>In which order stored predictions are listed.</summary>
public enum PredictionOrder
{
    /// <summary>The latest first.</summary>
    Newest,

    /// <summary>
    /// Among the latest <see cref="PredictionListing.Window"/>, those first whose best two classes are closest to each other;
    /// predictions of numbers, which have no classes, the latest first.
    /// </summary>
    Uncertain,
}
