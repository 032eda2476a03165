namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>What is done about rare classes; always inside the training part of a fold.</summary>
public enum ImbalanceTreatment
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Rows of rare classes count more, so that every class counts the same.</summary>
    ClassWeight,

    /// <summary>Synthetic rows are added to rare classes.</summary>
    Smote,
}
