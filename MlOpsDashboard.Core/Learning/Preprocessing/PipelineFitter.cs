using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>Fits the parts of a <see cref="FeaturePipeline"/> on training rows.</summary>
internal sealed class PipelineFitter
{
    private readonly DataTable _table;
    private readonly PipelineOptions _options;
    private readonly int[]? _rows;
    private readonly EncoderFitter _default;
    private readonly TargetFitter? _targets;
    private readonly Dictionary<string, FeatureStep> _standIns;
    private readonly HashSet<string> _named;
    private readonly List<FeatureSignature> _inputs = [];
    private readonly List<ColumnEncoder> _encoders = [];
    private readonly List<CrossEncoder> _crosses = [];
    private readonly List<IgnoredColumn> _ignored = [];
    private readonly Dictionary<string, double[]> _crossed = new(StringComparer.Ordinal);
    private readonly FeatureLayout _layout;
    private readonly OutOfFold? _outOfFold;
    private int _width;

    /// <summary>Starts with nothing fitted.</summary>
    /// <param name="table">The table.</param>
    /// <param name="layout">The form that the learner wants.</param>
    /// <param name="options">Limits and steps.</param>
    /// <param name="rows">The training rows; null means all.</param>
    public PipelineFitter(DataTable table, FeatureLayout layout, PipelineOptions options, int[]? rows)
    {
        (_table, _layout, _options, _rows) = (table, layout, options, rows);
        _default = new EncoderFitter(layout, options);
        _named = options.Steps.SelectMany(step => step.Columns).ToHashSet(StringComparer.Ordinal);
        _standIns = options.Steps
            .Where(step => FeatureStepCatalog.Find(step.Kind)!.Replaces)
            .SelectMany(step => step.Columns.Select(column => (column, step)))
            .ToDictionary(pair => pair.column, pair => pair.step, StringComparer.Ordinal);
        if (options.Target is { } target)
        {
            int[] training = rows ?? [.. Enumerable.Range(0, table.RowCount)];
            _targets = new TargetFitter(target, training, options.Seed, layout);
            _outOfFold = new OutOfFold(training);
        }
    }

    /// <summary>The columns that are used.</summary>
    public IReadOnlyList<FeatureSignature> Inputs => _inputs;

    /// <summary>The encoders, one a column.</summary>
    public IReadOnlyList<ColumnEncoder> Encoders => _encoders;

    /// <summary>The encoders of pairs of columns.</summary>
    public IReadOnlyList<CrossEncoder> Crosses => _crosses;

    /// <summary>Columns that are left out.</summary>
    public IReadOnlyList<IgnoredColumn> Ignored => _ignored;

    /// <summary>What training rows are encoded as where that differs; null when it does not.</summary>
    public OutOfFold? OutOfFold => _outOfFold is { IsEmpty: false } ? _outOfFold : null;

    /// <summary>The steps that found a column to work on.</summary>
    public IReadOnlyList<FeatureStep> Steps =>
    [
        .. _options.Steps
            .Select(step => step with { Columns = [.. step.Columns.Where(name => _inputs.Any(input => input.Name == name))] })
            .Where((step, i) => step.Columns.Count == _options.Steps[i].Columns.Count || (step.Columns.Count > 0 && FeatureStepCatalog.Find(step.Kind)!.Replaces)),
    ];

    /// <summary>Fits a column.</summary>
    /// <param name="name">The column.</param>
    /// <exception cref="InvalidException">There is no such column.</exception>
    public void Add(string name)
    {
        Column column = _table.Find(name) ?? throw new InvalidException("features", $"There is no column '{name}'.");
        column = _rows is null ? column : column.Take(_rows);
        FeatureSignature signature = SignatureFitter.Fit(column);
        if (ColumnScreen.Reason(column, signature, _options.LeaveOutIdentifiers && !_named.Contains(name)) is string reason)
        {
            _ignored.Add(new IgnoredColumn(name, reason));
            return;
        }

        _standIns.TryGetValue(name, out FeatureStep? step);
        signature = step?.Kind == FeatureStepCatalog.Text ? TextColumns.Describe(signature, step.Parameters) : signature;
        double[] values = InputShift.ForFit(signature, SourceColumns.Read(signature, column));
        ColumnEncoder encoder = step is null ? _default.Fit(_inputs.Count, signature, values) : Fit(step, signature, values);
        _encoders.Add(encoder);
        _inputs.Add(signature);
        _width += encoder.Width;
        if (_options.Steps.Any(one => one.Kind == FeatureStepCatalog.Cross && one.Columns.Contains(name, StringComparer.Ordinal)))
        {
            _crossed.Add(name, values);
        }
    }

    /// <summary>Fits the pairs, once all columns are.</summary>
    public void AddCrosses()
    {
        foreach (FeatureStep step in _options.Steps.Where(step => step.Kind == FeatureStepCatalog.Cross))
        {
            int first = _inputs.FindIndex(input => input.Name == step.Columns[0]);
            int second = _inputs.FindIndex(input => input.Name == step.Columns[1]);
            bool words = first >= 0 && second >= 0 && _inputs[first].IsCoded && _inputs[second].IsCoded;
            if (words && FitCross(step, first, second) is { } cross)
            {
                _crosses.Add(cross);
                _width += cross.Width;
            }
        }
    }

    private ColumnEncoder Fit(FeatureStep step, FeatureSignature signature, double[] values) => step.Kind switch
    {
        FeatureStepCatalog.TargetEncoding => FitTarget(_inputs.Count, signature, values, step.Parameters),
        FeatureStepCatalog.Binning => BinFitter.Fit(_inputs.Count, signature, values, step.Parameters, _layout),
        FeatureStepCatalog.Text => new TextFlagEncoder(_inputs.Count, signature.Nullable),
        _ => throw new InvalidOperationException($"There is no way to fit {step.Kind}."),
    };

    private CrossEncoder? FitCross(FeatureStep step, int first, int second)
    {
        (double[] ours, double[] others) = (_crossed[step.Columns[0]], _crossed[step.Columns[1]]);
        int words = _inputs[second].Categories.Count;
        long[] pairs = [.. ours.Zip(others)
            .Where(pair => pair.First >= 0 && pair.Second >= 0)
            .Select(pair => CrossEncoder.KeyOf(pair.First, pair.Second, words))
            .Distinct().Order()];
        if (pairs.Length == 0)
        {
            return null;
        }

        // The inner encoder comes last: what it is fitted on are the positions among the pairs.
        var cross = new CrossEncoder(first, second, pairs, words, new NumberEncoder(first));
        FeatureSignature source = cross.SourceOf(_inputs);
        double[] codes = cross.CodesOf(ours, others);
        return cross with
        {
            Inner = step.Parameters.Word("encoding", FeatureStepCatalog.AsCategory) == FeatureStepCatalog.ByTarget
                ? FitTarget(first, source, codes, step.Parameters)
                : _default.Fit(first, source, codes),
        };
    }

    private TargetEncoder FitTarget(int input, FeatureSignature signature, double[] values, Hyperparameters parameters)
    {
        TargetFitter targets = _targets ?? throw new InvalidOperationException("A target encoding needs the answers.");
        (TargetEncoder encoder, float[][] outOfFold) = targets.Fit(input, values, signature.Categories.Count, parameters);
        _outOfFold!.Add(_width, outOfFold);
        return encoder;
    }
}
