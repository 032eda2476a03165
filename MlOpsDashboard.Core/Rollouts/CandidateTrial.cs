using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Rollouts;

/// <summary>Tries a candidate out before it gets any traffic.</summary>
internal sealed class CandidateTrial(CandidateLoader loader, RegistryService registry, IDbContextFactory<MlOpsDbContext> contexts)
{
    /// <summary>The latest recorded requests that a green version must answer.</summary>
    public const int Recorded = 200;

    /// <summary>Loads a candidate, lets it answer a row and, for blue/green, what was asked lately.</summary>
    /// <param name="rollout">The roll-out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Why it cannot take over; null when it can.</returns>
    public async Task<string?> FaultAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        ServedModel model;
        try
        {
            ModelVersion version = await registry.GetAsync(rollout.CandidateId, cancellationToken);
            model = await loader.WarmAsync(version, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever a model's file can do wrong, it must do it here and not to those who ask for predictions.
            return $"{rollout.CandidateId} could not be loaded and answer a row: {exception.Message}";
        }

        return rollout.Strategy == RolloutStrategy.BlueGreen ? await ReplayAsync(rollout, model, cancellationToken) : null;
    }

    private async Task<string?> ReplayAsync(Rollout rollout, ServedModel model, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<string> asked = await context.Set<PredictionRecord>().AsNoTracking()
            .Where(record => record.ModelName == rollout.ModelName && record.Route == InstanceScorer.Production && record.ModelVersion == rollout.StableVersion)
            .OrderByDescending(record => record.At).Take(Recorded)
            .Select(record => record.Features)
            .ToListAsync(cancellationToken);
        string[] faults = [.. asked.Select(features => Fault(model, features)).OfType<string>()];
        return faults.Length == 0 ? null : $"{rollout.CandidateId} could not answer {faults.Length} of {asked.Count} recorded requests: {faults[0]}";
    }

    private static string? Fault(ServedModel model, string features)
    {
        RowScratch scratch = model.Rent();
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(features), EnvelopeReader.JsonOptions);
            model.Reader.Read(ref reader, scratch.Values, "features");
            model.Model.Predict(scratch.Row, scratch.Outputs);
            return scratch.Outputs.All(float.IsFinite) ? null : "It answers with a value that is not finite.";
        }
        catch (Exception exception)
        {
            // Told as the reason that the roll-out ends.
            return exception.Message;
        }
        finally
        {
            model.Return(scratch);
        }
    }
}
