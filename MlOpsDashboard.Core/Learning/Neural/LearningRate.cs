namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>The learning rate from epoch to epoch.</summary>
/// <param name="options">Start and schedule.</param>
internal sealed class LearningRate(NetworkOptions options)
{
    private const int PlateauEpochs = 3;
    private const double PlateauFactor = 0.5;

    private double _rate = options.LearningRate;
    private double _best = double.PositiveInfinity;
    private int _since;

    /// <summary>The rate of an epoch.</summary>
    /// <param name="epoch">From 0.</param>
    public double Of(int epoch) => options.Schedule == "cosine"
        ? options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * epoch / options.Epochs))
        : _rate;

    /// <summary>Takes note of an epoch's loss; on a plateau the rate is halved.</summary>
    /// <param name="loss">The validation loss, or that of training.</param>
    public void Note(double loss)
    {
        if (options.Schedule != "plateau")
        {
            return;
        }

        if (loss < _best * (1 - 1e-4))
        {
            (_best, _since) = (loss, 0);
        }
        else if (++_since >= PlateauEpochs)
        {
            _rate *= PlateauFactor;
            _since = 0;
        }
    }
}
