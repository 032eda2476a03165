using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Calibration;

/// <summary>A model whose probabilities are brought to what is observed. Immutable.</summary>
internal sealed class CalibratedModel : IFittedModel
{
    private const string PlattName = "calibration.platt";
    private const string IsotonicName = "calibration.isotonic";

    private readonly ICalibrationCurve[] _curves;

    /// <summary>Calibrates a model.</summary>
    /// <param name="inner">The model as it was fitted.</param>
    /// <param name="curves">One for two classes, else one a class; all of one kind.</param>
    /// <exception cref="ArgumentException">Their number does not fit.</exception>
    public CalibratedModel(IFittedModel inner, ICalibrationCurve[] curves)
    {
        (Inner, _curves) = (inner, curves);
        if (inner.OutputCount < 2 || curves.Length != (inner.OutputCount == 2 ? 1 : inner.OutputCount))
        {
            throw new ArgumentException("The calibration does not fit the model's classes.", nameof(curves));
        }
    }

    /// <summary>The model as it was fitted.</summary>
    public IFittedModel Inner { get; }

    /// <summary>The curves.</summary>
    public IReadOnlyList<ICalibrationCurve> Curves => _curves;

    public int FeatureCount => Inner.FeatureCount;

    public int OutputCount => Inner.OutputCount;

    public IReadOnlyList<double> Importance => Inner.Importance;

    public int Steps => Inner.Steps;

    /// <summary>A model before calibration.</summary>
    /// <param name="model">A model, calibrated or not.</param>
    public static IFittedModel Uncalibrated(IFittedModel model) => model is CalibratedModel calibrated ? calibrated.Inner : model;

    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        Inner.Predict(features, outputs);
        Calibrator.Apply(_curves, outputs[..OutputCount]);
    }

    public void PredictBatch(FeatureMatrix features, Memory<float> outputs, int threads, CancellationToken cancellationToken)
    {
        Inner.PredictBatch(features, outputs, threads, cancellationToken);
        for (int row = 0; row < features.Rows; row++)
        {
            Calibrator.Apply(_curves, outputs.Span.Slice(row * OutputCount, OutputCount));
        }
    }

    public void Save(WeightsWriter writer)
    {
        Inner.Save(writer);
        if (_curves is [PlattCurve, ..])
        {
            writer.Write(PlattName, (ReadOnlySpan<double>)[.. _curves.Cast<PlattCurve>().SelectMany(curve => new[] { curve.Slope, curve.Shift })]);
            return;
        }

        writer.Write(IsotonicName, [_curves.Length]);
        for (int i = 0; i < _curves.Length; i++)
        {
            var curve = (IsotonicCurve)_curves[i];
            writer.Write($"{IsotonicName}.{i}.from", curve.From);
            writer.Write($"{IsotonicName}.{i}.to", curve.To);
        }
    }

    /// <summary>The model with the calibration that was saved beside it, or as it is when there was none.</summary>
    /// <param name="inner">The model.</param>
    /// <param name="reader">Gives the named arrays.</param>
    /// <exception cref="InvalidDataException">The calibration is damaged.</exception>
    public static IFittedModel Load(IFittedModel inner, WeightsReader reader)
    {
        if (reader.Has(PlattName))
        {
            double[] values = reader.Doubles(PlattName);
            return values.Length % 2 == 0 && values.All(double.IsFinite)
                ? new CalibratedModel(inner, [.. values.Chunk(2).Select(pair => new PlattCurve(pair[0], pair[1]))])
                : throw new InvalidDataException("The model's calibration is damaged.");
        }

        if (!reader.Has(IsotonicName))
        {
            return inner;
        }

        return reader.Integers(IsotonicName) is [> 0 and int count] && count <= inner.OutputCount
            ? new CalibratedModel(
                inner,
                [.. Enumerable.Range(0, count).Select(i => new IsotonicCurve(reader.Doubles($"{IsotonicName}.{i}.from"), reader.Doubles($"{IsotonicName}.{i}.to")))])
            : throw new InvalidDataException("The model's calibration is damaged.");
    }
}
