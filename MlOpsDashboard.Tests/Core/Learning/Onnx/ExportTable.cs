using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Tests.Core.Learning.Onnx;

/// <summary>Tables for the export's tests: a column of every kind, and values that no training row had.</summary>
internal static class ExportTable
{
    private const double FirstSecond = -62_135_596_800;
    private const double LastSecond = 253_402_300_799;

    /// <summary>A seeded table whose target <c>y</c> depends on all kinds of columns.</summary>
    public static DataTable Make(TaskKind task, int rows = 1500, int seed = 1)
    {
        var random = new SeededRandom(seed);
        float[] length = new float[rows];
        float[] count = new float[rows];
        int[] town = new int[rows];
        int[] colour = new int[rows];
        int[] member = new int[rows];
        double[] since = new double[rows];
        double[] seen = new double[rows];
        double[] score = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            length[row] = random.Next(9) == 0 ? float.NaN : (float)(100 * random.NextNormal());
            count[row] = random.Next(30);

            // Squared, so that some towns are frequent, and many are rare.
            town[row] = (int)(random.NextDouble() * random.NextDouble() * 300);
            colour[row] = random.Next(6) - 1;
            member[row] = random.Next(3) - 1;
            since[row] = random.Next(12) == 0 ? double.NaN : -1e9 + (random.NextDouble() * 3e9);
            seen[row] = 86_400.0 * random.Next(20_000);
            score[row] = (float.IsNaN(length[row]) ? 1 : length[row] / 60) + (count[row] / 20) + (town[row] % 7 == 3 ? 1.5 : 0) + (colour[row] == 2 ? 1 : 0)
                + member[row] + (double.IsNaN(since[row]) ? 0 : Math.Sin(since[row] / 3600)) + (0.5 * random.NextNormal());
        }

        return new DataTable(
        [
            new NumericColumn("length in cm", length),
            new NumericColumn("count", count),
            new CodedColumn("Städte", ColumnType.Categorical, town, [.. Enumerable.Range(0, 300).Select(i => $"town {i:000} – ä")]),
            new CodedColumn("label", ColumnType.Categorical, colour, ["blue", "green", "grey", "red", "white"]),
            new CodedColumn("member", ColumnType.Boolean, member, ["no", "yes"]),
            new DateTimeColumn("since", since),
            new DateTimeColumn("seen", seen),
            TargetOf(score, task),
        ]);
    }

    /// <summary>The same columns with missing values everywhere, words that nobody has seen, and numbers and dates far out.</summary>
    public static DataTable Spoil(DataTable table, int seed = 2)
    {
        var random = new SeededRandom(seed);
        return new DataTable([.. table.Columns.Select(column => Spoil(column, random))]);
    }

    private static Column Spoil(Column column, SeededRandom random)
    {
        switch (column)
        {
            case NumericColumn numbers:
                float[] odd = [float.NaN, 0, 1e30f, -1e30f, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon];
                return new NumericColumn(column.Name, Array.ConvertAll(numbers.Values.ToArray(), value => random.Next(8) == 0 ? odd[random.Next(odd.Length)] : value));
            case DateTimeColumn dates:
                double[] far = [double.NaN, FirstSecond, LastSecond, FirstSecond - 1e9, LastSecond + 1e9, -0.5, 951_782_400, 4_107_542_400];
                return new DateTimeColumn(column.Name, Array.ConvertAll(dates.Seconds.ToArray(), value => random.Next(8) == 0 ? far[random.Next(far.Length)] : value));
            default:
                var words = (CodedColumn)column;
                string[] dictionary = [.. words.Dictionary, "never seen", "NEVER"];
                return new CodedColumn(
                    column.Name, column.Type, Array.ConvertAll(words.Codes.ToArray(), code => random.Next(8) == 0 ? random.Next(dictionary.Length + 1) - 1 : code), dictionary);
        }
    }

    private static Column TargetOf(double[] score, TaskKind task) => task switch
    {
        TaskKind.Binary => new CodedColumn("y", ColumnType.Boolean, Array.ConvertAll(score, s => s > 0.8 ? 1 : 0), ["no", "yes"]),
        TaskKind.Multiclass => new CodedColumn(
            "y", ColumnType.Categorical, Array.ConvertAll(score, s => s > 2 ? 0 : s > 0.5 ? 1 : s > -1 ? 2 : 3), ["high", "mid", "some", "zero"]),
        _ => new NumericColumn("y", Array.ConvertAll(score, s => (float)Math.Exp(s))),
    };
}
