using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Training;

public sealed class MayLackTests
{
    [Fact]
    public async Task A_column_that_requests_may_lack_need_not_be_there()
    {
        await using CoreHost core = await TrainingHost.StartAsync();
        await TrainingHost.StoreAsync(core);
        var training = core.Get<TrainingService>();

        TrainingJob started = await training.StartAsync(TrainingHost.Quick with { Learners = ["linear"], Trials = 1, MayLack = ["colour"] }, "ada", null, default);
        TrainingJob job = await TrainingHost.EndAsync(core, started.JobId);
        var refused = await Assert.ThrowsAsync<InvalidException>(() => training.StartAsync(TrainingHost.Quick with { MayLack = ["weight"] }, "ada", null, default));

        ModelVersion version = (await core.Get<RegistryService>().FindByRunAsync(job.RunId!, default))!;
        using Stream artifact = core.Artifacts.OpenRead(version.ArtifactSha256);
        TrainedModel model = ModelArtifact.Load(artifact);
        float[] answer = new float[2];
        model.Predict(new FeatureRowReader(model.Signature).Read(new Dictionary<string, object?> { ["x"] = 5.0 }), answer);
        Assert.Equal([("x", true), ("colour", true)], model.Signature.Features.Select(feature => (feature.Name, feature.Nullable)));
        Assert.Equal(1, answer.Sum(), 1e-5);
        Assert.Contains("has no column weight", refused.Errors["may_lack"][0], StringComparison.Ordinal);
    }
}
