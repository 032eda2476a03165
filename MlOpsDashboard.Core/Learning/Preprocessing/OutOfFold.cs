using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>What training rows are encoded as where an encoding looks at answers: by the answers of other rows alone.</summary>
/// <param name="rows">The training rows.</param>
internal sealed class OutOfFold(int[] rows)
{
    private readonly Dictionary<int, int> _places = PlacesOf(rows);
    private readonly List<(int Feature, float[] Values)> _columns = [];

    /// <summary>Whether no encoding looks at answers.</summary>
    public bool IsEmpty => _columns.Count == 0;

    /// <summary>Adds the features of a step.</summary>
    /// <param name="first">The position of the first encoded feature.</param>
    /// <param name="columns">A value for each training row.</param>
    public void Add(int first, float[][] columns)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            _columns.Add((first + i, columns[i]));
        }
    }

    /// <summary>Puts the values in.</summary>
    /// <param name="features">Encoded rows.</param>
    /// <param name="origins">For each of them the training row that it is, or is made of.</param>
    public FeatureMatrix Apply(FeatureMatrix features, int[] origins)
    {
        int[] places = Array.ConvertAll(origins, row => _places[row]);
        foreach ((int feature, float[] values) in _columns)
        {
            features = features.With(feature, Array.ConvertAll(places, place => values[place]));
        }

        return features;
    }

    private static Dictionary<int, int> PlacesOf(int[] rows)
    {
        var places = new Dictionary<int, int>(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            places[rows[i]] = i;
        }

        return places;
    }
}
