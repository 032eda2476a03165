using System.Collections.Concurrent;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Resampling;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>One fit: trees in parallel, each from its own stream of random numbers, put together in their order.</summary>
internal sealed class ForestFit : IDisposable
{
    /// <summary>Trees between two reports; the same for any number of threads, so that a stop leaves the same forest.</summary>
    private const int TreesPerStep = 10;

    private readonly TrainingData _data;
    private readonly ForestOptions _options;
    private readonly TrainingContext _context;
    private readonly WorkerTeam _team;
    private readonly ForestData _rows;
    private readonly ConcurrentBag<ForestGrower> _growers = [];
    private readonly ForestAssembly _forest;
    private readonly OutOfBag _outOfBag;

    public ForestFit(TrainingData data, ForestOptions options, TrainingContext context)
    {
        (_data, _options, _context) = (data, options, context);
        _team = new WorkerTeam(Math.Max(1, context.Threads));
        _rows = new ForestData(data, options.Balanced ? ClassWeights.Balance(data) : data.Weights, _team);
        _forest = new ForestAssembly(data);
        _outOfBag = new OutOfBag(data, _team);
    }

    /// <summary>Grows the trees.</summary>
    public ForestModel Run()
    {
        int done = 0;
        bool goOn = true;
        while (done < _options.Trees && goOn)
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(TreesPerStep, _options.Trees - done);
            var trees = new ForestTree[count];
            var unseen = new int[count][];
            int first = done;
            _team.Run(count, i => trees[i] = Grow(first + i, out unseen[i]));
            foreach (ForestTree tree in trees)
            {
                _forest.Add(tree);
            }

            _outOfBag.Add(trees, unseen);
            done += count;
            goOn = _context.Report(Progress(done));
        }

        return _forest.Build(_outOfBag.Figures());
    }

    public void Dispose()
    {
        _team.Dispose();
        _rows.Dispose();
        foreach (ForestGrower grower in _growers)
        {
            grower.Dispose();
        }
    }

    private ForestTree Grow(int tree, out int[] unseen)
    {
        if (!_growers.TryTake(out ForestGrower? grower))
        {
            grower = new ForestGrower(_rows, _options);
        }

        try
        {
            ForestTree grown = grower.Grow(new SeededRandom(_context.Seed, tree), _context.CancellationToken);
            unseen = OutOfBag.Unseen(grower.Drawn);
            return grown;
        }
        finally
        {
            _growers.Add(grower);
        }
    }

    private TrainingProgress Progress(int done)
    {
        if (_context.Validation is not { Rows: > 0 } validation || _context.Progress is null)
        {
            return new TrainingProgress(done, _options.Trees, "loss", _context.Progress is null ? 0 : _outOfBag.Figures().Loss);
        }

        ForestModel model = _forest.Build(OutOfBagFigures.None);
        var outputs = new float[validation.Rows * model.OutputCount];
        model.PredictBatch(validation.Features, outputs, _context.Threads, _context.CancellationToken);
        return new TrainingProgress(done, _options.Trees, OutputLoss.NameFor(_data.Task), OutputLoss.Of(outputs, validation.Target, model.OutputCount));
    }
}
