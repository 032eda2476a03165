using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>Checks that rules of monotone features name columns that a model can have them for, before a trial stumbles over it.</summary>
internal static class MonotoneColumns
{
    private const string Name = "monotone";

    /// <summary>Checks the rules of every learner that has some.</summary>
    /// <param name="request">A completed request.</param>
    /// <param name="task">The task.</param>
    /// <param name="version">The data.</param>
    /// <exception cref="InvalidException">A rule is not readable, or names no number among the columns to predict from.</exception>
    public static void Check(TrainingRequest request, TaskKind task, DatasetVersion version)
    {
        FixedHyperparameters values = FixedHyperparameters.Read(request.Hyperparameters);
        foreach (ILearner learner in PlanRules.LearnersOf(request.Learners, task))
        {
            if (values.FieldOf(learner.Name, Name) is not { } field || learner.SpaceFor(task).Find(Name) is null)
            {
                continue;
            }

            IReadOnlyList<(string Feature, int Direction)> rules = MonotoneRules.Parse(values.For(learner, task).Word(Name, ""), field);
            if (rules.Count > 0 && task == TaskKind.Multiclass)
            {
                throw new InvalidException(field, "monotone works for two classes and for numbers only.");
            }

            if (rules.Count > 0 && values.For(learner, task).Word("loss", "") is "quantile" or "absolute")
            {
                throw new InvalidException(field, "monotone does not go with the losses absolute and quantile; use squared, huber or poisson.");
            }

            foreach ((string feature, _) in rules)
            {
                CheckFeature(feature, field, request, version);
            }
        }
    }

    private static void CheckFeature(string name, string field, TrainingRequest request, DatasetVersion version)
    {
        bool Used(ColumnSchema column) => column.Name != request.Target
            && (request.Features is null || request.Features.Contains(column.Name, StringComparer.Ordinal));
        ColumnType? type = version.Columns.FirstOrDefault(column => column.Name == name && Used(column))?.Type;
        switch (type)
        {
            case ColumnType.Numeric or ColumnType.Boolean:
                return;
            case ColumnType.DateTime:
                throw new InvalidException(field, $"monotone names {name}, which is a date: name one of its parts, such as {name}.days.");
            case not null:
                throw new InvalidException(field, $"monotone names {name}, whose categories have no order.");
            case null when version.Columns.Any(column => column.Type == ColumnType.DateTime && Used(column) && name.StartsWith(column.Name + ".", StringComparison.Ordinal)):
                // Which parts a date has is known once it is looked at.
                return;
            case null when request.FeatureSteps is { Count: > 0 }:
                // Steps make features with names of their own.
                return;
            default:
                throw new InvalidException(field, $"monotone names {name}, which is no column to predict from.");
        }
    }
}
