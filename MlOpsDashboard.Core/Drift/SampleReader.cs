using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Turns tables and rows into samples in which equal values are equal, wherever they come from.</summary>
internal static class SampleReader
{
    /// <summary>The rows of a table.</summary>
    /// <param name="signature">What the model expects.</param>
    /// <param name="table">A table with all its features.</param>
    /// <exception cref="InvalidException">A column cannot be read as the feature.</exception>
    public static DriftSample Read(ModelSignature signature, DataTable table)
    {
        double[][] features = new double[signature.Features.Count][];
        for (int i = 0; i < features.Length; i++)
        {
            FeatureSignature feature = signature.Features[i];
            features[i] = SourceColumns.Read(feature with { Nullable = true }, table, null, table.RowCount);
            Harmonise(feature, features[i]);
        }

        return new DriftSample(table.RowCount, features, null);
    }

    /// <summary>Rounds numbers as the model does, so that 0.1 of a file and 0.1 of a request are one value.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="values">Its values.</param>
    public static void Harmonise(FeatureSignature feature, Span<double> values)
    {
        if (feature.Type != ColumnType.Numeric)
        {
            return;
        }

        foreach (ref double value in values)
        {
            value = !double.IsFinite(value) ? double.NaN : feature.Offset is null ? (float)value : value;
        }
    }
}
