namespace MlOpsDashboard.Core.Learning.Rows;

/// <summary>In which form a learner wants its features from the pipeline.</summary>
public enum FeatureLayout
{
    /// <summary>As they are: NaN for missing, categories as codes 0, 1, … in one column. For trees.</summary>
    Raw,

    /// <summary>All numbers present, scaled, categories one-hot. For linear models and networks.</summary>
    Dense,

    /// <summary>Both, the raw features first: for ensembles of learners that want different forms.</summary>
    Joint,
}
