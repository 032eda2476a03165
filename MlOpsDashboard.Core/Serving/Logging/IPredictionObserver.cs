using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>Is told of predictions once they are stored.</summary>
internal interface IPredictionObserver
{
    /// <summary>Takes them in. Is called by one caller at a time, beside the requests, and does not throw but for a cancellation.</summary>
    /// <param name="predictions">In the order of their making.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task StoredAsync(IReadOnlyList<LoggedPrediction> predictions, CancellationToken cancellationToken);

    /// <summary>The program stops, and no more will come. Does not throw.</summary>
    /// <param name="cancellationToken">There is no more time.</param>
    Task EndAsync(CancellationToken cancellationToken);
}
