using System.Text.Json;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Statistics.Intervals;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>How good a version was on rows that it had not learned from, when it was trained: the level that it was promoted with.</summary>
internal sealed class PromotionLevel(RunQueries runs)
{
    /// <summary>Finds it.</summary>
    /// <param name="model">The version.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Accuracy or RMSE with its 95 % interval; without bounds where the run does not tell more than the figure, null where it does not tell that.</returns>
    public async Task<Interval?> FindAsync(ModelVersion model, ModelSignature signature, CancellationToken cancellationToken)
    {
        bool numbers = signature.Task == TaskKind.Regression;
        double? figure = model.Metrics.TryGetValue(MetricCatalog.QualityFor(signature.Task).Name, out double metric) && double.IsFinite(metric) ? metric : null;
        Interval? measured = await MeasureAsync(model, numbers, cancellationToken).ConfigureAwait(false);
        return measured is null ? (figure is { } bare ? new Interval(bare, double.NaN, double.NaN) : null)

            // Of many residuals the run keeps some only: they tell how sure the figure is, all rows tell the figure.
            : numbers && figure is { } value && measured.Value > 0
                ? new Interval(value, measured.Low * value / measured.Value, measured.High * value / measured.Value)
                : measured;
    }

    private async Task<Interval?> MeasureAsync(ModelVersion model, bool numbers, CancellationToken cancellationToken)
    {
        try
        {
            string path = numbers ? HeldOutAnswers.ResidualsFile : HeldOutAnswers.ConfusionFile;
            (_, Stream content) = await runs.OpenArtifactAsync(model.RunId, path, cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                using JsonDocument json = await JsonDocument.ParseAsync(content, cancellationToken: cancellationToken).ConfigureAwait(false);
                return numbers ? OfResiduals(json.RootElement) : OfConfusion(json.RootElement);
            }
        }
        catch (Exception exception) when (exception is NotFoundException or ConflictException or JsonException)
        {
            // A model registered from elsewhere, or whose run is gone.
            return null;
        }
    }

    /// <summary>Accuracy by a confusion matrix.</summary>
    internal static Interval? OfConfusion(JsonElement json)
    {
        if (!json.TryGetProperty("counts", out JsonElement counts))
        {
            return null;
        }

        long[][] rows = [.. counts.EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetInt64()).ToArray())];
        long all = rows.Sum(row => row.Sum());
        return all == 0 ? null : Estimates.Share(rows.Select((row, i) => row[i]).Sum(), all);
    }

    /// <summary>RMSE by pairs of answers and truths.</summary>
    internal static Interval? OfResiduals(JsonElement json)
    {
        if (!json.TryGetProperty("predicted", out JsonElement predicted) || !json.TryGetProperty("actual", out JsonElement actual))
        {
            return null;
        }

        double[] squares = [.. predicted.EnumerateArray().Zip(actual.EnumerateArray())
            .Where(pair => pair.First.ValueKind == JsonValueKind.Number && pair.Second.ValueKind == JsonValueKind.Number)
            .Select(pair => Math.Pow(pair.First.GetDouble() - pair.Second.GetDouble(), 2))];
        if (squares.Length < 2)
        {
            return null;
        }

        Interval mean = Estimates.Mean(squares);
        return new Interval(Math.Sqrt(mean.Value), Math.Sqrt(Math.Max(0, mean.Low)), Math.Sqrt(mean.High));
    }
}
