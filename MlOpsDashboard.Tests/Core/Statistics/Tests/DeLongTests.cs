using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Tests;

/// <summary>
/// The documented example of the R package pROC, aSAH: 113 patients after a bleeding in the brain (Turck et al. 2010, Intensive Care Medicine 36, 107),
/// and what its tests expect of roc.test (tests/testthat/test-roc.test.R, statistics and probabilities with all digits). Only the order of the scores
/// matters, so the patients stand in the order of their ndka, with their wfns grade, + where the outcome was poor, and = before one whose ndka is
/// that of the patient before; of s100b there is the place among its 50 distinct values.
/// </summary>
public sealed class DeLongTests
{
    private const string Patients =
        "1- 5+ 1- 4- 5+ 4+ 5+ 5- 2- 1- 2- 1- 1- 5- 1- 1- 4+ 1- 1- 1- 1- 1- 1- 4+ 2+ 2- 1- 5+ 2- 2- =4- 1- 5+ 5- =2+ 2- 3- 4- 5- 2+ 2- 4- 5+ 1- "
        + "1- 4- 2- 4- 2- 2+ 5+ 5+ 3- 2+ 1- 1- 5+ 2- 1- 2- 1- 2- 2+ 1- 1- =5+ 2- 1- 4+ 1- 1- 5+ 2+ 4- 5+ 5+ 2- 1- 1- =4+ 5+ 5+ 2- 1- 3- 3+ 2- 1- "
        + "1- 2- 2+ 2+ 4+ 4+ 2- 1- 4+ 2- 1- 2- 2+ 2+ 2+ 1+ 4- 1- 5+ 1- 5+ 1- 1+ 1- 5+";

    private const string Proteins =
        "10 39 5 27 32 10 17 35 7 4 8 6 4 38 38 5 48 8 3 2 4 6 7 43 20 12 11 43 16 5 23 8 40 34 7 6 2 13 19 30 12 35 45 1 5 29 13 25 4 24 37 44 "
        + "4 41 3 4 0 14 5 6 1 8 7 16 11 42 10 13 13 1 36 47 6 14 28 25 31 6 15 21 32 9 1 1 26 10 7 11 7 5 4 8 22 36 11 12 18 12 7 7 4 6 11 4 33 7 "
        + "46 6 26 2 5 10 49";

    private static readonly string[] s_patients = Patients.Split(' ');
    private static readonly bool[] s_poor = [.. s_patients.Select(patient => patient.EndsWith('+'))];
    private static readonly double[] s_wfns = [.. s_patients.Select(patient => double.Parse(patient.Trim('=', '+', '-')))];
    private static readonly double[] s_s100b = [.. Proteins.Split(' ').Select(double.Parse)];

    private static readonly double[] s_ndka =
        [.. s_patients.Select((_, i) => (double)s_patients.Take(i + 1).Count(patient => !patient.StartsWith('=')))];

    [Fact]
    public void Agrees_with_proc()
    {
        Agrees(DeLong.Of(s_wfns, s_s100b, s_poor)!, 2.20898359144091, 0.0271757822291882, 0.0104061769564846, 0.174214419249478);
        Agrees(DeLong.Of(s_wfns, s_ndka, s_poor)!, 2.79777591868904, 0.00514557970691098, 0.0634011709339876, 0.3600405634833566);
        Agrees(DeLong.Of(s_ndka, s_s100b, s_poor)!, -1.39077002573558, 0.164295175223054, -0.2876917446341914, 0.0488706064228094);
    }

    [Fact]
    public void Models_of_one_order_do_not_differ()
    {
        AreaComparison found = DeLong.Of(s_wfns, [.. s_wfns.Select(Math.Exp)], s_poor)!;

        Assert.Equal((0, 1), (found.Statistic, found.Difference.PValue));
        Assert.Equal(found.First, found.Second);
    }

    [Fact]
    public void Areas_that_cannot_vary_differ_for_sure()
    {
        AreaComparison found = DeLong.Of([0, 1, 2, 3], [3, 2, 1, 0], [false, false, true, true])!;

        Assert.Equal((1, 0, double.PositiveInfinity, 0), (found.First, found.Second, found.Statistic, found.Difference.PValue));
    }

    [Fact]
    public void One_side_alone_tells_nothing_and_rows_must_be_the_same()
    {
        Assert.Null(DeLong.Of([1, 2, 3], [1, 2, 3], [true, true, false]));
        Assert.Throws<ArgumentException>(() => DeLong.Of([1, 2, 3, 4], [1, 2, 3], [true, true, false, false]));
    }

    [Fact]
    public void Changing_the_models_turns_the_sign() => Prop.ForAll<(byte, byte, bool)[]>(rows =>
    {
        (byte First, byte Second, bool Label)[] all = [.. rows, (1, 4, true), (3, 2, true), (2, 2, false), (0, 5, false)];
        double[] first = [.. all.Select(row => (double)(row.First % 8))];
        double[] second = [.. all.Select(row => (double)(row.Second % 8))];
        bool[] labels = [.. all.Select(row => row.Label)];
        AreaComparison found = DeLong.Of(first, second, labels)!;
        AreaComparison turned = DeLong.Of(second, first, labels)!;
        return found.First == turned.Second && Math.Abs(found.Statistic + turned.Statistic) < 1e-9
            && Math.Abs(found.Difference.Low + turned.Difference.High) < 1e-12;
    }).QuickCheckThrowOnFailure();

    private static void Agrees(AreaComparison found, double statistic, double pValue, double low, double high)
    {
        Assert.Equal(statistic, found.Statistic, 10);
        Assert.Equal(pValue, found.Difference.PValue, 10);
        Assert.Equal(low, found.Difference.Low, 10);
        Assert.Equal(high, found.Difference.High, 10);
    }
}
