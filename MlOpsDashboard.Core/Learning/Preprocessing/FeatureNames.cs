using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>Keeps encoded features apart.</summary>
internal static class FeatureNames
{
    /// <summary>Numbers the later ones of equal names: a column <c>a=b</c> may stand beside a category <c>b</c> of a column <c>a</c>.</summary>
    /// <param name="features">The features.</param>
    public static FeatureInfo[] MakeUnique(IEnumerable<FeatureInfo> features)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var unique = new List<FeatureInfo>();
        foreach (FeatureInfo feature in features)
        {
            string name = feature.Name;
            for (int number = 2; !used.Add(name); number++)
            {
                name = $"{feature.Name} #{number}";
            }

            unique.Add(feature with { Name = name });
        }

        return [.. unique];
    }
}
