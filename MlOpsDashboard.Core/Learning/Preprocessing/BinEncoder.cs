using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>
/// A number as the bin that it falls into: the bin's number, which trees cut in order, or a feature for each bin. A bin begins at its edge
/// and ends before the next; the first and the last go on without end.
/// </summary>
/// <param name="Input">The position of the source column in the signature.</param>
/// <param name="Edges">Where the second and later bins begin, rising, counted from <see cref="FeatureSignature.Offset"/>.</param>
/// <param name="OneHot">Whether each bin has a feature of its own, 0 or 1; else missing stays NaN.</param>
/// <param name="Indicator">Whether a last feature tells that the value is missing; with <paramref name="OneHot"/> only.</param>
internal sealed record BinEncoder(int Input, double[] Edges, bool OneHot, bool Indicator) : ColumnEncoder(Input)
{
    public override int Width => OneHot ? Edges.Length + 1 + (Indicator ? 1 : 0) : 1;

    public override IEnumerable<FeatureInfo> Describe(FeatureSignature source)
    {
        if (!OneHot)
        {
            yield return new FeatureInfo($"{source.Name} (bin)", source.Name);
            yield break;
        }

        for (int bin = 0; bin <= Edges.Length; bin++)
        {
            yield return new FeatureInfo($"{source.Name} {RangeOf(bin, source.Offset)}", source.Name);
        }

        if (Indicator)
        {
            yield return new FeatureInfo($"{source.Name} (missing)", source.Name);
        }
    }

    public override void Encode(double value, Span<float> destination)
    {
        bool missing = double.IsNaN(value);
        if (!OneHot)
        {
            destination[0] = missing ? float.NaN : BinOf((float)value);
            return;
        }

        destination[..Width].Clear();
        if (!missing)
        {
            destination[BinOf((float)value)] = 1;
        }
        else if (Indicator)
        {
            destination[Edges.Length + 1] = 1;
        }
    }

    public override bool Fits(FeatureSignature source) => source.Type == Tabular.ColumnType.Numeric
        && (OneHot || !Indicator)
        && Array.TrueForAll(Edges, double.IsFinite)
        && Enumerable.Range(1, Math.Max(0, Edges.Length - 1)).All(i => Edges[i] > Edges[i - 1]);

    private int BinOf(double value)
    {
        int place = Array.BinarySearch(Edges, value);
        return place < 0 ? ~place : place + 1;
    }

    private string RangeOf(int bin, double? offset)
    {
        return (bin == 0, bin == Edges.Length) switch
        {
            (true, true) => "(any)",
            (true, false) => $"< {Text(0)}",
            (false, true) => $">= {Text(Edges.Length - 1)}",
            _ => $"from {Text(bin - 1)} to {Text(bin)}",
        };

        string Text(int edge) => offset is { } start
            ? SourceColumns.PlainText(start + Edges[edge])
            : Edges[edge].ToString("G6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
