using System.Text;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Ensembles;

/// <summary>The weighted mean of the answers of several models: of their numbers, or of their probabilities. Immutable.</summary>
internal sealed class EnsembleModel : IFittedModel
{
    /// <summary>What stands for a learner's name in models, runs and the REST contract.</summary>
    public const string LearnerName = LearnerNames.Ensemble;

    private const int StackOutputs = 256;
    private const int StackFeatures = 2048;

    private readonly EnsembleMember[] _members;
    private readonly int _gathered;

    /// <summary>Puts an ensemble together.</summary>
    /// <param name="members">At least one; their weights add up to 1.</param>
    /// <param name="features">The number of encoded features, of which each member reads some.</param>
    /// <exception cref="ArgumentException">The members answer differently, or read features that there are not.</exception>
    public EnsembleModel(IReadOnlyList<EnsembleMember> members, int features)
    {
        _members = [.. members];
        FeatureCount = features;
        OutputCount = _members.Length == 0 ? 0 : _members[0].Model.OutputCount;
        if (OutputCount == 0 || !_members.All(Fits) || Math.Abs(_members.Sum(member => member.Weight) - 1) > 1e-6)
        {
            throw new ArgumentException("The members of the ensemble do not fit each other.", nameof(members));
        }

        _gathered = _members.Max(member => member.IsSpan ? 0 : member.Features.Count);
        Importance = ImportanceOf(_members, features);
    }

    /// <summary>The members, in a fixed order.</summary>
    public IReadOnlyList<EnsembleMember> Members => _members;

    public int FeatureCount { get; }

    public int OutputCount { get; }

    /// <summary>The weighted mean over the members that have one.</summary>
    public IReadOnlyList<double> Importance { get; }

    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        Span<double> sums = OutputCount <= StackOutputs ? stackalloc double[OutputCount] : new double[OutputCount];
        Span<float> answer = OutputCount <= StackOutputs ? stackalloc float[OutputCount] : new float[OutputCount];
        Span<float> own = _gathered <= StackFeatures ? stackalloc float[_gathered] : new float[_gathered];
        sums.Clear();
        foreach (EnsembleMember member in _members)
        {
            member.Model.Predict(member.Own(features, own), answer);
            Add(answer, member.Weight, sums);
        }

        Finish(sums, outputs);
    }

    public void PredictBatch(FeatureMatrix features, Memory<float> outputs, int threads, CancellationToken cancellationToken)
    {
        double[] sums = new double[features.Rows * OutputCount];
        float[] answers = new float[sums.Length];
        foreach (EnsembleMember member in _members)
        {
            member.Model.PredictBatch(features.Of(member.Features), answers, threads, cancellationToken);
            Add(answers, member.Weight, sums);
        }

        for (int from = 0; from < sums.Length; from += OutputCount)
        {
            Finish(sums.AsSpan(from, OutputCount), outputs.Span.Slice(from, OutputCount));
        }
    }

    public void Save(WeightsWriter writer)
    {
        writer.Write("ensemble.features", [FeatureCount]);
        writer.Write("ensemble.learners", (ReadOnlySpan<byte>)Encoding.UTF8.GetBytes(string.Join('\n', _members.Select(member => member.Learner))));
        writer.Write("ensemble.weights", (ReadOnlySpan<double>)[.. _members.Select(member => member.Weight)]);
        for (int i = 0; i < _members.Length; i++)
        {
            WeightsWriter own = writer.Within(Prefix(i));
            own.Write("columns", (ReadOnlySpan<int>)[.. _members[i].Features]);
            _members[i].Model.Save(own);
        }
    }

    public static EnsembleModel Load(WeightsReader reader)
    {
        string[] learners = Encoding.UTF8.GetString(reader.Bytes("ensemble.learners")).Split('\n');
        double[] weights = reader.Doubles("ensemble.weights");
        if (learners.Length != weights.Length || reader.Integers("ensemble.features") is not [int features])
        {
            throw Damaged(null);
        }

        try
        {
            return new EnsembleModel(
                [.. learners.Select((name, i) => LoadMember(name, weights[i], reader.Within(Prefix(i))))], features);
        }
        catch (ArgumentException exception)
        {
            throw Damaged(exception);
        }
    }

    private static EnsembleMember LoadMember(string learner, double weight, WeightsReader reader)
    {
        ILearner known = LearnerCatalog.Find(learner)
            ?? throw new InvalidDataException($"The ensemble has a member of the learner '{learner}', which this program does not have.");
        return new EnsembleMember(learner, known.Load(reader), weight, reader.Integers("columns"));
    }

    private static InvalidDataException Damaged(Exception? cause) => new("The model's weights are damaged or not of an ensemble.", cause);

    private static string Prefix(int member) => $"member.{member}.";

    private static void Add(ReadOnlySpan<float> answers, double weight, Span<double> sums)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += weight * answers[i];
        }
    }

    private static void Finish(ReadOnlySpan<double> sums, Span<float> outputs)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            outputs[i] = (float)sums[i];
        }

        if (sums.Length == 2)
        {
            outputs[0] = 1 - outputs[1];
        }
    }

    private static double[] ImportanceOf(EnsembleMember[] members, int features)
    {
        double[] importance = new double[features];
        foreach (EnsembleMember member in members)
        {
            for (int i = 0; i < member.Model.Importance.Count; i++)
            {
                importance[member.Features[i]] += member.Weight * member.Model.Importance[i];
            }
        }

        double sum = importance.Sum();
        return sum > 0 ? Array.ConvertAll(importance, value => value / sum) : [];
    }

    private bool Fits(EnsembleMember member) =>
        member.Weight > 0 && member.Model.OutputCount == OutputCount
        && member.Features.Count == member.Model.FeatureCount && member.Features.All(feature => feature >= 0 && feature < FeatureCount);
}
