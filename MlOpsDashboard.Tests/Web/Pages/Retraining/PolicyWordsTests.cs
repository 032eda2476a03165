using MlOpsDashboard.Components.Pages.Retraining;
using MlOpsDashboard.Core.Retraining;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Retraining;

public sealed class PolicyWordsTests
{
    [Theory]
    [InlineData(RetrainingFollowUp.Promote, "Put version 4 into production")]
    [InlineData(RetrainingFollowUp.Canary, "Begin the canary of version 4")]
    [InlineData(RetrainingFollowUp.Shadow, "Let version 4 answer in the background")]
    public void Button_says_what_agreeing_does(RetrainingFollowUp then, string text) => Assert.Equal(text, PolicyWords.Agree(then, 4));
}
