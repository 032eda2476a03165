using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Serving.Inputs;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Reads logged predictions one after the other, as the model read them. Used by one caller at a time.</summary>
/// <param name="signature">What the model expects.</param>
internal sealed class LoggedRow(ModelSignature signature)
{
    private readonly FeatureReader _reader = new(signature);
    private readonly double[] _row = new double[signature.RowWidth];
    private readonly Dictionary<string, int> _classes = signature.Classes.Select((name, i) => (name, i))
        .ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);

    /// <summary>The row that was read last.</summary>
    public Span<double> Values => _row;

    /// <summary>Reads a row.</summary>
    /// <param name="features">The features as they were asked, JSON, UTF-8.</param>
    /// <returns>False for what an earlier program took and this one would refuse: it is not comparable.</returns>
    public bool TryRead(ReadOnlySpan<byte> features)
    {
        try
        {
            var json = new Utf8JsonReader(features);
            _reader.Read(ref json, _row, "features");
            return true;
        }
        catch (InvalidException)
        {
            return false;
        }
    }

    /// <summary>What the hashed words of a text are in the row that was read last; empty for any other feature.</summary>
    /// <param name="place">The feature's position.</param>
    public ReadOnlySpan<double> SlotsOf(int place) => _reader.SlotsOf(place, _row);

    /// <summary>An answer as a number: the position of the class, or the number itself; NaN for what is neither.</summary>
    /// <param name="prediction">The answer as the log has it.</param>
    public double AnswerOf(string prediction) => signature.Task != TaskKind.Regression
        ? _classes.TryGetValue(prediction, out int place) ? place : double.NaN
        : double.TryParse(prediction, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : double.NaN;
}
