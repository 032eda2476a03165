using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Evaluation;

public sealed class MetricNamesTests
{
    [Theory]
    [InlineData("f1", TaskKind.Binary, null, "F1", null)]
    [InlineData("f1", TaskKind.Multiclass, null, "F1, macro", "macro")]
    [InlineData("pinball", TaskKind.Regression, 0.9, "Pinball loss (quantile 0.9)", "quantile 0.9")]
    [InlineData("pinball", TaskKind.Regression, null, "Pinball loss", null)]
    [InlineData("roc_auc", TaskKind.Binary, null, "ROC AUC", null)]
    [InlineData("training_rows", TaskKind.Binary, null, "Training rows", null)]
    [InlineData("best_validation_roc_auc", TaskKind.Binary, null, "ROC AUC, best on validation", null)]
    [InlineData("my_own", TaskKind.Binary, null, "my_own", null)]
    public void A_metric_is_told_in_the_words_of_its_task(string name, TaskKind task, double? quantile, string words, string? remark)
    {
        Assert.Equal(words, MetricNames.Of(name, task, quantile));
        Assert.Equal(remark, MetricNames.Remark(name, task, quantile));
    }
}
