using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Serving.Served;

/// <summary>Room for one row on its way through a model, used by one request at a time.</summary>
internal sealed class RowScratch
{
    /// <summary>Makes the room.</summary>
    /// <param name="width">The number of values of a row.</param>
    /// <param name="outputs">The number of values of an answer.</param>
    public RowScratch(int width, int outputs)
    {
        Values = new double[width];
        Row = new FeatureRow(Values);
        Outputs = new float[outputs];
    }

    /// <summary>The values that <see cref="Row"/> shows.</summary>
    public double[] Values { get; }

    /// <summary>The row as the model takes it.</summary>
    public FeatureRow Row { get; }

    /// <summary>Takes the answer.</summary>
    public float[] Outputs { get; }
}
