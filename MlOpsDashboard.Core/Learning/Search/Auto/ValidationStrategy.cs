namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>How trials are judged. In each a part of the rows is set aside first, which only the winner is measured on, once.</summary>
public enum ValidationStrategy
{
    /// <summary>By one validation part of the other rows; where they are fewer than 10,000 (and of fewer than a million values), by cross-validation over five parts of them.</summary>
    Holdout,

    /// <summary>By stratified cross-validation over the other rows.</summary>
    KFold,

    /// <summary>By the latest of the other rows; the part set aside is the latest of all.</summary>
    Time,

    /// <summary>By cross-validation over groups of rows, such as the visits of a patient: a group is never on both sides.</summary>
    Group,
}
