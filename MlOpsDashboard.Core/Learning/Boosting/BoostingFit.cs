using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Resampling;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>One fit: rounds of trees, each on the derivatives that the trees before have left.</summary>
internal sealed unsafe class BoostingFit : IDisposable
{
    private readonly BoostingOptions _options;
    private readonly BoostingLoss _loss;
    private readonly TrainingContext _context;
    private readonly WorkerTeam _team;
    private readonly BinnedMatrix _matrix;
    private readonly BoostingState _state;
    private readonly TreeGrower _grower;
    private readonly TreeEnsembleBuilder _builder;
    private readonly double[] _start;
    private readonly BinnedMatrix? _validationMatrix;
    private readonly BoostingState? _validation;
    private readonly RowSampler _sampler;
    private GrownTree _tree = new();

    public BoostingFit(TrainingData data, BoostingOptions options, BoostingLoss loss, TrainingContext context)
    {
        (_options, _loss, _context) = (options, loss, context);
        _team = new WorkerTeam(Math.Max(1, context.Threads));
        _matrix = BinnedMatrix.Build(data.Features, options.MaxBins, _team);
        float[]? weights = options.Balanced ? ClassWeights.Balance(data) : data.Weights;
        if (weights is not null && !weights.AsSpan().ContainsAnyExcept(1f))
        {
            // Weights of one are none, to the bit.
            weights = null;
        }

        _start = loss.Start(data.Target, weights);
        _state = new BoostingState(loss, data.Target, weights, _start, trains: true, _team);
        _grower = new TreeGrower(_matrix, options.Growth with { Monotone = MonotoneRules.Read(options.Monotone, data, loss) }, _team);
        _builder = new TreeEnsembleBuilder(_matrix.Mappers);
        _sampler = new RowSampler(data.Rows, options);
        if (context.Validation is { Rows: > 0 } validation)
        {
            _validationMatrix = new BinnedMatrix(validation.Features, _matrix.Mappers, _team);
            _validation = new BoostingState(loss, validation.Target, validation.Weights, _start, trains: false, _team);
        }
    }

    /// <summary>Runs the rounds.</summary>
    public BoostedModel Run()
    {
        int bestRound = 0;
        double bestLoss = double.PositiveInfinity;
        int round = 0;
        while (round < _options.Rounds)
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            AddRound(round++);
            bool watched = _validation is not null || _context.Progress is not null;
            double loss = watched ? (_validation ?? _state).Loss() : 0;
            if (_validation is not null && loss < bestLoss)
            {
                (bestLoss, bestRound) = (loss, round);
            }

            bool goOn = !watched || _context.Report(new TrainingProgress(round, _options.Rounds, _validation is null ? "loss" : _loss.Metric, loss));
            if (!goOn || (_validation is not null && _options.Patience > 0 && round - bestRound >= _options.Patience))
            {
                break;
            }
        }

        int kept = _validation is not null && _options.Patience > 0 ? Math.Max(1, bestRound) : round;
        return new BoostedModel(_builder.Build(kept * _loss.Outputs), _start, _loss.Link);
    }

    public void Dispose()
    {
        _team.Dispose();
        _grower.Dispose();
        _state.Dispose();
        _matrix.Dispose();
        _validation?.Dispose();
        _validationMatrix?.Dispose();
    }

    private void AddRound(int round)
    {
        _state.Differentiate();
        for (int output = 0; output < _loss.Outputs; output++)
        {
            long total = _state.Pack(output, _sampler.Factor, out GradientUnits units);
            var random = new SeededRandom(_context.Seed, (round * _loss.Outputs) + output);
            int rows = ChooseRows(round, random, ref total);
            bool[]? columns = ChooseColumns(random);
            _tree = _grower.Grow(_state.Packed, units, rows, total, columns, _context.CancellationToken);
            Shrink(output);
            _builder.Add(_tree, _matrix.SlotFeatures);
            ScoreUpdate.Apply(_state, output, _tree, _grower.Partition, rows < _state.Rows ? _matrix : null, _team);
            if (_validation is not null)
            {
                ScoreUpdate.ApplyByWalk(_validation, output, _tree, _validationMatrix!, _team);
            }
        }
    }

    private int ChooseRows(int round, SeededRandom random, ref long total)
    {
        // Until the first gradients have told the rows apart, all are looked at: 1/η rounds, as LightGBM does.
        if (_sampler.TakesAll || (_sampler.ByGradient && round * _options.LearningRate < 1))
        {
            _grower.Partition.Reset(_state.Rows);
            return _state.Rows;
        }

        total = _sampler.Choose(_state.Packed, random);
        _grower.Partition.Reset(_sampler.Chosen);
        return _sampler.Chosen.Length;
    }

    private bool[]? ChooseColumns(SeededRandom random)
    {
        if (_options.ColumnSample >= 1 || _matrix.Slots <= 1)
        {
            return null;
        }

        int[] order = [.. Enumerable.Range(0, _matrix.Slots)];
        random.Shuffle<int>(order);
        var columns = new bool[_matrix.Slots];
        foreach (int slot in order.AsSpan(0, Math.Max(1, (int)Math.Round(_matrix.Slots * _options.ColumnSample))))
        {
            columns[slot] = true;
        }

        return columns;
    }

    private void Shrink(int output)
    {
        double? quantile = _loss.LeafQuantile;
        foreach (GrownNode node in _tree.Nodes)
        {
            if (quantile is { } q && node.IsLeaf)
            {
                node.Value = LeafQuantile.Of(_state, output, _grower.Partition.Rows + node.Begin, node.Count, q);
            }

            node.Value *= _options.LearningRate;
        }
    }
}
