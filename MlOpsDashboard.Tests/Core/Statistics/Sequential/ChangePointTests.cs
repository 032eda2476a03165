using MlOpsDashboard.Core.Statistics.Sequential;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Sequential;

/// <summary>
/// Change points (places counted from 0) equal to river's. What is called published stands in river's own tests and documentation; what is not was
/// computed in Python with the rules of river's source, by a program that found all published ones, KSWIN with scipy's test and Python's generator.
/// </summary>
public sealed class ChangePointTests
{
    [Fact]
    public void Adwin_finds_the_published_points()
    {
        Assert.Equal([1023], Points(new Adwin(), ReferenceStreams.Numbers));
        Assert.Equal([1023, 2015, 3007], Points(new Adwin(), ReferenceStreams.Steps));
        Assert.Equal([1023], Points(new Adwin(), ReferenceStreams.Documented));
    }

    [Fact]
    public void Adwin_finds_the_computed_points()
    {
        Assert.Equal([1055, 2047], Points(new Adwin(), ReferenceStreams.MeanSwitch));
        Assert.Equal([1023, 2015], Points(new Adwin(0.5), ReferenceStreams.MeanSwitch));
        Assert.Equal([1919], Points(new Adwin(), ReferenceStreams.Gradual));
        Assert.Equal([1567, 2143, 2975, 3583], Points(new Adwin(0.5), ReferenceStreams.Gradual));
        Assert.Equal([2111], Points(new Adwin(), ReferenceStreams.Sudden));
    }

    [Fact]
    public void Page_and_Hinkley_find_the_published_points()
    {
        Assert.Equal([588, 1681], Points(new PageHinkley(ChangeDirection.Up), ReferenceStreams.ErrorsTurn));
        Assert.Equal([1172], Points(new PageHinkley(ChangeDirection.Down), ReferenceStreams.ErrorsTurn));
        Assert.Equal([588, 1097, 1585], Points(new PageHinkley(), ReferenceStreams.ErrorsTurn));
        Assert.Equal([1006], Points(new PageHinkley(), ReferenceStreams.Documented));
    }

    [Fact]
    public void Page_and_Hinkley_find_the_computed_points()
    {
        Assert.Equal([751, 1057, 2016], Points(new PageHinkley(), ReferenceStreams.MeanSwitch));
        Assert.Equal([1910, 3544], Points(new PageHinkley(), ReferenceStreams.Gradual));
        Assert.Equal([2277], Points(new PageHinkley(), ReferenceStreams.Sudden));
    }

    [Fact]
    public void Kswin_finds_the_published_points_with_the_same_draws()
    {
        Assert.Equal([1042], Points(new Kswin(() => new PythonRandom(42), 0.0001, 200, 100), ReferenceStreams.Numbers));
        Assert.Equal([1016], Points(new Kswin(() => new PythonRandom(42), 0.0001), ReferenceStreams.Documented));
    }

    [Fact]
    public void Kswin_finds_the_computed_points_with_the_same_draws()
    {
        Assert.Equal([405, 519, 1019, 1835, 2018, 2413, 2656, 2812, 2960], Points(new Kswin(() => new PythonRandom(42)), ReferenceStreams.MeanSwitch));
        Assert.Equal([3003], Points(new Kswin(() => new PythonRandom(42)), ReferenceStreams.Gradual));
        Assert.Equal([2974], Points(new Kswin(() => new PythonRandom(42)), ReferenceStreams.Sudden));
    }

    [Fact]
    public void Ddm_finds_the_published_points()
    {
        Assert.Equal([1049], Points(new Ddm(), ReferenceStreams.ErrorsRise));
        Assert.Equal((1084, "1334"), Warned(new Ddm(), ReferenceStreams.DocumentedErrors));
    }

    [Fact]
    public void Ddm_finds_the_computed_points()
    {
        Assert.Equal((111, "1413 1834 2198 2529"), Warned(new Ddm(), ReferenceStreams.Gradual));
        Assert.Equal((52, "2139 2258"), Warned(new Ddm(), ReferenceStreams.Sudden));
    }

    [Fact]
    public void Eddm_finds_the_published_points()
    {
        Assert.Equal([1059], Points(new Eddm(warning: 0.9, drift: 0.8), ReferenceStreams.ErrorsRise));
        Assert.Equal((1059, "1278"), Warned(new Eddm(warning: 0.8, drift: 0.75), ReferenceStreams.DocumentedErrors));
    }

    [Fact]
    public void Eddm_finds_the_computed_points()
    {
        Assert.Equal([663, 828, 1007, 1078], Points(new Eddm(), ReferenceStreams.ErrorsRise));
        Assert.Equal((665, "820 1632 1834 1952 2068 2164 2289 2378 2472 2562 2664 2916 3627"), Warned(new Eddm(), ReferenceStreams.Gradual));
    }

    [Fact]
    public void Hddm_of_plain_means_finds_the_published_points()
    {
        Assert.Equal([1047], Points(new HddmA(), ReferenceStreams.ErrorsRise));
        Assert.Equal([531, 1015, 1545], Points(new HddmA(twoSided: true), ReferenceStreams.ErrorsTurn));
        Assert.Equal((451, "1206"), Warned(new HddmA(), ReferenceStreams.DocumentedErrors));
    }

    [Fact]
    public void Hddm_of_plain_means_finds_the_computed_points()
    {
        Assert.Equal((1988, "2070"), Warned(new HddmA(), ReferenceStreams.Gradual));
        Assert.Equal((2056, "2083 2237 2976"), Warned(new HddmA(), ReferenceStreams.Sudden));
    }

    [Fact]
    public void Hddm_of_weighted_means_finds_the_published_points()
    {
        Assert.Equal([1018], Points(new HddmW(), ReferenceStreams.ErrorsRise));
        Assert.Equal([507, 1032, 1508], Points(new HddmW(twoSided: true), ReferenceStreams.ErrorsTurn));
        Assert.Equal((451, "1077"), Warned(new HddmW(), ReferenceStreams.DocumentedErrors));
    }

    [Fact]
    public void Hddm_of_weighted_means_finds_the_computed_points()
    {
        Assert.Equal((1994, "2059 2678 3158 3844"), Warned(new HddmW(twoSided: true), ReferenceStreams.Gradual));
        Assert.Equal((2025, "2258 2967"), Warned(new HddmW(), ReferenceStreams.Sudden));
    }

    private static int[] Points(IChangeDetector detector, double[] stream) =>
        [.. Enumerable.Range(0, stream.Length).Where(row => detector.Add(stream[row]) == ChangeState.Drift)];

    // The first warning, and the changes.
    private static (int First, string Points) Warned(IChangeDetector detector, double[] stream)
    {
        ChangeState[] states = [.. stream.Select(detector.Add)];
        return (Array.IndexOf(states, ChangeState.Warning), string.Join(' ', Enumerable.Range(0, states.Length).Where(row => states[row] == ChangeState.Drift)));
    }
}
