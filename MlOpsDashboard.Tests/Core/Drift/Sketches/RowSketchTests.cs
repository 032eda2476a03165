using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Drift.Sketches;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Drift.Sketches;

public sealed class RowSketchTests
{
    [Fact]
    public void Counts_are_exact_and_survive_storing_and_merging()
    {
        ModelSignature signature = Signature(3);
        RowSketch merged = new(signature, 1);
        foreach (int seed in (int[])[1, 2])
        {
            var sketch = new RowSketch(signature, (uint)seed);
            for (int i = 0; i < 3000; i++)
            {
                sketch.Add([i % 10 == 0 ? double.NaN : i * 0.1, i % 3, i % 4 == 0 ? FeatureRow.Unseen : i % 3], i % 2);
            }

            merged.Merge(sketch.ToBytes());
        }

        Assert.Equal(6000, merged.Rows);
        Assert.Equal((6000, 600, 5400), (merged.SideOf(0).Rows, merged.SideOf(0).Missing, merged.SideOf(0).Present));
        Assert.Equal([2000, 2000, 2000], merged.SideOf(1).Few!.Values);
        Assert.Equal([1500, 1500, 1500, 1500], merged.SideOf(2).Codes!);
        Assert.Equal([3000, 3000, 0], merged.AnswerSide.Codes!);

        // As the model reads it, 0.1 is a float.
        Assert.Equal((float)0.1, merged.SideOf(0).Numbers!.Values[0]);
    }

    [Fact]
    public void Words_beyond_a_thousand_are_counted_together_on_both_sides()
    {
        ModelSignature signature = Signature(1500);
        var sketch = new RowSketch(signature, 1);
        double[] codes = [.. Enumerable.Range(0, 15_000).Select(i => (double)(i % 1500))];
        foreach (double code in codes)
        {
            sketch.Add([1, 1, code], 0);
        }

        FeatureSide side = sketch.SideOf(2);
        FeatureDrift judged = FeatureComparison.Of(signature.Features[2], FeatureSide.OfCodes(codes, 1500), side).Judge(1, DriftLimits.Of(new DriftOptions()));

        Assert.Equal((1002, 5000, 0), (side.Codes!.Length, side.Codes[^2], side.Codes[^1]));
        Assert.Equal((0, 1), (judged.Score, judged.PValue));
    }

    [Fact]
    public void Sketch_of_another_signature_or_format_is_refused()
    {
        byte[] bytes = new RowSketch(Signature(3), 1).ToBytes();

        Assert.Throws<InvalidDataException>(() => new RowSketch(Signature(4), 1).Merge(bytes));
        bytes[0] = 9;
        Assert.Throws<InvalidDataException>(() => new RowSketch(Signature(3), 1).Merge(bytes));
    }

    private static ModelSignature Signature(int words) => new(
        [
            new FeatureSignature { Name = "n", Type = ColumnType.Numeric, Nullable = true },
            new FeatureSignature { Name = "few", Type = ColumnType.Numeric, Nullable = true },
            new FeatureSignature { Name = "w", Type = ColumnType.Categorical, Nullable = true, Categories = [.. Enumerable.Range(0, words).Select(i => $"{i:D5}")] },
        ],
        "y",
        TaskKind.Binary,
        ["no", "yes"],
        []);
}
