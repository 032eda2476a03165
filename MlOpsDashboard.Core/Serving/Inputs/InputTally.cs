using System.Numerics;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Inputs;

/// <summary>
/// Counts what comes in for a version. An ordinary row costs one addition and a comparison a feature: no lock, no allocation,
/// and no cache line that two processors fight over, because each counts in a lane of its own.
/// </summary>
internal sealed class InputTally
{
    private const int Rows = 0;
    private const int Refused = 1;
    private const int Unknown = 2;
    private const int FirstFeature = 3;
    private const int Slots = 5;
    private const int Missing = 0;
    private const int Odd = 1;
    private const int FirstFault = 2;
    private const int MostLanes = 16;

    private readonly string[] _names;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly long[][] _lanes;

    /// <summary>Makes an empty tally.</summary>
    /// <param name="signature">What training saw.</param>
    public InputTally(ModelSignature signature)
    {
        _names = [.. signature.Features.Select(feature => feature.Name)];
        _low = [.. signature.Features.Select(Low)];
        _high = [.. signature.Features.Select(High)];
        int lanes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(MostLanes, Environment.ProcessorCount));
        _lanes = [.. Enumerable.Range(0, lanes).Select(_ => new long[FirstFeature + (Slots * _names.Length)])];
    }

    // A thread may move to another processor between the choice of its lane and the addition: hence the atomic addition.
    private long[] Lane => _lanes[Thread.GetCurrentProcessorId() & (_lanes.Length - 1)];

    /// <summary>Counts a row that is good enough to be scored.</summary>
    /// <param name="values">In the form of <see cref="FeatureRow.Values"/>.</param>
    public void Count(ReadOnlySpan<double> values)
    {
        long[] lane = Lane;
        Interlocked.Increment(ref lane[Rows]);
        for (int i = 0; i < _low.Length; i++)
        {
            // Not a number is in no range.
            if (!(values[i] >= _low[i] && values[i] <= _high[i]))
            {
                Interlocked.Increment(ref lane[Slot(i) + (double.IsNaN(values[i]) ? Missing : Odd)]);
            }
        }
    }

    /// <summary>Counts a value that was refused.</summary>
    /// <param name="feature">The feature's position.</param>
    /// <param name="fault">Why.</param>
    public void Refuse(int feature, InputFault fault) => Interlocked.Increment(ref Lane[Slot(feature) + FirstFault + (int)fault]);

    /// <summary>Counts a field that is none of the model's. Its name is a caller's word and is not kept.</summary>
    public void RefuseUnknown() => Interlocked.Increment(ref Lane[Unknown]);

    /// <summary>Counts a row that was refused.</summary>
    public void RefuseRow() => Interlocked.Increment(ref Lane[Refused]);

    /// <summary>Takes what was counted since the last call.</summary>
    /// <returns>Null when nothing was.</returns>
    public InputCounts? Drain()
    {
        long[] sums = new long[_lanes[0].Length];
        foreach (long[] lane in _lanes)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += Interlocked.Read(ref lane[i]) == 0 ? 0 : Interlocked.Exchange(ref lane[i], 0);
            }
        }

        if (Array.TrueForAll(sums, sum => sum == 0))
        {
            return null;
        }

        var features = new Dictionary<string, FeatureCounts>(StringComparer.Ordinal);
        for (int i = 0; i < _names.Length; i++)
        {
            ReadOnlySpan<long> of = sums.AsSpan(Slot(i), Slots);
            if (of.ContainsAnyExcept(0))
            {
                features[_names[i]] = new FeatureCounts(of[Missing], of[Odd], of[FirstFault], of[FirstFault + 1], of[FirstFault + 2]);
            }
        }

        return new InputCounts(sums[Rows], sums[Refused], sums[Unknown], features);
    }

    private static int Slot(int feature) => FirstFeature + (Slots * feature);

    // Most features are 32-bit floats in the model: a request's 8.3252 is training's 8.325200080871582.
    private static double Low(FeatureSignature feature) => feature.IsCoded ? 0
        : feature is { Type: ColumnType.Numeric, Offset: null } && feature.Min is { } min ? MathF.BitDecrement((float)min)
        : feature.Min ?? double.NegativeInfinity;

    private static double High(FeatureSignature feature) => feature.IsCoded ? feature.Categories.Count - 1
        : feature is { Type: ColumnType.Numeric, Offset: null } && feature.Max is { } max ? MathF.BitIncrement((float)max)
        : feature.Max ?? double.PositiveInfinity;
}
