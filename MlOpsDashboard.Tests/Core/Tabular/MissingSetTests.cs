using System.Text;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class MissingSetTests
{
    [Theory]
    [InlineData("Unbekannt (für alle)", true)]
    [InlineData("UNBEKANNT (FüR ALLE)", true)]
    [InlineData("UNBEKANNT (FÜR ALLE)", false)]
    [InlineData("unbekannt", false)]
    [InlineData("", true)]
    public void Ascii_letters_count_alike_beside_others(string cell, bool missing)
    {
        MissingSet set = MissingSet.Of(["Unbekannt (für alle)"]);

        Assert.Equal(missing, set.Contains(cell.AsSpan()));
        Assert.Equal(missing, set.Contains(Encoding.UTF8.GetBytes(cell)));
    }

    [Fact]
    public void Markers_that_differ_by_other_letters_are_two()
    {
        MissingSet set = MissingSet.Of(["ä", "Ä", "x", "X"]);

        Assert.Equal(["", "ä", "Ä", "x"], set.Markers);
        Assert.True(set.Contains("Ä"));
        Assert.True(set.Contains("ä"));
    }

    [Fact]
    public void The_usual_markers_in_any_case_are_the_usual_set() => Assert.Same(MissingSet.Usual, MissingSet.Of(MissingSet.Usual.Markers.Select(marker => marker.ToUpperInvariant())));
}
