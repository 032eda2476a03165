using MlOpsDashboard.Components.Pages.Training;
using MlOpsDashboard.Core.Training;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages;

public sealed class TrialWordsTests
{
    [Fact]
    public void A_trial_is_told_by_what_sets_it_apart_from_others_of_its_learner()
    {
        TrainingTrial[] trials =
        [
            Trial(1, "linear", """{"alpha":0.1,"max_iterations":500,"monotone":""}"""),
            Trial(2, "linear", """{"alpha":0.25,"max_iterations":500,"monotone":""}"""),
            Trial(3, "baseline", """{"max_iterations":7,"monotone":""}"""),
        ];

        IReadOnlyDictionary<int, string> differences = TrialWords.Differences(trials);

        Assert.Equal(["alpha 0.1000", "alpha 0.2500", "max_iterations 7"], differences.OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal("alpha 0.1000, max_iterations 500", TrialWords.Hyperparameters(trials[0]));
    }

    private static TrainingTrial Trial(int number, string learner, string hyperparameters) =>
        new() { JobId = "job", Number = number, Learner = learner, Hyperparameters = hyperparameters, Outcome = "finished", Seconds = 1 };
}
