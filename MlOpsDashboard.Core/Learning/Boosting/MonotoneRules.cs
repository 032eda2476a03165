using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>Which way an answer may move with a feature, as a person writes it: <c>area:up, age:down</c>.</summary>
internal static class MonotoneRules
{
    private const string Field = "monotone";

    /// <summary>Reads the rules.</summary>
    /// <param name="text">The rules; empty for none.</param>
    /// <param name="data">The training rows, whose features the rules name.</param>
    /// <param name="loss">What is minimised.</param>
    /// <returns>For each feature 1 (up), −1 (down) or 0; null without rules.</returns>
    /// <exception cref="InvalidException">A rule is not readable, names no number, or does not go with the task or loss.</exception>
    public static int[]? Read(string text, TrainingData data, BoostingLoss loss)
    {
        IReadOnlyList<(string Feature, int Direction)> rules = Parse(text, Field);
        if (rules.Count == 0)
        {
            return null;
        }

        if (loss.Outputs > 1 || loss.LeafQuantile is not null)
        {
            throw new InvalidException(Field, "monotone works for two classes and for numbers with the losses squared, huber and poisson.");
        }

        var directions = new int[data.Features.Width];
        foreach ((string feature, int direction) in rules)
        {
            directions[FeatureOf(feature, data.Features)] = direction;
        }

        return directions;
    }

    /// <summary>The rules, before one knows the features.</summary>
    /// <param name="text">The rules; empty for none.</param>
    /// <param name="field">The field that is named when a rule is not readable.</param>
    /// <returns>The features' names with 1 (up) or −1 (down).</returns>
    /// <exception cref="InvalidException">A rule is not readable.</exception>
    public static IReadOnlyList<(string Feature, int Direction)> Parse(string text, string field)
    {
        var rules = new List<(string, int)>();
        foreach (string rule in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = rule.LastIndexOf(':');
            int direction = rule[(colon + 1)..].Trim() switch { "up" => 1, "down" => -1, _ => 0 };
            if (colon <= 0 || direction == 0)
            {
                throw new InvalidException(field, $"monotone must be rules such as area:up, age:down, not {rule}.");
            }

            rules.Add((rule[..colon].Trim(), direction));
        }

        return rules;
    }

    private static int FeatureOf(string name, FeatureMatrix features)
    {
        for (int feature = 0; feature < features.Width; feature++)
        {
            if (features.Features[feature].Name == name)
            {
                return features.Features[feature].IsCategorical
                    ? throw new InvalidException(Field, $"monotone names {name}, whose categories have no order.")
                    : feature;
            }
        }

        throw new InvalidException(Field, $"monotone names {name}, which is no feature of the model.");
    }
}
