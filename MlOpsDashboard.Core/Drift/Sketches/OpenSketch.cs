using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>The stretch of a version that still grows. One caller at a time.</summary>
/// <param name="model">The model's name.</param>
/// <param name="version">The version.</param>
/// <param name="signature">Its signature.</param>
/// <param name="clock">Names the stretches.</param>
internal sealed class OpenSketch(string model, int version, ModelSignature signature, TimeProvider clock)
{
    /// <summary>Rows of a stretch at most.</summary>
    public const int MostRows = 50_000;

    private readonly LoggedRow _row = new(signature);

    private RowSketch? _sketch;
    private string _id = "";
    private DateTimeOffset _first;
    private DateTimeOffset _last;
    private bool _changed;

    /// <summary>Counts a prediction.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <returns>The stretch before it, when the prediction begins a new one; else null.</returns>
    public StoredSketch? Add(LoggedPrediction prediction)
    {
        if (prediction.Row is null && !_row.TryRead(prediction.Features))
        {
            return null;
        }

        StoredSketch? whole = _sketch is null || (_sketch.Rows < MostRows && HourOf(prediction.At) == HourOf(_first)) ? null : Close();
        if (_sketch is null)
        {
            _sketch = new RowSketch(signature, (uint)prediction.At.UtcTicks);
            (_id, _first, _last) = (Ids.New(clock), prediction.At, prediction.At);
        }

        _sketch.Add(prediction.Row ?? _row.Values, _row.AnswerOf(prediction.Prediction));
        (_first, _last) = (prediction.At < _first ? prediction.At : _first, prediction.At > _last ? prediction.At : _last);
        _changed = true;
        return whole;
    }

    /// <summary>What is to be stored: the stretch as it is now; null when nothing came since the last time.</summary>
    public StoredSketch? Take()
    {
        if (!_changed)
        {
            // What comes next begins another stretch: nobody waits for this one, and versions that answer no more leave no room taken.
            _sketch = HourOf(clock.GetUtcNow()) > HourOf(_first) ? null : _sketch;
            return null;
        }

        _changed = false;
        return Stored();
    }

    private StoredSketch Close()
    {
        StoredSketch whole = Stored();
        _sketch = null;
        return whole;
    }

    private StoredSketch Stored() => new()
    {
        Id = _id,
        ModelName = model,
        ModelVersion = version,
        FirstAt = _first,
        LastAt = _last,
        Rows = (int)_sketch!.Rows,
        Sketch = _sketch.ToBytes(),
    };

    private static long HourOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerHour;
}
