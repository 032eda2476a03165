using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>The choices of a search in the words of the REST contract.</summary>
public static class PlanWords
{
    /// <summary>What is predicted.</summary>
    public static Vocabulary<TaskKind> Tasks { get; } = new(
        ("binary", TaskKind.Binary), ("multiclass", TaskKind.Multiclass), ("regression", TaskKind.Regression));

    /// <summary>How trials are judged.</summary>
    public static Vocabulary<ValidationStrategy> Strategies { get; } = new(
        ("holdout", ValidationStrategy.Holdout), ("kfold", ValidationStrategy.KFold), ("time", ValidationStrategy.Time), ("group", ValidationStrategy.Group));

    /// <summary>What is done about rare classes.</summary>
    public static Vocabulary<ImbalanceTreatment> Imbalances { get; } = new(
        ("none", ImbalanceTreatment.None),
        ("smote", ImbalanceTreatment.Smote),
        ("class_weight", ImbalanceTreatment.ClassWeight),
        ("oversample", ImbalanceTreatment.OverSample),
        ("undersample", ImbalanceTreatment.UnderSample));

    /// <summary>How probabilities are calibrated.</summary>
    public static Vocabulary<CalibrationMethod> Calibrations { get; } = new(
        ("none", CalibrationMethod.None), ("platt", CalibrationMethod.Platt), ("isotonic", CalibrationMethod.Isotonic));

    /// <summary>How trials end.</summary>
    public static Vocabulary<TrialOutcome> Outcomes { get; } = new(
        ("finished", TrialOutcome.Finished), ("pruned", TrialOutcome.Pruned), ("failed", TrialOutcome.Failed), ("too_slow", TrialOutcome.TooSlow));
}
