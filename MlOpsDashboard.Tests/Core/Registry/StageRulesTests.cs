using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Registry;

public sealed class StageRulesTests
{
    // The rule of the REST contract: none → staging → production → archived, and back from archived to staging.
    [Theory]
    [InlineData(ModelStage.None, ModelStage.None, false)]
    [InlineData(ModelStage.None, ModelStage.Staging, true)]
    [InlineData(ModelStage.None, ModelStage.Production, false)]
    [InlineData(ModelStage.None, ModelStage.Archived, false)]
    [InlineData(ModelStage.Staging, ModelStage.None, false)]
    [InlineData(ModelStage.Staging, ModelStage.Staging, false)]
    [InlineData(ModelStage.Staging, ModelStage.Production, true)]
    [InlineData(ModelStage.Staging, ModelStage.Archived, false)]
    [InlineData(ModelStage.Production, ModelStage.None, false)]
    [InlineData(ModelStage.Production, ModelStage.Staging, false)]
    [InlineData(ModelStage.Production, ModelStage.Production, false)]
    [InlineData(ModelStage.Production, ModelStage.Archived, true)]
    [InlineData(ModelStage.Archived, ModelStage.None, false)]
    [InlineData(ModelStage.Archived, ModelStage.Staging, true)]
    [InlineData(ModelStage.Archived, ModelStage.Production, false)]
    [InlineData(ModelStage.Archived, ModelStage.Archived, false)]
    public void Move_IsLegal_AsTheContractSays(ModelStage from, ModelStage to, bool legal)
    {
        Assert.Equal(legal, StageRules.IsLegal(from, to));
        if (legal)
        {
            StageRules.Check("income:3", from, to);
            return;
        }

        var refused = Assert.Throws<ConflictException>(() => StageRules.Check("income:3", from, to));
        Assert.Contains("income:3 cannot move from " + StageRules.Word(from), refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("Production")]
    [InlineData("")]
    [InlineData(null)]
    public void Targets_OtherThanTheThree_AreRefused(string? word) =>
        Assert.Contains("stage", Assert.Throws<InvalidException>(() => StageRules.ParseTarget(word, "stage")).Errors.Keys);
}
