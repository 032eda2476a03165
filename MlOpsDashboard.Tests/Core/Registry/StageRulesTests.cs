using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Registry;

public sealed class StageRulesTests
{
    [Theory]
    [InlineData("none", ModelStage.None)]
    [InlineData("None", ModelStage.None)]
    [InlineData("staging", ModelStage.Staging)]
    [InlineData("STAGING", ModelStage.Staging)]
    [InlineData("production", ModelStage.Production)]
    [InlineData("Production", ModelStage.Production)]
    [InlineData("Archived", ModelStage.Archived)]
    public void Stages_are_read_in_any_case(string word, ModelStage stage) => Assert.Equal(stage, StageRules.ParseTarget(word, "stage"));

    [Theory]
    [InlineData("live")]
    [InlineData("2")]
    [InlineData("")]
    [InlineData(null)]
    public void Words_other_than_the_four_are_refused(string? word) =>
        Assert.Contains("stage", Assert.Throws<InvalidException>(() => StageRules.ParseTarget(word, "stage")).Errors.Keys);
}
