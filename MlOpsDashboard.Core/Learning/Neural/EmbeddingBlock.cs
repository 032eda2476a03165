using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>A run of one-hot features that stand for the categories of one column.</summary>
/// <param name="Start">The first feature.</param>
/// <param name="Categories">How many features.</param>
/// <param name="Width">Numbers by which a category is described.</param>
internal readonly record struct EmbeddingBlock(int Start, int Categories, int Width)
{
    /// <summary>With fewer categories there is nothing to compress.</summary>
    private const int FewestCategories = 4;

    /// <summary>The runs among features.</summary>
    /// <param name="features">The features.</param>
    public static EmbeddingBlock[] Find(IReadOnlyList<FeatureInfo> features)
    {
        var blocks = new List<EmbeddingBlock>();
        int start = 0;
        while (start < features.Count)
        {
            int end = start + 1;
            while (end < features.Count && IsOneHot(features[start]) && IsOneHot(features[end]) && features[end].Source == features[start].Source)
            {
                end++;
            }

            if (end - start >= FewestCategories)
            {
                blocks.Add(new EmbeddingBlock(start, end - start, WidthFor(end - start)));
            }

            start = end;
        }

        return [.. blocks];
    }

    private static bool IsOneHot(FeatureInfo feature) => feature.Name.StartsWith(feature.Source + "=", StringComparison.Ordinal);

    /// <summary>The rule of fastai: min(50, 1.6·k^0.56).</summary>
    private static int WidthFor(int categories) => Math.Min(50, (int)Math.Round(1.6 * Math.Pow(categories, 0.56)));
}
