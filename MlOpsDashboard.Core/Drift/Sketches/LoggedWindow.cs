using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>Reads recent predictions: a small window row by row from the log, a large one from the sketches, which spare reading it.</summary>
internal sealed class LoggedWindow(PredictionWindow rows, PredictionSketches sketches, SketchStore store)
{
    // Rows that are compared as a whole, which sketches cannot be.
    private const int MostLatest = 1000;

    /// <summary>Reads.</summary>
    /// <param name="model">The version.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="request">From when to when.</param>
    /// <param name="most">The latest so many.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<DriftSample> ReadAsync(ModelVersion model, ModelSignature signature, DriftRequest request, int most, CancellationToken cancellationToken)
    {
        if (most > DriftRequest.MostLoggedRows && await SketchAsync(model, signature, request, most, cancellationToken) is { } sketched)
        {
            return sketched;
        }

        return await rows.ReadAsync(model, signature, request, Math.Min(most, DriftRequest.MostLoggedRows), cancellationToken);
    }

    // Null where the sketches hold no more than the log would give: it gives the rows themselves then, as in a data folder from before there were sketches.
    private async Task<DriftSample?> SketchAsync(ModelVersion model, ModelSignature signature, DriftRequest request, int most, CancellationToken cancellationToken)
    {
        await sketches.FlushAsync(cancellationToken);
        IReadOnlyList<SketchSlice> slices = await store.ListAsync(
            model.Name, model.Version, request.From ?? DateTimeOffset.MinValue, request.To ?? DateTimeOffset.MaxValue, most, cancellationToken);
        if (slices.Sum(slice => (long)slice.Rows) <= DriftRequest.MostLoggedRows)
        {
            return null;
        }

        var merged = new RowSketch(signature, DriftRules.SampleSeed);
        await store.MergeAsync(slices, merged, cancellationToken);
        return new DriftSample(checked((int)merged.Rows), [], null, slices.Min(slice => slice.FirstAt), slices.Max(slice => slice.LastAt))
        {
            Sketch = merged,
            Latest = await rows.ReadAsync(model, signature, request, MostLatest, cancellationToken),
        };
    }
}
