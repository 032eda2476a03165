using MlOpsDashboard.Core.Tracking;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tracking;

public sealed class FinalMetricsTests
{
    [Theory]
    [InlineData("roc_auc", true)]
    [InlineData("nested_roc_auc", true)]
    [InlineData("nested_roc_auc_of_fold", false)]
    [InlineData("loss_of_fold", true)]
    [InlineData("roc_auc_ci_low", false)]
    public void Ends_of_intervals_and_figures_of_folds_are_no_results(string metric, bool expected) => Assert.Equal(expected, FinalMetrics.Has(metric));
}
