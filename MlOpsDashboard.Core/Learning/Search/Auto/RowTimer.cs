using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Measures how long a model takes for a single row, as a server would ask it.</summary>
internal static class RowTimer
{
    private const int Rows = 128;
    private const int Rounds = 5;

    /// <summary>The time for one row, encoding included: the quickest of a few rounds, for other work on the machine only adds to it.</summary>
    /// <param name="pipeline">Encodes the row.</param>
    /// <param name="model">Predicts it.</param>
    /// <param name="setup">Gives the rows.</param>
    /// <param name="clock">Measures.</param>
    public static TimeSpan Measure(FeaturePipeline pipeline, IFittedModel model, TrainingSetup setup, BudgetClock clock)
    {
        int[] rows = setup.Folds[0].Test.Length > Rows ? setup.Folds[0].Test[..Rows] : setup.Folds[0].Test;
        FeatureRow[] asked = pipeline.RowsAt(setup.Table, rows);
        float[] encoded = new float[pipeline.Width];
        float[] outputs = new float[model.OutputCount];
        TimeSpan best = TimeSpan.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            TimeSpan start = clock.Elapsed;
            foreach (FeatureRow row in asked)
            {
                pipeline.TransformRow(row, encoded);
                model.Predict(encoded, outputs);
            }

            TimeSpan each = (clock.Elapsed - start) / asked.Length;
            best = each < best ? each : best;
        }

        return best;
    }
}
