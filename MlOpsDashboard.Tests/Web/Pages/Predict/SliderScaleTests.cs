using MlOpsDashboard.Components.Pages.Predict;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Predict;

public sealed class SliderScaleTests
{
    [Theory]
    [InlineData(-3.5148, 2.6791, 0.5, false, -3.55, 2.7, 0.05)]
    [InlineData(0.0046, 0.9989, 0.5, false, 0, 1, 0.005)]
    [InlineData(17, 90, 39, true, 17, 90, 1)]
    [InlineData(17, 90, 99.5, true, 17, 100, 1)]
    [InlineData(4, 4, 4, false, 4, 4, 1)]
    public void Ends_and_steps_read_well(double min, double max, double at, bool whole, double least, double most, double step)
    {
        var feature = new FeatureSignature { Name = "a", Type = ColumnType.Numeric, Nullable = false, Min = min, Max = max, WholeNumbers = whole };

        Assert.Equal(new SliderScale(least, most, step), SliderScale.Of(new FeatureDraft(feature) { Position = at }));
    }

    [Fact]
    public void A_date_moves_by_days()
    {
        var feature = new FeatureSignature { Name = "a", Type = ColumnType.DateTime, Nullable = true, Min = 1e9, Max = 1.1e9, TypicalNumber = 1.05e9 };

        Assert.Equal(new SliderScale(1e9, 1.1e9, 86_400), SliderScale.Of(new FeatureDraft(feature)));
    }
}
