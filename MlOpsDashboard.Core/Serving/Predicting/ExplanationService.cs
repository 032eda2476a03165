using System.Runtime.CompilerServices;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>Says what matters to registered models in general. What it found out is kept for as long as the version stays loaded.</summary>
public sealed class ExplanationService
{
    private readonly VersionResolver _versions;
    private readonly ConditionalWeakTable<ServedModel, GlobalExplanation> _found = [];

    internal ExplanationService(VersionResolver versions) => _versions = versions;

    /// <summary>How much each column matters to a version.</summary>
    /// <param name="modelId"><c>name:version</c> or <c>name:stage</c>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="NotFoundException">There is no such model or version.</exception>
    /// <exception cref="ConflictException">The model has no production version.</exception>
    public async Task<GlobalExplanation> GlobalAsync(string modelId, CancellationToken cancellationToken)
    {
        (ServedModel model, _) = await _versions.ResolveAsync(null, modelId, cancellationToken).ConfigureAwait(false);
        if (_found.TryGetValue(model, out GlobalExplanation? known))
        {
            return known;
        }

        GlobalExplanation found = await Task.Run(
            () => GlobalExplainer.Explain(model.Model, model.Explainer, cancellationToken), cancellationToken).ConfigureAwait(false);
        _found.AddOrUpdate(model, found);
        return found;
    }

    /// <summary>The importance that a version carries by column, as shares that add up to 1: at hand at once. Empty when it has none.</summary>
    /// <param name="modelId"><c>name:version</c> or <c>name:stage</c>.</param>
    /// <param name="cancellationToken">Ends the wait for the version to load.</param>
    /// <exception cref="NotFoundException">There is no such model or version.</exception>
    /// <exception cref="ConflictException">The model has no production version.</exception>
    public async Task<IReadOnlyDictionary<string, double>> ImportanceAsync(string modelId, CancellationToken cancellationToken)
    {
        (ServedModel model, _) = await _versions.ResolveAsync(null, modelId, cancellationToken).ConfigureAwait(false);
        SortedDictionary<string, double> measured = model.Model.Metadata.Importance;
        return measured.Count > 0 ? measured : SourceImportance.Of(model.Model.Pipeline.Features, model.Model.Model.Importance);
    }

    /// <summary>How a version's answer depends on one column.</summary>
    /// <param name="modelId"><c>name:version</c> or <c>name:stage</c>.</param>
    /// <param name="feature">The column.</param>
    /// <param name="label">The class whose probability is shown; null means the positive one of two, or the first of several.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">The model has no such feature or class.</exception>
    /// <exception cref="NotFoundException">There is no such model or version.</exception>
    /// <exception cref="ConflictException">The model has no production version.</exception>
    public async Task<DependenceCurve> DependenceAsync(string modelId, string feature, string? label, CancellationToken cancellationToken)
    {
        (ServedModel model, _) = await _versions.ResolveAsync(null, modelId, cancellationToken).ConfigureAwait(false);
        int position = model.Signature.IndexOf(feature);
        if (position < 0)
        {
            throw new InvalidException("feature", $"{model.Name}:{model.Version} has no feature '{(feature.Length > 100 ? feature[..100] + "…" : feature)}'.");
        }

        int output = OutputOf(model, label);
        return await Task.Run(
            () => PartialDependence.Measure(model.Model, position, output, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static int OutputOf(ServedModel model, string? label)
    {
        if (label is null)
        {
            return model.Signature.Task == TaskKind.Binary ? 1 : 0;
        }

        for (int i = 0; i < model.Signature.Classes.Count; i++)
        {
            if (model.Signature.Classes[i] == label)
            {
                return i;
            }
        }

        throw new InvalidException("class", model.Signature.Classes.Count == 0
            ? $"{model.Name}:{model.Version} predicts a number and has no classes."
            : $"class must be one of: {string.Join(", ", model.Signature.Classes)}.");
    }
}
