namespace MlOpsDashboard.Components.Charts;

/// <summary>Remembers what is drawn, and decides between drawing a chart anew and appending points to it.</summary>
internal sealed class ChartProgress
{
    private ChartPicture? _drawn;
    private int[] _lengths = [];

    /// <summary>The points to append, one pair of arrays for each trace, after <see cref="Compare"/> has answered Extend.</summary>
    public IReadOnlyList<LineSeries> Tails { get; private set; } = [];

    /// <summary>What is to be done to show this.</summary>
    /// <param name="picture">The state wanted.</param>
    public ChartStep Compare(ChartPicture picture)
    {
        if (_drawn is null
            || picture.Streams != _drawn.Streams
            || picture.Lines.Count != _lengths.Length
            || !picture.Layout.Equals(_drawn.Layout)
            || !picture.Traces.SequenceEqual(_drawn.Traces))
        {
            return ChartStep.Render;
        }

        int[] kept = [.. picture.Lines.Select((_, index) => Kept(picture, index))];
        if (!picture.Streams)
        {
            bool same = kept.SequenceEqual(_lengths) && picture.Lines.Select(line => line.X.Length).SequenceEqual(_lengths);
            return same ? ChartStep.Nothing : ChartStep.Render;
        }

        if (kept.Contains(-1))
        {
            return ChartStep.Render;
        }

        Tails = [.. picture.Lines.Select((line, index) => new LineSeries(line.Name, line.X[kept[index]..], line.Y[kept[index]..]))];
        return Tails.Any(tail => tail.X.Length > 0) ? ChartStep.Extend : ChartStep.Nothing;
    }

    /// <summary>From now on this picture counts as drawn.</summary>
    public void Keep(ChartPicture picture)
    {
        _drawn = picture;
        // The same array cannot tell whether it was changed in place, so its length at the time of drawing counts.
        _lengths = [.. picture.Lines.Select(line => line.X.Length)];
    }

    // How many of a line's points are drawn already, or -1 when it does not go on where it was: points may have been added at
    // its end, and the oldest may have left it at its beginning.
    private int Kept(ChartPicture picture, int index)
    {
        LineSeries now = picture.Lines[index];
        LineSeries before = _drawn!.Lines[index];
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
