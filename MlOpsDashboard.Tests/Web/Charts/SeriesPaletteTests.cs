using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Components.Charts;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Charts;

public sealed class SeriesPaletteTests
{
    [Fact]
    public void Up_to_eight_series_have_colours_of_their_own_in_whatever_order_they_come() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), HaveTheirOwn));

    [Fact]
    public void Version_one_of_two_models_does_not_look_alike()
    {
        IReadOnlyDictionary<string, int> colours = SeriesPalette.Of(["churn:1", "bikes:1", "income:1"]);
        // Blue and sky blue, the colours 0 and 4, are too much alike to be the first choices.
        Assert.DoesNotContain(4, colours.Values);
        Assert.Equal(3, colours.Values.Distinct().Count());
    }

    [Fact]
    public void More_than_eight_series_share_colours() =>
        Assert.Equal(20, SeriesPalette.Of(Enumerable.Range(0, 20).Select(i => $"m:{i}")).Count);

    private static bool HaveTheirOwn(string[]? names)
    {
        string[] few = [.. (names ?? []).OfType<string>().Distinct(StringComparer.Ordinal).Take(8)];

        IReadOnlyDictionary<string, int> colours = SeriesPalette.Of(few);

        return colours.Count == few.Length
            && colours.Values.Distinct().Count() == few.Length
            && colours.Values.All(colour => colour is >= 0 and < 8)
            && SeriesPalette.Of(few.Reverse()).All(pair => colours[pair.Key] == pair.Value);
    }
}
