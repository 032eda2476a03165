using System.Globalization;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Reads how much each row counts in learning.</summary>
internal static class RowWeights
{
    private const string Field = "weight_column";

    /// <summary>The weights of all rows of a table, scaled so that those of the rows that are used are 1 on average; null when all count alike.</summary>
    /// <param name="table">The table.</param>
    /// <param name="plan">Names the column.</param>
    /// <param name="rows">The rows that are used; the others' weights do not matter.</param>
    /// <exception cref="InvalidException">There is no such column of numbers, or a row has no weight above 0.</exception>
    public static float[]? Read(DataTable table, TrainingPlan plan, int[] rows)
    {
        if (plan.WeightColumn is not { } name)
        {
            return null;
        }

        TrainingSetupFactory.Require(table.Find(name) is NumericColumn, Field, $"The data set has no column '{name}' of numbers.");
        var column = (NumericColumn)table.Find(name)!;
        double sum = 0;
        foreach (int row in rows)
        {
            double weight = column.ValueAt(row);
            TrainingSetupFactory.Require(
                weight > 0 && double.IsFinite(weight),
                Field,
                string.Create(CultureInfo.InvariantCulture, $"Row {row + 1} has {(double.IsNaN(weight) ? "no weight" : $"the weight {weight}")} in '{name}'; a weight is a number above 0."));
            sum += weight;
        }

        double mean = sum / rows.Length;
        float[] weights = new float[table.RowCount];
        foreach (int row in rows)
        {
            weights[row] = (float)(column.ValueAt(row) / mean);
        }

        return weights;
    }
}
