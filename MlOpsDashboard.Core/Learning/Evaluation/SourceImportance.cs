using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>Adds up what encoded features matter by the columns that they come from.</summary>
internal static class SourceImportance
{
    /// <summary>Importance by source column, adding up to 1; empty when there is none.</summary>
    /// <param name="features">The encoded features.</param>
    /// <param name="importance">A value for each, or none.</param>
    public static SortedDictionary<string, double> Of(IReadOnlyList<FeatureInfo> features, IReadOnlyList<double> importance)
    {
        var bySource = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < importance.Count; i++)
        {
            bySource[features[i].Source] = bySource.GetValueOrDefault(features[i].Source) + importance[i];
        }

        return Normalise(bySource);
    }

    /// <summary>Scales values to add up to 1; empty when they add up to nothing.</summary>
    /// <param name="values">Values by name, none negative.</param>
    public static SortedDictionary<string, double> Normalise(SortedDictionary<string, double> values)
    {
        double sum = values.Values.Sum();
        var shares = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (sum > 0 && double.IsFinite(sum))
        {
            foreach ((string name, double value) in values)
            {
                shares.Add(name, value / sum);
            }
        }

        return shares;
    }
}
