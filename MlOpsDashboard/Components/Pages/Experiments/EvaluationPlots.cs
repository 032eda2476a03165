using System.Text.Json;
using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>The documents that training leaves with a run for its plots.</summary>
public sealed class EvaluationPlots
{
    private const long MostBytes = 16 << 20;

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly List<string> _unreadable = [];

    private EvaluationPlots()
    {
    }

    /// <summary>How often each class was taken for which.</summary>
    public ConfusionDocument? Confusion { get; private set; }

    /// <summary>True positive rate by false positive rate.</summary>
    public CurveDocument? Roc { get; private set; }

    /// <summary>Precision by recall.</summary>
    public CurveDocument? PrecisionRecall { get; private set; }

    /// <summary>Observed shares by predicted probabilities.</summary>
    public CalibrationDocument? Calibration { get; private set; }

    /// <summary>Predictions beside the truth.</summary>
    public ResidualsDocument? Residuals { get; private set; }

    /// <summary>How much each feature counts.</summary>
    public ImportanceDocument? Importance { get; private set; }

    /// <summary>Files that have a plot's name but not its form.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    /// <summary>Whether there is nothing to plot.</summary>
    public bool IsEmpty => Confusion is null && Roc is null && PrecisionRecall is null && Calibration is null && Residuals is null && Importance is null;

    /// <summary>Reads the documents of a run, those that it has.</summary>
    /// <param name="queries">Opens the files.</param>
    /// <param name="runId">The run.</param>
    /// <param name="artifacts">The run's files.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<EvaluationPlots> ReadAsync(
        RunQueries queries, string runId, IReadOnlyList<RunArtifact> artifacts, CancellationToken cancellationToken)
    {
        var plots = new EvaluationPlots();

        async Task<T?> Read<T>(string name)
            where T : class
        {
            RunArtifact? file = artifacts.FirstOrDefault(a => a.Path == name || a.Path.EndsWith("/" + name, StringComparison.Ordinal));
            return file is null ? null : await plots.ReadAsync<T>(queries, runId, file, cancellationToken);
        }

        plots.Confusion = await Read<ConfusionDocument>("confusion_matrix.json");
        plots.Roc = await Read<CurveDocument>("roc_curve.json");
        plots.PrecisionRecall = await Read<CurveDocument>("pr_curve.json");
        plots.Calibration = await Read<CalibrationDocument>("calibration.json");
        plots.Residuals = await Read<ResidualsDocument>("residuals.json");
        plots.Importance = await Read<ImportanceDocument>("importance.json");
        return plots;
    }

    private async Task<T?> ReadAsync<T>(RunQueries queries, string runId, RunArtifact file, CancellationToken cancellationToken)
        where T : class
    {
        if (file.Bytes > MostBytes)
        {
            _unreadable.Add(file.Path);
            return null;
        }

        (_, Stream content) = await queries.OpenArtifactAsync(runId, file.Path, cancellationToken);
        await using (content)
        {
            try
            {
                return await JsonSerializer.DeserializeAsync<T>(content, s_json, cancellationToken);
            }
            catch (JsonException)
            {
                // Other programs may give a file such a name: the page says so and shows the rest.
                _unreadable.Add(file.Path);
                return null;
            }
        }
    }
}
