using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>Checks that no hyper-parameter which a request sets is without meaning beside the others. The usual values may be said anywhere.</summary>
internal static class FixedCombinations
{
    // Shares such as 0.7 and 0.3 may add up to a little more than 1.
    private const double Rounding = 1e-9;

    /// <summary>Checks the values of every learner that has some.</summary>
    /// <param name="values">What the request sets, each value in its range.</param>
    /// <param name="learners">The learners that will be tried.</param>
    /// <param name="task">The task.</param>
    /// <exception cref="InvalidException">A value would be ignored; its field is named.</exception>
    public static void Check(FixedHyperparameters values, IReadOnlyList<ILearner> learners, TaskKind task)
    {
        foreach (ILearner learner in learners)
        {
            Hyperparameters own = values.For(learner, task);
            SearchSpace space = learner.SpaceFor(task);
            foreach (Parameter parameter in space.Parameters.Where(parameter => own.Values.ContainsKey(parameter.Name)))
            {
                CheckCondition(parameter, own, space, name => values.FieldOf(learner.Name, name)!);
            }

            if (space.Defaults.With(own).Word("sampling", "") == "goss")
            {
                CheckGoss(own, space, name => values.FieldOf(learner.Name, name));
            }
        }
    }

    private static void CheckCondition(Parameter parameter, Hyperparameters own, SearchSpace space, Func<string, string> fieldOf)
    {
        if (parameter.WhenName is not { } condition || Equals(own.Values[parameter.Name], parameter.Default))
        {
            return;
        }

        // What the search varies may come to have the value.
        bool varies = space.Find(condition)!.Searched && !own.Values.ContainsKey(condition);
        if (!varies && !Equals(space.Defaults.With(own).Values[condition], parameter.WhenValue))
        {
            throw new InvalidException(
                fieldOf(parameter.Name), $"{parameter.Name} matters only with {condition} {parameter.WhenValue}: set that too, or leave {parameter.Name} out.");
        }
    }

    private static void CheckGoss(Hyperparameters own, SearchSpace space, Func<string, string?> fieldOf)
    {
        if (own.Double("row_sample", 1) < 1)
        {
            throw new InvalidException(
                fieldOf("row_sample")!, "row_sample is for sampling uniform; goss draws rows by goss_top and goss_other. Leave one of the two out.");
        }

        Hyperparameters all = space.Defaults.With(own);
        double sum = all.Double("goss_top", 0) + all.Double("goss_other", 0);
        if (sum > 1 + Rounding && (fieldOf("goss_other") ?? fieldOf("goss_top")) is { } field)
        {
            throw new InvalidException(
                field, FormattableString.Invariant($"goss_top and goss_other are shares of all rows, and add up to {sum:0.####}; 1 is the most."));
        }
    }
}
