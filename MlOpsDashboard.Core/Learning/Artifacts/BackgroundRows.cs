using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Artifacts;

/// <summary>
/// A small seeded sample of a model's training rows, in random order, that explanations compare with. It is part of the model's
/// file. Immutable.
/// </summary>
public sealed class BackgroundRows
{
    /// <summary>The most rows that are kept: enough for curves of dependence and means.</summary>
    public const int Most = 256;

    /// <summary>The most rows that one row is explained against.</summary>
    public const int MostForOneRow = 100;

    private const int Least = 50;
    private const int FreeValues = 1 << 17;
    private const string ArrayName = "explanation.background";

    private readonly FeatureRow[] _rows;

    private BackgroundRows(FeatureRow[] rows, bool sampled) => (_rows, IsSampled) = (rows, sampled);

    /// <summary>The rows; at least one.</summary>
    public IReadOnlyList<FeatureRow> Rows => _rows;

    /// <summary>Whether they are training rows. Else there is one row of typical values, as for models of files that have no sample.</summary>
    public bool IsSampled { get; }

    /// <summary>The one row of typical values.</summary>
    /// <param name="signature">What the model expects.</param>
    public static BackgroundRows Typical(ModelSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return new BackgroundRows([signature.TypicalRow()], sampled: false);
    }

    /// <summary>Takes a sample: 256 rows, fewer of tables so wide that it would weigh down the model's file, but at least 50.</summary>
    /// <param name="pipeline">Reads the rows.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="seed">Starts the random choice.</param>
    public static BackgroundRows Sample(FeaturePipeline pipeline, DataTable table, int[] rows, int seed)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(rows);
        if (pipeline.Inputs.Count == 0 || rows.Length == 0)
        {
            return new BackgroundRows([new FeatureRow([])], sampled: false);
        }

        int[] order = (int[])rows.Clone();
        new SeededRandom(seed, stream: 0x5A4D).Shuffle<int>(order);
        int count = Math.Min(Math.Clamp(FreeValues / Math.Max(1, RowShape.Width(pipeline.Inputs)), Least, Most), order.Length);
        return new BackgroundRows(pipeline.RowsAt(table, order[..count]), sampled: true);
    }

    /// <summary>The first rows as a model reads them.</summary>
    /// <param name="pipeline">The model's pipeline.</param>
    /// <param name="most">The most rows.</param>
    internal float[][] Encode(FeaturePipeline pipeline, int most = MostForOneRow) =>
    [
        .. _rows.Take(most).Select(row =>
        {
            var encoded = new float[pipeline.Width];
            pipeline.TransformRow(row, encoded);
            return encoded;
        }),
    ];

    internal void Save(WeightsWriter writer)
    {
        if (IsSampled)
        {
            writer.Write(ArrayName, (ReadOnlySpan<double>)_rows.SelectMany(row => row.Values.ToArray()).ToArray());
        }
    }

    /// <summary>Reads a sample, or gives the typical row for a file without one.</summary>
    /// <exception cref="InvalidDataException">The sample does not fit the signature.</exception>
    internal static BackgroundRows Load(WeightsReader reader, ModelSignature signature)
    {
        int width = signature.RowWidth;
        if (!reader.Has(ArrayName) || width == 0)
        {
            return Typical(signature);
        }

        double[] values = reader.Doubles(ArrayName);
        bool fits = values.Length > 0 && values.Length % width == 0 && values.Length / width <= Most;
        for (int i = 0; fits && i < values.Length; i++)
        {
            int place = i % width;
            fits = place < signature.Features.Count ? Fits(values[i], signature.Features[place]) : double.IsFinite(values[i]);
        }

        return fits
            ? new BackgroundRows([.. values.Chunk(width).Select(row => new FeatureRow(row))], sampled: true)
            : throw new InvalidDataException("The model's background rows do not fit its features.");
    }

    private static bool Fits(double value, FeatureSignature feature) => double.IsNaN(value)
        || (feature.IsCoded ? value >= FeatureRow.Unseen && value < feature.Categories.Count && double.IsInteger(value) : double.IsFinite(value));
}
