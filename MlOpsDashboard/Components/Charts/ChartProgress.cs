namespace MlOpsDashboard.Components.Charts;

/// <summary>Remembers what is drawn, and decides between drawing a chart anew and appending points to it.</summary>
internal sealed class ChartProgress
{
    private ChartPicture? _drawn;
    private byte[] _layout = [];
    private byte[] _traces = [];
    private int[] _lengths = [];

    /// <summary>The points to append, one pair of arrays for each trace, after <see cref="Next"/> has answered Extend.</summary>
    public IReadOnlyList<LineSeries> Tails { get; private set; } = [];

    /// <summary>What is to be done; from now on the picture counts as drawn.</summary>
    /// <param name="picture">The state wanted.</param>
    public ChartStep Next(ChartPicture picture)
    {
        byte[] layout = PlotlyJson.Write(picture.Layout);
        bool grows = picture.Growing.Count > 0;
        // The points of a growing chart are compared below, number by number: writing them all at each tick would cost
        // more than the tick itself.
        byte[] traces = grows ? [] : PlotlyJson.Write(picture.Traces);
        ChartStep step = Compare(picture, layout, traces, grows);
        _drawn = picture;
        _layout = layout;
        _traces = traces;
        _lengths = [.. picture.Growing.Select(series => series.X.Length)];
        return step;
    }

    /// <summary>Forgets what is drawn, so that the next picture is drawn anew.</summary>
    public void Reset() => _drawn = null;

    private ChartStep Compare(ChartPicture picture, byte[] layout, byte[] traces, bool grows)
    {
        if (_drawn is null || !layout.AsSpan().SequenceEqual(_layout) || grows != (_drawn.Growing.Count > 0))
        {
            return ChartStep.Render;
        }

        if (!grows)
        {
            return traces.AsSpan().SequenceEqual(_traces) ? ChartStep.Nothing : ChartStep.Render;
        }

        if (picture.Growing.Count != _lengths.Length)
        {
            return ChartStep.Render;
        }

        int[] kept = [.. picture.Growing.Select((_, index) => Kept(picture, index))];
        if (kept.Contains(-1))
        {
            return ChartStep.Render;
        }

        Tails = [.. picture.Growing.Select((series, index) =>
            new LineSeries(series.Name, series.X[kept[index]..], series.Y[kept[index]..]))];
        return Tails.Any(tail => tail.X.Length > 0) ? ChartStep.Extend : ChartStep.Nothing;
    }

    // How many of a line's points are drawn already, or -1 when it does not go on where it was: points may have been added at
    // its end, and the oldest may have left it at its beginning.
    private int Kept(ChartPicture picture, int index)
    {
        LineSeries now = picture.Growing[index];
        LineSeries before = _drawn!.Growing[index];

        // The same array cannot tell whether it was changed in place, so its length at the time of drawing counts.
        int length = _lengths[index];
        int left = now.X.Length == 0 ? 0 : Math.Max(0, Array.IndexOf(before.X, now.X[0], 0, length));
        int kept = length - left;
        return now.Name == before.Name
            && now.X.Length >= kept
            && now.X.AsSpan(0, kept).SequenceEqual(before.X.AsSpan(left, kept))
            && now.Y.AsSpan(0, kept).SequenceEqual(before.Y.AsSpan(left, kept))
            ? kept
            : -1;
    }
}
