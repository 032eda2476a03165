using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Statistics.Tests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Tests;

public sealed class McNemarTests
{
    /// <summary>
    /// The first rows are those of statsmodels' tests (statsmodels/stats/tests/test_nonparametric.py, test_mcnemar_exact and test_mcnemar_chisquare, from
    /// R and vassarstats) with 6 or 7 digits. All digits and the other rows by scipy 1.10.1: <c>binomtest(min(b, c), b + c).pvalue</c> and
    /// <c>chi2.sf((abs(b - c) - 1) ** 2 / (b + c), 1)</c>.
    /// </summary>
    [Theory]
    [InlineData(121, 59, 4.4344492637551645e-06, 20.67222222222222, 5.450094825427117e-06, 3.815135865112594e-06)]
    [InlineData(70, 59, 0.3786876626931187, 0.7751937984496124, 0.37861508946133904, 0.33279671725145926)]
    [InlineData(80, 59, 0.08945231499446925, 2.8776978417266186, 0.08981434395829568, 0.07488031404005394)]
    [InlineData(30, 60, 0.0020602656809630745, 9.344444444444445, 0.0022366244452098703, 0.001565402258002549)]
    [InlineData(10, 30, 0.0022214337732293643, 9.025, 0.002663119259138558, 0.001565402258002549)]
    [InlineData(10, 10, 1.0, 0, 1.0, 1.0)]
    [InlineData(0, 6, 0.03125, 4.166666666666667, 0.041226833337163815, 0.014305878435429641)]
    [InlineData(400000, 401500, 0.09405902806237847, 2.8034946974422956, 0.0940590897288367, 0.09383990463562725)]
    public void Agrees_with_statsmodels_and_scipy(int firstOnly, int secondOnly, double exact, double statistic, double corrected, double plain)
    {
        Assert.Equal(Math.Min(firstOnly, secondOnly), McNemar.Exact(firstOnly, secondOnly).Statistic);
        Assert.Equal(1, McNemar.Exact(firstOnly, secondOnly).PValue / exact, 8);
        Assert.Equal(statistic, McNemar.ByChiSquare(firstOnly, secondOnly).Statistic, 10);
        Assert.Equal(1, McNemar.ByChiSquare(firstOnly, secondOnly).PValue / corrected, 9);
        Assert.Equal(1, McNemar.ByChiSquare(firstOnly, secondOnly, corrected: false).PValue / plain, 9);
    }

    [Fact]
    public void Models_that_never_differ_do_not_differ()
    {
        Assert.Equal(new TestOutcome(0, 1), McNemar.Exact(0, 0));
        Assert.Equal(new TestOutcome(0, 1), McNemar.ByChiSquare(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.Exact(-1, 2));
    }

    [Fact]
    public void It_does_not_matter_which_is_first() => Prop.ForAll<NonNegativeInt, NonNegativeInt>((one, other) =>
        McNemar.Exact(one.Get, other.Get) == McNemar.Exact(other.Get, one.Get)
        && McNemar.ByChiSquare(one.Get, other.Get) == McNemar.ByChiSquare(other.Get, one.Get)).QuickCheckThrowOnFailure();
}
