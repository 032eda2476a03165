using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Training;

public sealed class TunedThresholdTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("f1")]
    public async Task A_version_tells_the_threshold_that_its_model_answers_by(string? metric)
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);

        TrainingJob job = await TrainingHost.EndAsync(
            core, (await core.Get<TrainingService>().StartAsync(TrainingHost.Quick with { Threshold = metric }, "ada", null, default)).JobId);

        ModelVersion version = (await core.Get<RegistryService>().FindByRunAsync(job.RunId!, default))!;
        using Stream artifact = core.Artifacts.OpenRead(version.ArtifactSha256);
        double threshold = ModelArtifact.Load(artifact).Metadata.Threshold;
        Assert.Equal(metric is null, threshold == 0.5);
        Assert.Equal(threshold, version.DecisionThreshold);
    }
}
