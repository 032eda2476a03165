using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Search.Auto;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>What the form can tell to be wrong by itself, so that all of it is marked at once and in its own words.</summary>
internal static class DraftFaults
{
    /// <summary>The faults, each with its field in the REST contract.</summary>
    /// <param name="draft">What is filled in.</param>
    /// <param name="task">The task; null when it is not known.</param>
    public static IReadOnlyList<Fault> Of(TrainingDraft draft, TaskKind? task)
    {
        var faults = new List<Fault>();
        void Unless(bool right, string field, string message)
        {
            if (!right && !faults.Exists(fault => fault.Field == field))
            {
                faults.Add(new Fault(field, message));
            }
        }

        Unless(!string.IsNullOrEmpty(draft.Dataset), "dataset", "Choose a data set.");
        Unless(!string.IsNullOrEmpty(draft.Target), "target", "Choose a column.");
        Unless(!string.IsNullOrWhiteSpace(draft.ModelName), "model_name", "Give the model a name.");
        Unless(draft.Learners.Count > 0, "learners", "Choose at least one.");
        Unless(draft.Strategy != ValidationStrategy.Group || !string.IsNullOrEmpty(draft.GroupColumn), "validation.group_column", "Choose the column whose values are the groups.");
        for (int i = 0; i < draft.Steps.Count; i++)
        {
            FeatureStepDraft step = draft.Steps[i];
            int columns = step.Columns?.Count() ?? 0;
            Unless(
                step.Kind.Columns is int exact ? columns == exact : columns > 0,
                $"feature_steps[{i}].columns",
                step.Kind.Columns is int number ? $"Choose {number} columns." : "Choose at least one column.");
            foreach (Parameter parameter in step.Parameters.Where(parameter => step.Value(parameter.Name) is not null))
            {
                string? fault = ParameterWords.Fault(parameter, step.Value(parameter.Name));
                Unless(fault is null, $"feature_steps[{i}].parameters.{parameter.Name}", fault ?? "");
            }
        }

        AddFixed(draft, task, Unless);
        return faults;
    }

    private static void AddFixed(TrainingDraft draft, TaskKind? task, Action<bool, string, string> unless)
    {
        var seen = new HashSet<(string, string)>();
        foreach (FixedParameterDraft row in draft.FixedThatApply(task))
        {
            if (row.Parameter is null)
            {
                unless(false, $"hyperparameters[{draft.Fixed.IndexOf(row)}]", "Choose a hyper-parameter, or remove the row.");
                continue;
            }

            unless(
                seen.Add((row.Learner.Name, row.Parameter.Name)), $"hyperparameters[{draft.Fixed.IndexOf(row)}]", "It is fixed in another row already.");
            foreach (Parameter field in row.Fields(task))
            {
                // What only goes with the chosen value may stay empty: it has a default.
                string? fault = field != row.Parameter && row.Value(field.Name) is null ? null
                    : ParameterWords.Fault(field, row.Value(field.Name)) ?? BothWays(row.Value(field.Name) as string);
                unless(fault is null, $"hyperparameters.{row.Learner.Name}.{field.Name}", fault ?? "");
            }
        }
    }

    private static string? BothWays(string? rules)
    {
        string? name = (rules ?? "").Split(", ").Where(rule => rule.EndsWith(":up", StringComparison.Ordinal)).Select(rule => rule[..^3])
            .FirstOrDefault(rising => rules!.Split(", ").Contains($"{rising}:down"));
        return name is null ? null : $"{name} cannot do both.";
    }
}
