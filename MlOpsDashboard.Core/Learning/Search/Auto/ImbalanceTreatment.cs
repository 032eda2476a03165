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

    /// <summary>Rows of rare classes are repeated at random until every class has as many as the largest.</summary>
    OverSample,

    /// <summary>Rows of frequent classes are left out at random until every class has as many as the smallest.</summary>
    UnderSample,
}
