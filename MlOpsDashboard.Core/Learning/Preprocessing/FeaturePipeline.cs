using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>
/// Turns rows of a table into what a learner reads. Fitted on training rows only, part of the model, and the same in training
/// and serving. Immutable; safe for concurrent calls.
/// </summary>
public sealed class FeaturePipeline
{
    private readonly ColumnEncoder[] _encoders;
    private readonly CrossEncoder[] _crosses;
    private readonly InputShift _shift;
    private readonly TextColumns? _texts;

    private FeaturePipeline(
        FeatureLayout layout, IReadOnlyList<FeatureSignature> inputs, IReadOnlyList<ColumnEncoder> encoders, IReadOnlyList<CrossEncoder> crosses)
    {
        Layout = layout;
        Inputs = inputs;
        _shift = new InputShift(inputs);
        _encoders = [.. encoders];
        _crosses = [.. crosses];
        _texts = inputs.Any(input => input.Text is not null) ? new TextColumns(inputs) : null;
        Features = FeatureNames.MakeUnique(
        [
            .. _encoders.SelectMany(encoder => encoder.Describe(inputs[encoder.Input])),
            .. _crosses.SelectMany(cross => cross.Describe(inputs)),
            .. _texts?.Describe() ?? [],
        ]);
        Width = Features.Count;
    }

    /// <summary>The form of the encoded features.</summary>
    public FeatureLayout Layout { get; }

    /// <summary>The source columns that are used, in the order of a <see cref="FeatureRow"/>.</summary>
    public IReadOnlyList<FeatureSignature> Inputs { get; }

    /// <summary>The encoded features.</summary>
    public IReadOnlyList<FeatureInfo> Features { get; }

    /// <summary>The number of encoded features.</summary>
    public int Width { get; }

    /// <summary>Columns that were offered and left out, with the reason.</summary>
    public IReadOnlyList<IgnoredColumn> Ignored { get; private init; } = [];

    /// <summary>The steps of feature engineering that a person asked for.</summary>
    public IReadOnlyList<FeatureStep> Steps { get; private init; } = [];

    internal IReadOnlyList<ColumnEncoder> Encoders => _encoders;

    internal IReadOnlyList<CrossEncoder> Crosses => _crosses;

    private OutOfFold? OutOfFold { get; init; }

    /// <summary>Fits a pipeline.</summary>
    /// <param name="table">The table.</param>
    /// <param name="features">The columns that may be used.</param>
    /// <param name="layout">The form that the learner wants; not <see cref="FeatureLayout.Joint"/>, which only joins two others.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <param name="rows">The training rows; null means all. No other row is looked at.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="InvalidException">A feature is not a column of the table.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The layout cannot be fitted.</exception>
    public static FeaturePipeline Fit(
        DataTable table,
        IReadOnlyList<string> features,
        FeatureLayout layout,
        PipelineOptions? options = null,
        int[]? rows = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfEqual(layout, FeatureLayout.Joint);
        var fitter = new PipelineFitter(table, layout, options ?? PipelineOptions.Default, rows);
        foreach (string name in features)
        {
            cancellationToken.ThrowIfCancellationRequested();
            fitter.Add(name);
        }

        fitter.AddCrosses();
        return new FeaturePipeline(layout, fitter.Inputs, fitter.Encoders, fitter.Crosses)
        {
            Ignored = fitter.Ignored,
            Steps = fitter.Steps,
            OutOfFold = fitter.OutOfFold,
        };
    }

    /// <summary>The pipeline that gives the features of two others.</summary>
    /// <param name="raw">Of the raw layout.</param>
    /// <param name="dense">Of the dense layout, fitted on the same rows.</param>
    /// <returns>The pipeline, and which of its features are those of the one and of the other.</returns>
    /// <exception cref="ArgumentException">They do not read the same columns.</exception>
    internal static (FeaturePipeline Pipeline, int[] Raw, int[] Dense) Join(FeaturePipeline raw, FeaturePipeline dense)
    {
        if (!raw.Inputs.Select(input => input.Name).SequenceEqual(dense.Inputs.Select(input => input.Name), StringComparer.Ordinal))
        {
            throw new ArgumentException("The pipelines read different columns.", nameof(dense));
        }

        var joint = new FeaturePipeline(FeatureLayout.Joint, raw.Inputs, [.. raw._encoders, .. dense._encoders], [.. raw._crosses, .. dense._crosses])
        {
            Ignored = raw.Ignored,
            Steps = raw.Steps,
        };
        int[] all = [.. Enumerable.Range(0, joint.Width)];
        (int first, int firstPairs) = (raw._encoders.Sum(encoder => encoder.Width), raw._crosses.Sum(cross => cross.Width));
        int pairs = first + dense._encoders.Sum(encoder => encoder.Width);

        // The words of texts come last, and are the same in both layouts.
        int texts = pairs + firstPairs + dense._crosses.Sum(cross => cross.Width);
        return (joint, [.. all[..first], .. all[pairs..(pairs + firstPairs)], .. all[texts..]], [.. all[first..pairs], .. all[(pairs + firstPairs)..]]);
    }

    /// <summary>Encodes rows of a table.</summary>
    /// <param name="table">A table with the source columns; one may be absent when training rows lacked its value too.</param>
    /// <param name="rows">The rows, in the order that is wanted; null means all.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="InvalidException">A column is absent or cannot be read as the type that it had.</exception>
    public FeatureMatrix Transform(DataTable table, int[]? rows = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        int count = rows?.Length ?? table.RowCount;
        float[][] columns = new float[Width][];
        int next = 0;
        foreach (ColumnEncoder encoder in _encoders)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] values = SourceColumns.Read(Inputs[encoder.Input], table, rows, count);
            EncodeColumns(encoder, _shift.Of(encoder.Input, values), columns.AsSpan(next, encoder.Width));
            next += encoder.Width;
        }

        foreach (CrossEncoder cross in _crosses)
        {
            double[] codes = cross.CodesOf(
                SourceColumns.Read(Inputs[cross.First], table, rows, count), SourceColumns.Read(Inputs[cross.Second], table, rows, count));
            EncodeColumns(cross.Inner, codes, columns.AsSpan(next, cross.Width));
            next += cross.Width;
        }

        _texts?.EncodeTable(table, rows, count, columns.AsSpan(next), cancellationToken);

        return new FeatureMatrix(Features, columns, count);
    }

    /// <summary>
    /// Encodes training rows for a fit: where a step looks at answers, by the answers of other rows alone. With no such step the same as
    /// <see cref="Transform"/>.
    /// </summary>
    /// <param name="table">The table that the pipeline was fitted on, or one made of its rows.</param>
    /// <param name="rows">The rows, in the order that is wanted; null means all.</param>
    /// <param name="origins">For each of them the training row that it is, or is made of.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="InvalidException">A column is absent or cannot be read as the type that it had.</exception>
    public FeatureMatrix TransformTraining(DataTable table, int[]? rows, int[] origins, CancellationToken cancellationToken = default)
    {
        FeatureMatrix features = Transform(table, rows, cancellationToken);
        return OutOfFold is null ? features : OutOfFold.Apply(features, origins);
    }

    /// <summary>Encodes rows that are read already; bit for bit the same as <see cref="TransformRow"/>.</summary>
    /// <param name="inputs">For each value of a <see cref="FeatureRow"/> those of the rows.</param>
    /// <param name="rows">How many rows; the arrays may be longer.</param>
    public FeatureMatrix TransformRows(double[][] inputs, int rows)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        float[][] columns = new float[Width][];
        int next = 0;
        foreach (ColumnEncoder encoder in _encoders)
        {
            EncodeColumns(encoder, _shift.Of(encoder.Input, inputs[encoder.Input].AsSpan(0, rows)), columns.AsSpan(next, encoder.Width));
            next += encoder.Width;
        }

        foreach (CrossEncoder cross in _crosses)
        {
            double[] codes = cross.CodesOf(inputs[cross.First].AsSpan(0, rows), inputs[cross.Second].AsSpan(0, rows));
            EncodeColumns(cross.Inner, codes, columns.AsSpan(next, cross.Width));
            next += cross.Width;
        }

        _texts?.EncodeColumns(inputs, rows, columns.AsSpan(next));

        return new FeatureMatrix(Features, columns, rows);
    }

    /// <summary>Encodes one row, without allocating; bit for bit the same as <see cref="Transform"/>.</summary>
    /// <param name="row">Values in the order of <see cref="Inputs"/>.</param>
    /// <param name="destination">At least <see cref="Width"/> values.</param>
    public void TransformRow(FeatureRow row, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(row);
        int next = 0;
        foreach (ColumnEncoder encoder in _encoders)
        {
            encoder.Encode(_shift.Of(encoder.Input, row.Values[encoder.Input]), destination[next..]);
            next += encoder.Width;
        }

        foreach (CrossEncoder cross in _crosses)
        {
            cross.Inner.Encode(cross.CodeOf(row.Values[cross.First], row.Values[cross.Second]), destination[next..]);
            next += cross.Width;
        }

        _texts?.EncodeRow(row.Values, destination[next..]);
    }

    /// <summary>One row of a table, in the form that <see cref="TransformRow"/> takes.</summary>
    /// <param name="table">As for <see cref="Transform"/>.</param>
    /// <param name="row">From 0.</param>
    public FeatureRow RowAt(DataTable table, int row) => RowsAt(table, [row])[0];

    /// <summary>Rows of a table, in the form that <see cref="TransformRow"/> takes.</summary>
    /// <param name="table">As for <see cref="Transform"/>.</param>
    /// <param name="rows">From 0.</param>
    public FeatureRow[] RowsAt(DataTable table, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        int width = RowShape.Width(Inputs);
        double[][] values = Array.ConvertAll(rows, _ => new double[width]);
        for (int input = 0; input < Inputs.Count; input++)
        {
            double[] column = SourceColumns.Read(Inputs[input], table, rows, rows.Length);
            for (int i = 0; i < rows.Length; i++)
            {
                values[i][input] = column[i];
            }
        }

        _texts?.FillRows(table, rows, values);

        return Array.ConvertAll(values, row => new FeatureRow(row));
    }

    /// <summary>Puts a pipeline together that was read from a file.</summary>
    /// <param name="layout">The form of the encoded features.</param>
    /// <param name="inputs">The source columns.</param>
    /// <param name="encoders">The encoders' states.</param>
    /// <param name="crosses">The encoders of pairs.</param>
    /// <param name="steps">The steps that a person asked for.</param>
    /// <exception cref="InvalidDataException">They do not fit each other.</exception>
    internal static FeaturePipeline Restore(
        FeatureLayout layout,
        IReadOnlyList<FeatureSignature> inputs,
        IReadOnlyList<ColumnEncoder> encoders,
        IReadOnlyList<CrossEncoder> crosses,
        IReadOnlyList<FeatureStep> steps)
    {
        bool fits = encoders.Count == (layout == FeatureLayout.Joint ? 2 : 1) * inputs.Count
            && inputs.All(input => input is not null && IsSorted(input.Categories) && input.Text is null or { IsValid: true })
            && encoders.All(encoder => encoder is not null && encoder.Input >= 0 && encoder.Input < inputs.Count && encoder.Fits(inputs[encoder.Input]))
            && crosses.All(cross => cross is not null && cross.Fits(inputs));
        return fits
            ? new FeaturePipeline(layout, inputs, encoders, crosses) { Steps = steps }
            : throw new InvalidDataException("The model's pipeline does not fit its features.");
    }

    private static void EncodeColumns(ColumnEncoder encoder, ReadOnlySpan<double> values, Span<float[]> outputs)
    {
        foreach (ref float[] output in outputs)
        {
            output = new float[values.Length];
        }

        encoder.EncodeColumn(values, outputs);
    }

    private static bool IsSorted(IReadOnlyList<string> words)
    {
        for (int i = 1; i < words.Count; i++)
        {
            if (string.CompareOrdinal(words[i - 1], words[i]) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
