using MlOpsDashboard.Core.Statistics.Sequential;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Sequential;

/// <summary>What every detector keeps.</summary>
public sealed class DetectorLaws
{
    private static readonly Dictionary<string, Func<IChangeDetector>> s_all = new(StringComparer.Ordinal)
    {
        ["ADWIN"] = () => new Adwin(),
        ["DDM"] = () => new Ddm(),
        ["EDDM"] = () => new Eddm(),
        ["HDDM_A"] = () => new HddmA(),
        ["HDDM_W"] = () => new HddmW(),
        ["Page-Hinkley"] = () => new PageHinkley(),
        ["KSWIN"] = () => new Kswin(() => new Random(1)),
    };

    public static TheoryData<string> All => [.. s_all.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void A_constant_stream_has_no_change(string name)
    {
        foreach (double value in new[] { 0.0, 1.0 })
        {
            IChangeDetector detector = s_all[name]();
            Assert.All(Enumerable.Repeat(value, 2000), one => Assert.Equal(ChangeState.None, detector.Add(one)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_no_number_is_refused_and_changes_nothing(string name)
    {
        IChangeDetector detector = s_all[name]();
        IChangeDetector untroubled = s_all[name]();
        foreach (double value in ReferenceStreams.ErrorsRise)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => detector.Add(double.NaN));
            Assert.Throws<ArgumentOutOfRangeException>(() => detector.Add(double.PositiveInfinity));
            Assert.Equal(untroubled.Add(value), detector.Add(value));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void After_a_change_all_begins_anew(string name)
    {
        IChangeDetector detector = s_all[name]();
        double[] stream = [.. Enumerable.Range(0, 600).Select(row => row % 8 == 0 ? 1.0 : 0), .. Enumerable.Range(0, 600).Select(row => row % 8 == 0 ? 0.0 : 1)];
        int at = Array.FindIndex(stream, value => detector.Add(value) == ChangeState.Drift);
        // So regular a stream makes the deviation of the distances shrink, which EDDM takes for a change.
        Assert.InRange(at, name == "EDDM" ? 0 : 600, 760);

        IChangeDetector anew = s_all[name]();
        Assert.All(ReferenceStreams.ErrorsTurn, value => Assert.Equal(anew.Add(value), detector.Add(value)));
    }

    [Theory]
    [InlineData("DDM")]
    [InlineData("EDDM")]
    [InlineData("HDDM_A")]
    [InlineData("HDDM_W")]
    public void A_detector_of_errors_takes_nothing_else(string name) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => s_all[name]().Add(0.5));

    [Fact]
    public void Adwin_forgets_what_was_before_the_change()
    {
        var detector = new Adwin();
        Assert.Equal(0, detector.Mean);
        Assert.All(Enumerable.Repeat(2.0, 1000), value => Assert.Equal(ChangeState.None, detector.Add(value)));
        Assert.Equal((1000, 2.0), (detector.Width, detector.Mean));
        Assert.Contains(Enumerable.Repeat(5.0, 32), value => detector.Add(value) == ChangeState.Drift);
        Assert.InRange(detector.Width, 5, 64);
    }

    [Fact]
    public void Kswin_needs_room_for_what_it_draws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Kswin(() => new Random(1), window: 50, newest: 30));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Kswin(() => new Random(1), newest: 0));
    }
}
