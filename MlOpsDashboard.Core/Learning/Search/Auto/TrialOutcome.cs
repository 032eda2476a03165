namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>How a trial ended.</summary>
public enum TrialOutcome
{
    /// <summary>With a model that was judged.</summary>
    Finished,

    /// <summary>Stopped early because it was hopeless.</summary>
    Pruned,

    /// <summary>With an error, or with a model for whose answers the metric is undefined.</summary>
    Failed,

    /// <summary>With a model that predicts a row more slowly than the plan allows.</summary>
    TooSlow,
}
