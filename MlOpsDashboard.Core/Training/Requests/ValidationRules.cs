using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>
/// What a request may say about validation. What the strategy has no use for is refused, so that nobody believes in a validation that does
/// not take place; the usual values may be said anywhere, and folds beside every strategy, as clients of the REST contract say them.
/// </summary>
internal static class ValidationRules
{
    private const string TimeField = "validation.time_column";
    private const string GroupField = "validation.group_column";

    /// <summary>Fills in what is left open.</summary>
    /// <param name="validation">As it came, or null.</param>
    public static ValidationRequest Complete(ValidationRequest? validation) => new()
    {
        Strategy = validation?.Strategy ?? PlanWords.Strategies.WordFor(default),
        TestSize = validation?.TestSize ?? SearchDefaults.TestSize,
        Folds = validation?.Folds ?? SearchDefaults.Folds,
        Repeats = validation?.Repeats ?? SearchDefaults.Repeats,
        Kind = validation?.Kind ?? RequestWords.Kinds.WordFor(default),
        OuterFolds = validation?.OuterFolds ?? SearchDefaults.OuterFolds,
        GroupColumn = validation?.GroupColumn,
        TimeColumn = validation?.TimeColumn,
    };

    /// <summary>The trainer's plan.</summary>
    /// <param name="validation">Completed.</param>
    public static ValidationPlan PlanOf(ValidationRequest validation) => new()
    {
        Strategy = PlanWords.Strategies.Find(validation.Strategy) ?? default,
        TestSize = validation.TestSize!.Value,
        Folds = validation.Folds!.Value,
        OuterFolds = RequestWords.Kinds.Find(validation.Kind) == ValidationKind.Nested ? validation.OuterFolds ?? 0 : 0,
        Repeats = validation.Repeats ?? SearchDefaults.Repeats,
        GroupColumn = validation.GroupColumn,
        TimeColumn = validation.TimeColumn,
    };

    /// <summary>Checks what can be checked without the data.</summary>
    /// <param name="validation">Completed.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void Check(ValidationRequest validation, RequestErrors errors)
    {
        ValidationStrategy? strategy = PlanWords.Strategies.Find(validation.Strategy);
        errors.Must(strategy is not null, "validation.strategy", $"must be one of {PlanWords.Strategies}, not {validation.Strategy}.");
        ValidationKind? kind = RequestWords.Kinds.Find(validation.Kind);
        errors.Must(kind is not null, "validation.kind", $"must be simple or nested, not {validation.Kind}.");
        errors.Within(validation.OuterFolds, SearchLimits.OuterFolds, "validation.outer_folds");
        errors.Within(validation.TestSize, SearchLimits.TestSize, "validation.test_size");
        errors.Within(validation.Repeats, SearchLimits.Repeats, "validation.repeats");
        errors.Within(validation.Folds, SearchLimits.Folds, "validation.folds");
        errors.Must(
            strategy != ValidationStrategy.Group || !string.IsNullOrEmpty(validation.GroupColumn), GroupField, "must name the column whose values are the groups.");
        errors.Must(validation.TimeColumn is not "", TimeField, "must name a column of dates or numbers, or be null for the order of the file.");
        if (strategy is { } known)
        {
            CheckMeaning(validation, known, kind, errors);
        }
    }

    /// <summary>Checks the columns that the validation names.</summary>
    /// <param name="request">A completed request.</param>
    /// <param name="version">The data.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void CheckColumns(TrainingRequest request, DatasetVersion version, RequestErrors errors)
    {
        ValidationRequest validation = request.Validation!;
        CheckColumn(validation.GroupColumn, GroupField, "it cannot say what belongs together", request, version, errors);
        if (CheckColumn(validation.TimeColumn, TimeField, "it cannot say when a row was", request, version, errors) is { } time)
        {
            errors.Require(
                time.Type is ColumnType.DateTime or ColumnType.Numeric,
                TimeField,
                $"{time.Name} holds neither dates nor numbers, so it gives no order in time.");
        }
    }

    private static void CheckMeaning(ValidationRequest validation, ValidationStrategy strategy, ValidationKind? kind, RequestErrors errors)
    {
        errors.Must(
            strategy == ValidationStrategy.KFold || validation.Repeats == SearchDefaults.Repeats,
            "validation.repeats",
            $"is for the strategy kfold; {validation.Strategy} divides the rows once.");
        errors.Must(
            kind != ValidationKind.Simple || validation.OuterFolds == SearchDefaults.OuterFolds, "validation.outer_folds", "is for validation.kind nested.");
        errors.Must(
            strategy == ValidationStrategy.Group || validation.GroupColumn is null, GroupField, $"is for the strategy group, not for {validation.Strategy}.");
        errors.Must(
            strategy == ValidationStrategy.Time || validation.TimeColumn is null, TimeField, $"is for the strategy time, not for {validation.Strategy}.");
    }

    private static ColumnSchema? CheckColumn(
        string? name, string field, string harm, TrainingRequest request, DatasetVersion version, RequestErrors errors)
    {
        ColumnSchema? column = version.Columns.FirstOrDefault(column => column.Name == name);
        errors.Require(name is null || column is not null, field, $"{version.Dataset}:{version.Version} has no column {name}.");
        errors.Require(name is null || name != request.Target, field, $"{name} is the target, so {harm}.");
        return column;
    }
}
