using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Resampling;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>
/// Encodes divisions of the rows. Pipelines, weights and synthetic rows come from the training part of a division alone: nothing that
/// judges a model has touched it before.
/// </summary>
/// <param name="setup">The set-up.</param>
internal sealed class FoldEncoder(TrainingSetup setup)
{
    // Above this the folds are encoded again for each trial instead of being kept.
    private const long MaxKeptBytes = 1L << 30;

    // Stands for the number of a fold where all rows but the test ones are learnt from.
    private const int AllRows = -1;

    private readonly Dictionary<(int Fold, FeatureLayout Layout, ImbalanceTreatment Treatment), EncodedFold> _kept = [];
    private readonly Lock _lock = new();
    private long _keptBytes;

    /// <summary>The encoded form of a fold. Trials that run side by side wait for each other here: most want the same one.</summary>
    /// <param name="fold">Its number.</param>
    /// <param name="learner">Who it is for.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public EncodedFold Fold(int fold, ILearner learner, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Find(fold, learner, cancellationToken);
        }
    }

    private EncodedFold Find(int fold, ILearner learner, CancellationToken cancellationToken)
    {
        (int, FeatureLayout, ImbalanceTreatment) key = (fold, learner.Layout, TreatmentFor(learner));
        if (_kept.TryGetValue(key, out EncodedFold? kept))
        {
            return kept;
        }

        RowSplit split = setup.Folds[fold];
        EncodedFold encoded = Encode(split.Training, split.Test, learner, cancellationToken);
        long bytes = 4L * encoded.Pipeline.Width * (encoded.Training.Rows + split.Test.Length);
        if (_keptBytes + bytes <= MaxKeptBytes || setup.Folds.Count == 1)
        {
            _keptBytes += bytes;
            _kept.Add(key, encoded);
        }

        return encoded;
    }

    /// <summary>All rows but the test ones in encoded form. Lets go of the folds, which are not needed any more then.</summary>
    /// <param name="learner">Who it is for.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public EncodedFold Whole(ILearner learner, CancellationToken cancellationToken)
    {
        foreach (var key in _kept.Keys.Where(key => key.Fold != AllRows).ToArray())
        {
            _kept.Remove(key);
        }

        (int, FeatureLayout, ImbalanceTreatment) own = (AllRows, learner.Layout, TreatmentFor(learner));
        if (!_kept.TryGetValue(own, out EncodedFold? whole))
        {
            whole = Encode(setup.Fit, null, learner, cancellationToken);
            _kept.Add(own, whole);
        }

        return whole;
    }

    /// <summary>Encodes rows.</summary>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="validation">Rows to judge by; null for none.</param>
    /// <param name="learner">Who it is for.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    private EncodedFold Encode(int[] training, int[]? validation, ILearner learner, CancellationToken cancellationToken)
    {
        ImbalanceTreatment treatment = TreatmentFor(learner);
        var pipeline = FeaturePipeline.Fit(setup.Table, setup.Features, learner.Layout, setup.PipelineOptions, training, cancellationToken);
        int[] drawn = treatment switch
        {
            ImbalanceTreatment.OverSample => RandomSampling.Over(training, row => (int)setup.Target.Values[row], setup.Plan.Seed),
            ImbalanceTreatment.UnderSample => RandomSampling.Under(training, row => (int)setup.Target.Values[row], setup.Plan.Seed),
            _ => training,
        };
        TrainingData data = treatment == ImbalanceTreatment.Smote
            ? Balanced(pipeline, training, cancellationToken)
            : Data(pipeline.TransformTraining(setup.Table, drawn, drawn, cancellationToken), setup.AnswersOf(drawn), WeightsOf(drawn, treatment));
        return new EncodedFold(
            pipeline,
            data,
            validation is null ? null : Data(pipeline.Transform(setup.Table, validation, cancellationToken), setup.AnswersOf(validation), null));
    }

    // A learner that looks at no feature needs no treatment, and must not wait for one: it is the first to leave a model.
    private ImbalanceTreatment TreatmentFor(ILearner learner) => learner.UsesFeatures ? setup.Plan.Imbalance : ImbalanceTreatment.None;

    private TrainingData Balanced(FeaturePipeline pipeline, int[] training, CancellationToken cancellationToken)
    {
        int[] codes = Array.ConvertAll(training, row => (int)setup.Target.Values[row]);
        var target = new CodedColumn(setup.Plan.Target, ColumnType.Categorical, codes, setup.Target.Classes);
        var columns = pipeline.Inputs.Select(input => setup.Table.Find(input.Name)!.Take(training)).Append(target);
        (DataTable balanced, int[] origins) = Smote.BalanceRows(
            new DataTable([.. columns]), target.Name, setup.Plan.Seed, setup.Plan.Threads, Smote.DefaultNeighbours, cancellationToken);
        var labels = (CodedColumn)balanced.Find(target.Name)!;
        FeatureMatrix features = pipeline.TransformTraining(balanced, null, Array.ConvertAll(origins, origin => training[origin]), cancellationToken);
        return Data(features, Array.ConvertAll(labels.Codes.ToArray(), code => (float)code), null);
    }

    private float[]? WeightsOf(int[] rows, ImbalanceTreatment treatment)
    {
        float[]? own = setup.Weights is { } weights ? Array.ConvertAll(rows, row => weights[row]) : null;
        return treatment == ImbalanceTreatment.ClassWeight
            ? ClassWeights.Balance(own, Array.ConvertAll(rows, row => (int)setup.Target.Values[row]), setup.Target.Classes.Count)
            : own;
    }

    private TrainingData Data(FeatureMatrix features, float[] target, float[]? weights) => new()
    {
        Features = features,
        Target = target,
        Weights = weights,
        Task = setup.Task,
        ClassCount = setup.Target.Classes.Count,
        Offset = setup.Target.Offset,
    };
}
