using System.Globalization;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Reads a data set as a window of rows, and has the model answer them.</summary>
internal sealed class DatasetWindow(DatasetService datasets, RegistryService registry, ReferenceReader reader)
{
    /// <summary>The version that a request names.</summary>
    /// <param name="name"><c>name</c> or <c>name:version</c>.</param>
    /// <param name="signature">What the model expects.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="InvalidException">It lacks features.</exception>
    public async Task<DatasetVersion> FindAsync(string name, ModelSignature signature, CancellationToken cancellationToken)
    {
        int colon = name.LastIndexOf(':');
        int? version = null;
        if (colon >= 0)
        {
            version = int.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
                ? number
                : throw new InvalidException("dataset", $"dataset must be the name of a data set, or name:version such as {name[..colon]}:1, not '{name}'.");
        }

        DatasetVersion stored = await datasets.GetAsync(colon >= 0 ? name[..colon] : name, version, cancellationToken).ConfigureAwait(false);
        HashSet<string> columns = [.. stored.Columns.Select(column => column.Name)];
        string[] absent = [.. signature.Features.Select(feature => feature.Name).Where(feature => !columns.Contains(feature))];
        return absent.Length == 0 ? stored : throw new InvalidException(
            "dataset",
            $"Data set '{stored.Dataset}' version {stored.Version} lacks {(absent.Length == 1 ? "the feature" : $"{absent.Length} features:")} {Shown(absent)}, which the model was trained on.");
    }

    /// <summary>Its rows, a sample of more than so many, with the model's answers.</summary>
    /// <param name="model">The version that answers.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="stored">The data.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">A column cannot be read as the feature.</exception>
    public async Task<DriftSample> ReadAsync(
        ModelVersion model, ModelSignature signature, DatasetVersion stored, int most, CancellationToken cancellationToken)
    {
        try
        {
            (DriftSample sample, DataTable table) = await reader.ReadAsync(signature, stored, most, cancellationToken).ConfigureAwait(false);
            return sample with { Predictions = await AnswerAsync(model, table, cancellationToken).ConfigureAwait(false) };
        }
        catch (InvalidException exception) when (!exception.Errors.ContainsKey("dataset"))
        {
            throw new InvalidException("dataset", $"Data set '{stored.Dataset}' version {stored.Version} does not fit {model.ModelId}: {exception.Message}");
        }
    }

    /// <summary>The model's answers to a table; null where it must not meet a missing value that the table has.</summary>
    public async Task<double[]?> AnswerAsync(ModelVersion version, DataTable table, CancellationToken cancellationToken)
    {
        (_, Stream content) = await registry.OpenArtifactAsync(version.ModelId, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            return await Task.Run(() => Answer(ModelArtifact.Load(content), table, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    // Null where the model must not meet a missing value that the table has: its features are compared all the same.
    private static double[]? Answer(TrainedModel model, DataTable table, CancellationToken cancellationToken)
    {
        if (model.Signature.Features.Any(feature => !feature.Nullable && table.Find(feature.Name) is { } column && Enumerable.Range(0, column.Length).Any(column.IsMissing)))
        {
            return null;
        }

        float[] outputs = model.PredictTable(table, cancellationToken: cancellationToken);
        int width = model.OutputCount;
        return [.. Enumerable.Range(0, table.RowCount).Select(row => model.Signature.Task == TaskKind.Regression
            ? model.Signature.TargetOffset + outputs[row]
            : model.ClassOf(outputs.AsSpan(row * width, width)))];
    }

    private static string Shown(string[] names) => string.Join(", ", names.Take(10)) + (names.Length > 10 ? $" and {names.Length - 10} more" : "");
}
