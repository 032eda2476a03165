using System.Text;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Drift;

public sealed class TokenComparisonTests
{
    private static readonly FeatureSignature s_text = new() { Name = "note", Type = ColumnType.Text, Nullable = true, Text = new TextHashing(256, 1) };
    private static readonly string[] s_words = ["order", "late", "broken", "thanks", "please", "parcel", "refund", "card", "again", "never", "blue", "red"];

    [Fact]
    public void New_words_are_drift()
    {
        FeatureDrift judged = Judge(Side(1, 3000), Side(2, 400, "invoice"));

        Assert.Equal((DriftMethod.TextTokens, true, ThresholdKind.Score), (judged.Method, judged.Drifted, judged.ThresholdOf));
        Assert.True(judged.Moved > 0.05 && judged.Score >= 0.1);
    }

    [Theory]
    [InlineData(3000)]
    [InlineData(600)]
    public void Same_words_raise_no_more_alarms_than_is_said(int rows)
    {
        FeatureSide reference = Side(1, rows);
        int alarms = Enumerable.Range(2, 100).Count(seed => Judge(reference, Side(seed, 300)).Drifted);

        Assert.InRange(alarms, 0, 5 + 7);
    }

    [Fact]
    public void Words_are_counted_in_tables_as_in_requests()
    {
        string[] texts = ["late order", "Late!", "", "order order"];
        var table = new DataTable([new CodedColumn("note", ColumnType.Text, [0, 1, CodedColumn.Missing, 2, 0], [texts[0], texts[1], texts[3]])]);
        var signature = new MlOpsDashboard.Core.Learning.Contract.ModelSignature([s_text], "y", MlOpsDashboard.Core.Learning.Contract.TaskKind.Binary, ["no", "yes"], []);

        DriftSample sample = SampleReader.Read(signature, table);
        long[] counts = sample.Tokens![0]!;

        Assert.Equal([3L, 3L], counts.Where(count => count > 0));
        Assert.Equal((5, 1), (sample.SideOf(s_text, 0).Rows, sample.SideOf(s_text, 0).Missing));
    }

    private static FeatureDrift Judge(FeatureSide reference, FeatureSide current)
    {
        FeatureComparison compared = FeatureComparison.Of(s_text, reference, current);
        return compared.Judge(compared.PValue, DriftLimits.Of(new DriftOptions()));
    }

    private static FeatureSide Side(int seed, int rows, string? extra = null)
    {
        var random = new Random(seed);
        double[] slots = new double[256];
        long[] counts = new long[256];
        for (int row = 0; row < rows; row++)
        {
            var text = new StringBuilder(extra is not null && random.NextDouble() < 0.5 ? extra : "");

            // The words of one text come together.
            int first = random.Next(s_words.Length);
            for (int word = 0; word < 4; word++)
            {
                text.Append(' ').Append(s_words[(first + word) % s_words.Length]);
            }

            s_text.Text!.Hash(text.ToString(), slots);
            SampleReader.CountTokens(slots, counts);
        }

        return FeatureSide.Of(s_text, new double[rows], counts);
    }
}
