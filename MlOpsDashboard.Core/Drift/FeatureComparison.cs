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
    public static FeatureComparison Of(FeatureSignature feature, double[] reference, double[] current)
    {
        FeatureComparison made = New(feature.Name, reference, current);
        made.CompareMissing(reference, current);
        if (feature.Text is not null)
        {
            made._note = "Texts are not compared yet, only whether they are there.";
        }
        else
        {
            made.CompareValues(Present(reference), Present(current), feature.IsCoded ? feature.Categories : null);
        }

        return made;
    }

    /// <summary>Compares answers that are numbers.</summary>
    public static FeatureComparison OfNumbers(string name, double[] reference, double[] current)
    {
        FeatureComparison made = New(name, reference, current, isPrediction: true);
        made.CompareValues(Present(reference), Present(current), null);
        return made;
    }

    /// <summary>Compares answers that are classes.</summary>
    /// <param name="name">What is predicted.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="reference">Counts a class.</param>
    /// <param name="current">Positions of classes.</param>
    public static FeatureComparison OfClasses(string name, IReadOnlyList<string> classes, long[] reference, double[] current)
    {
        double[] rows = [.. reference.SelectMany((count, i) => Enumerable.Repeat((double)i, checked((int)count)))];
        FeatureComparison made = New(name, rows, current, isPrediction: true);
        made.CompareValues(rows, Present(current), classes);
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
            PValue = PValue,
            AdjustedPValue = p,
            Threshold = byScore ? Distance(limits) : limits.FalseAlarmRate,
            ThresholdOf = byScore ? ThresholdKind.Score : ThresholdKind.AdjustedPValue,
            Drifted = p <= limits.FalseAlarmRate && _comparisons.Any(one => IsFar(one, limits) && Adjusted(one) <= limits.FalseAlarmRate),
            Note = _note,
            Bins = _bins,
        };
    }

    private static FeatureComparison New(string name, double[] reference, double[] current, bool isPrediction = false) => new(new FeatureDrift
    {
        Name = name,
        Method = DriftMethod.NotCompared,
        Rows = current.Length,
        MissingShare = Missing(current) / Math.Max(1.0, current.Length),
        ReferenceRows = reference.Length,
        ReferenceMissingShare = Missing(reference) / Math.Max(1.0, reference.Length),
    })
    {
        IsPrediction = isPrediction,
    };

    private static double[] Present(double[] values) => Array.FindAll(values, value => !double.IsNaN(value));

    private static long Missing(double[] values) => values.Count(double.IsNaN);

    private double Adjusted(DriftComparison one) => Math.Min(1, one.PValue * _comparisons.Count);

    private bool IsByScore(DriftComparison one) =>
        one.Method is DriftMethod.Wasserstein or DriftMethod.JensenShannon
        || (one.Method == DriftMethod.MissingShare && _plain.ReferenceRows > DriftRules.MostForTestAlone);

    private bool IsFar(DriftComparison one, DriftLimits limits) => !IsByScore(one) || one.Score >= Distance(limits);

    private double Distance(DriftLimits limits) => limits.DistanceOf(IsPrediction ? DriftLimits.Prediction : _plain.Name);

    private void CompareMissing(double[] reference, double[] current)
    {
        long before = Missing(reference);
        long after = Missing(current);
        if (before + after > 0)
        {
            TestOutcome test = TwoSampleChiSquare.Of([before, reference.Length - before], [after, current.Length - after]);
            _comparisons.Add(new DriftComparison(DriftMethod.MissingShare, Math.Abs(_plain.MissingShare - _plain.ReferenceMissingShare), test.PValue));
        }
    }

    private void CompareValues(double[] reference, double[] current, IReadOnlyList<string>? categories)
    {
        if (Math.Min(reference.Length, current.Length) < DriftRules.LeastValues)
        {
            string side = current.Length < DriftRules.LeastValues ? "current" : "training";
            _note = $"{Math.Min(reference.Length, current.Length)} of {DriftRules.LeastValues} {side} values: too few to compare them.";
            return;
        }

        if (categories is not null)
        {
            CompareCategories([.. categories, DriftRules.NewWords], Counts(reference, categories.Count), Counts(current, categories.Count));
            return;
        }

        (SortedSample before, SortedSample after) = (SortedSample.Of(reference), SortedSample.Of(current));
        double[] distinct = Distinct(before, after);
        if (distinct.Length <= DriftRules.MostAsCategories)
        {
            CompareCategories(
                [.. distinct.Select(value => value.ToString("G7", CultureInfo.InvariantCulture))],
                [.. distinct.Select(value => reference.LongCount(one => one == value))],
                [.. distinct.Select(value => current.LongCount(one => one == value))]);
            return;
        }

        _comparisons.Add(NumberComparison.Compare(before, after, _plain.ReferenceRows));
        _bins = NumberComparison.Bins(before, after);
    }

    private void CompareCategories(IReadOnlyList<string> names, long[] reference, long[] current)
    {
        _comparisons.Add(CategoryComparison.Compare(reference, current, _plain.ReferenceRows));
        _bins = CategoryComparison.Bins(names, reference, current);
    }

    // The last count is that of words that training had not seen.
    private static long[] Counts(double[] codes, int categories)
    {
        long[] counts = new long[categories + 1];
        foreach (double code in codes)
        {
            counts[code >= 0 && code < categories ? (int)code : categories]++;
        }

        return counts;
    }

    private static double[] Distinct(SortedSample one, SortedSample other)
    {
        var found = new SortedSet<double>();
        foreach (SortedSample sample in (SortedSample[])[one, other])
        {
            foreach (double value in sample.Values)
            {
                if (found.Add(value) && found.Count > DriftRules.MostAsCategories)
                {
                    return [.. found];
                }
            }
        }

        return [.. found];
    }
}
