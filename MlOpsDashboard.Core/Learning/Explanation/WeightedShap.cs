using MlOpsDashboard.Core.Learning.Ensembles;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>Shapley values of a weighted mean of models: they are linear, so they are the members' own, weighted in the same way.</summary>
/// <param name="members">The members with their explainers, all of one unit, at least one.</param>
internal sealed class WeightedShap(IReadOnlyList<(EnsembleMember Member, IRowExplainer Explainer)> members) : IRowExplainer
{
    public ExplanationMethod Method => ExplanationMethod.WeightedMembers;

    public ExplanationSpace Space => members[0].Explainer.Space;

    public long Cost => members.Sum(pair => pair.Explainer.Cost);

    public double BaseValue(int output) => members.Sum(pair => pair.Member.Weight * pair.Explainer.BaseValue(output));

    public double Explain(ReadOnlySpan<float> row, int output, Span<double> contributions)
    {
        contributions.Clear();
        double sum = 0;
        double[] own = new double[contributions.Length];
        float[] features = new float[row.Length];
        foreach ((EnsembleMember member, IRowExplainer explainer) in members)
        {
            sum += member.Weight * explainer.Explain(member.Own(row, features), output, own);
            for (int i = 0; i < own.Length; i++)
            {
                contributions[i] += member.Weight * own[i];
            }
        }

        return sum;
    }
}
