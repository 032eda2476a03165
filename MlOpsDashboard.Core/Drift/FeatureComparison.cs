using System.Globalization;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Compares one feature: its values, and whether they are there at all.</summary>
internal sealed class FeatureComparison
{
    private readonly List<DriftComparison> _comparisons = [];
    private readonly FeatureDrift _plain;
    private IReadOnlyList<DriftBin> _bins = [];
    private string? _note;

    private FeatureComparison(FeatureDrift plain) => _plain = plain;

    /// <summary>Whether it is the prediction that is compared.</summary>
    public bool IsPrediction { get; init; }

    /// <summary>The probability that all that was compared moved so far by chance (Bonferroni over the two ways); null when nothing was.</summary>
    public double? PValue => _comparisons.Count == 0 ? null : _comparisons.Min(Adjusted);

    /// <summary>Compares a feature of the signature.</summary>
    public static FeatureComparison Of(FeatureSignature feature, FeatureSide reference, FeatureSide current)
    {
        FeatureComparison made = New(feature.Name, reference, current);
        made.CompareMissing(reference, current);
        made.CompareValues(reference, current, feature.IsCoded ? feature.Categories : null);
        return made;
    }

    /// <summary>Compares answers.</summary>
    /// <param name="name">What is predicted.</param>
    /// <param name="reference">The answers before.</param>
    /// <param name="current">The answers now.</param>
    /// <param name="classes">The classes; null for numbers.</param>
    public static FeatureComparison OfAnswers(string name, FeatureSide reference, FeatureSide current, IReadOnlyList<string>? classes)
    {
        FeatureComparison made = New(name, reference, current, isPrediction: true);
        made.CompareValues(reference, current, classes);
        return made;
    }

    /// <summary>What came out.</summary>
    /// <param name="adjusted">The probability, adjusted for all comparisons of the check; null when nothing was compared.</param>
    /// <param name="limits">The limits.</param>
    public FeatureDrift Judge(double? adjusted, DriftLimits limits)
    {
        if (adjusted is not { } p)
        {
            return _plain with { Note = _note };
        }

        // Of two ways that chance does not explain, the one that is told is the one that went far enough.
        DriftComparison told = _comparisons.OrderByDescending(one => IsFar(one, limits)).ThenBy(Adjusted).First();
        bool byScore = IsByScore(told);
        return _plain with
        {
            Method = told.Method,
            Score = told.Score,
            Moved = _comparisons.Max(one => one.Moved),
            PValue = PValue,
            AdjustedPValue = p,
            Threshold = byScore ? Distance(limits) : limits.FalseAlarmRate,
            ThresholdOf = byScore ? ThresholdKind.Score : ThresholdKind.AdjustedPValue,
            Drifted = p <= limits.FalseAlarmRate && _comparisons.Any(one => IsFar(one, limits) && Adjusted(one) <= limits.FalseAlarmRate),
            Note = _note,
            Bins = _bins,
        };
    }

    private static FeatureComparison New(string name, FeatureSide reference, FeatureSide current, bool isPrediction = false) => new(new FeatureDrift
    {
        Name = name,
        Method = DriftMethod.NotCompared,
        Rows = current.Rows,
        MissingShare = current.MissingShare,
        ReferenceRows = reference.Rows,
        ReferenceMissingShare = reference.MissingShare,
    })
    {
        IsPrediction = isPrediction,
    };

    private double Adjusted(DriftComparison one) => Math.Min(1, one.PValue * _comparisons.Count);

    private bool IsByScore(DriftComparison one) =>
        one.Method is DriftMethod.Wasserstein or DriftMethod.JensenShannon
        || (one.Method is DriftMethod.MissingShare or DriftMethod.TextTokens && _plain.ReferenceRows > DriftRules.MostForTestAlone);

    private bool IsFar(DriftComparison one, DriftLimits limits) => !IsByScore(one) || one.Score >= Distance(limits);

    private double Distance(DriftLimits limits) => limits.DistanceOf(IsPrediction ? DriftLimits.Prediction : _plain.Name);

    private void CompareMissing(FeatureSide reference, FeatureSide current)
    {
        if (reference.Missing + current.Missing > 0)
        {
            TestOutcome test = TwoSampleChiSquare.Of([reference.Missing, reference.Present], [current.Missing, current.Present]);
            double moved = Math.Abs(_plain.MissingShare - _plain.ReferenceMissingShare);
            _comparisons.Add(new DriftComparison(DriftMethod.MissingShare, moved, test.PValue, moved));
        }
    }

    private void CompareValues(FeatureSide reference, FeatureSide current, IReadOnlyList<string>? categories)
    {
        if (Math.Min(reference.Present, current.Present) < DriftRules.LeastValues)
        {
            string side = current.Present < DriftRules.LeastValues ? "current" : "training";
            _note = $"{Math.Min(reference.Present, current.Present)} of {DriftRules.LeastValues} {side} values: too few to compare them.";
        }
        else if (reference.Numbers is { } before && current.Numbers is { } after)
        {
            CompareNumbers(reference, current, before, after);
        }
        else if (categories is not null)
        {
            int length = Math.Min(reference.Codes!.Length, current.Codes!.Length);
            string[] names = length == categories.Count + 1
                ? [.. categories, DriftRules.NewWords]
                : [.. categories.Take(length - 2), DriftRules.FurtherWords, DriftRules.NewWords];
            CompareCategories(names, reference.CodesUpTo(length), current.CodesUpTo(length));
        }
        else if (reference.Tokens is not null && current.Tokens is not null)
        {
            _comparisons.Add(TokenComparison.Compare(reference, current));
        }
        else
        {
            _note = "Its words could not be read, so that only whether it is there was compared.";
        }
    }

    private void CompareNumbers(FeatureSide reference, FeatureSide current, SortedSample before, SortedSample after)
    {
        if (reference.Few is { } old && current.Few is { } young)
        {
            double[] distinct = [.. old.Keys.Union(young.Keys).Order()];
            if (distinct.Length <= DriftRules.MostAsCategories)
            {
                CompareCategories(
                    [.. distinct.Select(value => value.ToString("G7", CultureInfo.InvariantCulture))],
                    [.. distinct.Select(value => old.GetValueOrDefault(value))],
                    [.. distinct.Select(value => young.GetValueOrDefault(value))]);
                return;
            }
        }

        _comparisons.Add(NumberComparison.Compare(reference, current));
        _bins = NumberComparison.Bins(before, after);
    }

    private void CompareCategories(IReadOnlyList<string> names, long[] reference, long[] current)
    {
        _comparisons.Add(CategoryComparison.Compare(reference, current, _plain.ReferenceRows));
        _bins = CategoryComparison.Bins(names, reference, current);
    }
}
