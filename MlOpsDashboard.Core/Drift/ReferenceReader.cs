using System.Text.Json;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Reads what a version was trained on, and how it answered then.</summary>
internal sealed class ReferenceReader(DatasetService datasets, RunQueries runs)
{
    /// <summary>The data that a version was trained on.</summary>
    /// <param name="model">The version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">It is not known, or not there any more.</exception>
    public async Task<DatasetVersion> FindAsync(ModelVersion model, CancellationToken cancellationToken)
    {
        if (model.DatasetName is not { } dataset)
        {
            throw new ConflictException($"It is not known which data {model.ModelId} was trained on, so there is nothing to compare with.");
        }

        try
        {
            return await datasets.GetAsync(dataset, model.DatasetVersion, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            throw new ConflictException(
                $"The data that {model.ModelId} was trained on, {dataset}:{model.DatasetVersion}, is not there any more. Restore it from the trash, or train a new version.");
        }
    }

    /// <summary>The rows of a table as a model reads them, a sample by a fixed seed of more than so many.</summary>
    /// <param name="signature">What the model expects.</param>
    /// <param name="stored">The table, which has all the model's features.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<(DriftSample Sample, DataTable Table)> ReadAsync(
        ModelSignature signature, DatasetVersion stored, int most, CancellationToken cancellationToken)
    {
        string[] names = [.. signature.Features.Select(feature => feature.Name)];
        DataTable table = await datasets.LoadSampleAsync(stored, names, most, DriftRules.SampleSeed, cancellationToken).ConfigureAwait(false);
        return (SampleReader.Read(signature, table), table);
    }

    /// <summary>How a version answered on rows that it had not learned from; null when its run does not tell any more.</summary>
    public async Task<HeldOutAnswers?> AnswersAsync(ModelVersion model, ModelSignature signature, CancellationToken cancellationToken)
    {
        string path = signature.Task == TaskKind.Regression ? HeldOutAnswers.ResidualsFile : HeldOutAnswers.ConfusionFile;
        try
        {
            (_, Stream content) = await runs.OpenArtifactAsync(model.RunId, path, cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                using JsonDocument json = await JsonDocument.ParseAsync(content, cancellationToken: cancellationToken).ConfigureAwait(false);
                return HeldOutAnswers.Read(json.RootElement, signature);
            }
        }
        catch (Exception exception) when (exception is NotFoundException or ConflictException or JsonException)
        {
            // A model registered from elsewhere, or whose run is gone: the features are compared all the same.
            return null;
        }
    }
}
