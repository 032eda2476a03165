namespace MlOpsDashboard.Core.Serving.Explaining;

/// <summary>Whether a prediction is to be explained, and how.</summary>
internal enum ExplainMode
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>In the way that suits the model.</summary>
    Default,

    /// <summary>Against background rows, also for trees.</summary>
    Interventional,
}
