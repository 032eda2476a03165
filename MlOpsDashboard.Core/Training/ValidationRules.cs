using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Training;

/// <summary>
/// What a request may say about validation. What the strategy has no use for is refused, so that nobody believes in a validation that does
/// not take place; the usual values may be said anywhere, and folds beside every strategy, as clients of the REST contract say them.
/// </summary>
internal static class ValidationRules
{
    public const int MaxFolds = 20;
    public const int MaxRepeats = 20;
    public const int MaxOuterFolds = 10;
    public const int UsualFolds = 5;
    public const int UsualOuterFolds = 3;
    public const int UsualRepeats = 1;

    private const string Time = "time";
    private const string Group = "group";
    private const string TimeField = "validation.time_column";
    private const string GroupField = "validation.group_column";

    private static readonly string[] s_strategies = ["holdout", "kfold", Time, Group];

    /// <summary>Fills in what is left open.</summary>
    /// <param name="validation">As it came, or null.</param>
    public static ValidationRequest Complete(ValidationRequest? validation) => new()
    {
        Strategy = validation?.Strategy ?? "holdout",
        TestSize = validation?.TestSize ?? 0.2,
        Folds = validation?.Folds ?? UsualFolds,
        Repeats = validation?.Repeats ?? UsualRepeats,
        Kind = validation?.Kind ?? "simple",
        OuterFolds = validation?.OuterFolds ?? UsualOuterFolds,
        GroupColumn = validation?.GroupColumn,
        TimeColumn = validation?.TimeColumn,
    };

    /// <summary>Checks what can be checked without the data.</summary>
    /// <param name="validation">Completed.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void Check(ValidationRequest validation, RequestErrors errors)
    {
        errors.Require(
            s_strategies.Contains(validation.Strategy),
            "validation.strategy",
            $"validation.strategy must be one of {string.Join(", ", s_strategies)}, not {validation.Strategy}.");
        errors.Require(
            validation.Kind is "simple" or "nested", "validation.kind", $"validation.kind must be simple or nested, not {validation.Kind}.");
        errors.Require(
            validation.OuterFolds is >= 2 and <= MaxOuterFolds,
            "validation.outer_folds",
            $"validation.outer_folds must be from 2 to {MaxOuterFolds}, not {validation.OuterFolds}.");
        errors.Require(
            validation.TestSize is >= 0.01 and <= 0.9,
            "validation.test_size",
            $"validation.test_size must be from 0.01 to 0.9, not {validation.TestSize}.");
        errors.Require(
            validation.Repeats is >= 1 and <= MaxRepeats, "validation.repeats", $"validation.repeats must be from 1 to {MaxRepeats}, not {validation.Repeats}.");
        errors.Require(
            validation.Folds is >= 2 and <= MaxFolds, "validation.folds", $"validation.folds must be from 2 to {MaxFolds}, not {validation.Folds}.");
        errors.Require(
            validation.Strategy != Group || !string.IsNullOrEmpty(validation.GroupColumn),
            GroupField,
            "validation.group_column must name the column whose values are the groups.");
        errors.Require(
            validation.TimeColumn is not "", TimeField, "validation.time_column must name a column of dates or numbers, or be null for the order of the file.");
        if (s_strategies.Contains(validation.Strategy))
        {
            CheckMeaning(validation, errors);
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

    private static void CheckMeaning(ValidationRequest validation, RequestErrors errors)
    {
        string strategy = validation.Strategy!;
        errors.Require(
            strategy == "kfold" || validation.Repeats == UsualRepeats,
            "validation.repeats",
            $"validation.repeats is for the strategy kfold; {strategy} divides the rows once.");
        errors.Require(
            validation.Kind != "simple" || validation.OuterFolds == UsualOuterFolds,
            "validation.outer_folds",
            "validation.outer_folds is for validation.kind nested.");
        errors.Require(
            strategy == Group || validation.GroupColumn is null, GroupField, $"validation.group_column is for the strategy group, not for {strategy}.");
        errors.Require(
            strategy == Time || validation.TimeColumn is null, TimeField, $"validation.time_column is for the strategy time, not for {strategy}.");
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
