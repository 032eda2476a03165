using MlOpsDashboard.Core.Comparisons;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Approvals;

/// <summary>Measures how long a version takes for a single row.</summary>
internal sealed class AnswerTimer(RegistryService registry, TimeProvider clock)
{
    private const int Rows = 64;
    private const int Rounds = 5;

    /// <summary>The time for one row in milliseconds: the quickest of a few rounds, for other work on the machine only adds to it.</summary>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ConflictException">Its file is missing or damaged.</exception>
    public async Task<double> MeasureAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        AnsweringVersion loaded = await AnsweringVersion.LoadAsync(registry, version, cancellationToken);
        return await Task.Run(() => Measure(loaded.Model), cancellationToken);
    }

    private double Measure(TrainedModel model)
    {
        float[] answer = new float[model.OutputCount];
        TimeSpan best = TimeSpan.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long began = clock.GetTimestamp();
            for (int row = 0; row < Rows; row++)
            {
                model.Predict(model.Background.Rows[row % model.Background.Rows.Count], answer);
            }

            TimeSpan each = clock.GetElapsedTime(began) / Rows;
            best = each < best ? each : best;
        }

        return best.TotalMilliseconds;
    }
}
