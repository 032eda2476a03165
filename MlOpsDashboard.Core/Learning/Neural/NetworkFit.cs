using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Resampling;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>One fit: epochs of batches in random order.</summary>
internal sealed unsafe class NetworkFit : IDisposable
{
    private readonly TrainingData _data;
    private readonly NetworkOptions _options;
    private readonly TrainingContext _context;
    private readonly WorkerTeam _team;
    private readonly NetworkState _state;
    private readonly Tensor _rows;
    private readonly Tensor _batch;
    private readonly float[] _targets;
    private readonly float[] _weights;
    private readonly float _scale = 1;
    private readonly float _shift;
    private readonly SeededRandom _random;

    public NetworkFit(TrainingData data, NetworkOptions options, TrainingContext context)
    {
        options = options with { BatchRows = Math.Max(2, Math.Min(options.BatchRows, data.Rows)) };
        (_data, _options, _context) = (data, options, context);
        _random = new SeededRandom(context.Seed);
        _team = new WorkerTeam(Math.Max(1, context.Threads));
        _rows = new Tensor(data.Rows, data.Features.Width);
        _batch = new Tensor(options.BatchRows, data.Features.Width);
        _team.Run((data.Rows + 1023) / 1024, CopyRows);
        _targets = (float[])data.Target.Clone();
        _weights = (options.Balanced ? ClassWeights.Balance(data) : data.Weights) ?? [.. Enumerable.Repeat(1f, data.Rows)];
        if (data.Task == TaskKind.Regression)
        {
            (_scale, _shift) = Standardise(_targets);
        }

        float[] start = data.Task == TaskKind.Regression ? [0] : StartOf(data, _weights);
        EmbeddingBlock[] categories = options.Embeds ? EmbeddingBlock.Find(data.Features.Features) : [];
        _state = new NetworkState(data.Features.Width, categories, start, data.Task, options, _team, _random);
    }

    /// <summary>Runs the epochs.</summary>
    public NetworkModel Run()
    {
        var rate = new LearningRate(_options);
        int[] order = [.. Enumerable.Range(0, _data.Rows)];
        NetworkModel? best = null;
        double bestLoss = double.PositiveInfinity;
        int bestEpoch = 0;
        bool validates = _context.Validation is { Rows: > 0 } && _options.Patience > 0;
        int done = 0;
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            done = epoch + 1;
            _random.Shuffle<int>(order);
            double trainingLoss = RunEpoch(order, epoch, rate.Of(epoch));
            (string metric, double loss) = Assess(trainingLoss, epoch + 1, out NetworkModel? model);
            if (validates && (best is null || loss < bestLoss))
            {
                (best, bestLoss, bestEpoch) = (model, loss, epoch);
            }

            rate.Note(loss);
            bool goOn = _context.Report(new TrainingProgress(epoch + 1, _options.Epochs, metric, loss));
            if (!goOn || (validates && epoch - bestEpoch >= _options.Patience))
            {
                break;
            }
        }

        return best ?? _state.Freeze(_scale, _shift, done);
    }

    public void Dispose()
    {
        _team.Dispose();
        _state.Dispose();
        _rows.Dispose();
        _batch.Dispose();
    }

    private static (float Scale, float Shift) Standardise(float[] targets)
    {
        double mean = targets.Average(target => (double)target);
        double deviation = Math.Sqrt(targets.Average(target => (target - mean) * (target - mean)));
        float scale = deviation > 0 ? (float)deviation : 1;
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = (float)((targets[i] - mean) / scale);
        }

        return (scale, (float)mean);
    }

    /// <summary>The link's inverse of the classes' shares.</summary>
    private static float[] StartOf(TrainingData data, float[] weights)
    {
        BoostingLoss loss = data.Task == TaskKind.Binary ? new LogisticLoss() : new SoftmaxLoss(data.ClassCount);
        return Array.ConvertAll(loss.Start(data.Target, weights), value => (float)value);
    }

    private void CopyRows(int block)
    {
        int end = Math.Min(_data.Rows, (block + 1) * 1024);
        for (int row = block * 1024; row < end; row++)
        {
            _data.Features.CopyRow(row, _rows.RowSpan(row));
        }
    }

    private double RunEpoch(int[] order, int epoch, double rate)
    {
        var targets = new float[_options.BatchRows];
        var weights = new float[_options.BatchRows];
        double sum = 0;
        int batches = 0;
        for (int begin = 0; begin < order.Length; begin += _options.BatchRows)
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(_options.BatchRows, order.Length - begin);
            if (count < _options.BatchRows / 8 && begin > 0)
            {
                // A few left-over rows have no statistics worth normalising by; in the next epoch they are others.
                break;
            }

            for (int i = 0; i < count; i++)
            {
                int row = order[begin + i];
                targets[i] = _targets[row];
                weights[i] = _weights[row];
                _rows.RowSpan(row).CopyTo(_batch.RowSpan(i));
            }

            ulong seed = ((ulong)(uint)_context.Seed << 32) ^ ((ulong)((epoch * 1_000_003L) + begin) * 0x9E3779B97F4A7C15);
            sum += _state.Step(_batch, targets, weights, count, rate, seed);
            batches++;
        }

        return sum / batches;
    }

    private (string Metric, double Loss) Assess(double trainingLoss, int epochs, out NetworkModel? model)
    {
        model = null;
        if (_context.Validation is not { Rows: > 0 } validation)
        {
            return ("loss", trainingLoss);
        }

        model = _state.Freeze(_scale, _shift, epochs);
        var outputs = new float[validation.Rows * model.OutputCount];
        model.PredictBatch(validation.Features, outputs, _context.Threads, _context.CancellationToken);
        return (OutputLoss.NameFor(_data.Task), OutputLoss.Of(outputs, validation.Target, model.OutputCount));
    }
}
