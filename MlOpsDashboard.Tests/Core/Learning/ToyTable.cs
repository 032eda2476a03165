using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Tests.Core.Learning;

/// <summary>A small table with a known relation: numbers, words, a date, missing values, an identifier.</summary>
internal static class ToyTable
{
    public static DataTable Make(int rows = 400, int seed = 1, TaskKind task = TaskKind.Binary)
    {
        var random = new SeededRandom(seed);
        float[] x = new float[rows];
        float[] noise = new float[rows];
        int[] colour = new int[rows];
        double[] at = new double[rows];
        int[] id = new int[rows];
        double[] score = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            x[row] = (float)random.NextNormal();
            noise[row] = (float)random.NextDouble();
            colour[row] = random.Next(4) - 1;
            at[row] = 1.6e9 + (86400.0 * random.Next(1000));
            id[row] = row;
            score[row] = (2 * x[row]) + (colour[row] == 1 ? 1.5 : 0) + (0.5 * random.NextNormal());
            x[row] = random.Next(20) == 0 ? float.NaN : x[row];
        }

        return new DataTable(
        [
            new CodedColumn("id", ColumnType.Categorical, id, [.. id.Select(i => $"c{i:000000}")]),
            new NumericColumn("x", x),
            new NumericColumn("noise", noise),
            new CodedColumn("colour", ColumnType.Categorical, colour, ["blue", "green", "red"]),
            new DateTimeColumn("at", at),
            TargetOf(score, task),
        ]);
    }

    private static Column TargetOf(double[] score, TaskKind task) => task switch
    {
        TaskKind.Binary => new CodedColumn("y", ColumnType.Boolean, Array.ConvertAll(score, s => s > 0.5 ? 1 : 0), ["no", "yes"]),
        TaskKind.Multiclass => new CodedColumn(
            "y", ColumnType.Categorical, Array.ConvertAll(score, s => s > 1.5 ? 2 : s > -0.5 ? 1 : 0), ["high", "low", "mid"]),
        _ => new NumericColumn("y", Array.ConvertAll(score, s => (float)s)),
    };
}
