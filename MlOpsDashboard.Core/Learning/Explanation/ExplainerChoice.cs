using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Ensembles;
using MlOpsDashboard.Core.Learning.Forest;
using MlOpsDashboard.Core.Learning.Linear;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>Chooses how a model is explained.</summary>
/// <param name="task">What is predicted.</param>
/// <param name="seed">Starts the random choices of sampling.</param>
/// <param name="interventional">For trees: whether what is unknown comes from the background rows.</param>
internal sealed class ExplainerChoice(TaskKind task, int seed, bool interventional)
{
    /// <summary>The explainer of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sources">Whose contributions its features count as.</param>
    /// <param name="background">Encoded rows to compare with, at least one.</param>
    public IRowExplainer For(IFittedModel model, SourceMap sources, float[][] background)
    {
        float[][] few = background[..Math.Min(BackgroundRows.MostForOneRow, background.Length)];
        return model switch
        {
            BoostedModel boosted => Trees(TreeAnswers.Of(boosted), sources, model.OutputCount, few),
            ForestModel forest => Trees(TreeAnswers.Of(forest), sources, model.OutputCount, few),
            LinearModel linear => new LinearShap(linear, sources, task, background),
            EnsembleModel ensemble when Members(ensemble, sources, background) is { } members => members,
            _ => new SamplingShap(model, sources, task, few, seed),
        };
    }

    private IRowExplainer Trees(TreeAnswers answers, SourceMap sources, int outputs, float[][] background) => interventional
        ? new InterventionalShap(answers, sources, outputs, background)
        : new PathDependentShap(answers, sources, outputs);

    // Contributions to log-odds do not add up to those to a mean of probabilities: only members explained in the answer's own unit can be added.
    private WeightedShap? Members(EnsembleModel ensemble, SourceMap sources, float[][] background)
    {
        ExplanationSpace own = task == TaskKind.Regression ? ExplanationSpace.Target : ExplanationSpace.Probability;
        var explained = new List<(EnsembleMember Member, IRowExplainer Explainer)>();
        foreach (EnsembleMember member in ensemble.Members)
        {
            IRowExplainer explainer = For(
                member.Model, sources.Of(member.Features), Array.ConvertAll(background, row => Array.ConvertAll([.. member.Features], feature => row[feature])));
            if (explainer.Space != own || explainer.Method == ExplanationMethod.PermutationSampling)
            {
                return null;
            }

            explained.Add((member, explainer));
        }

        return new WeightedShap(explained);
    }
}
