using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Registry;

/// <summary>Puts real models into a registry.</summary>
internal static class StoredModel
{
    /// <summary>Registers a model as the next version of a name.</summary>
    public static async Task<string> RegisterAsync(IServiceProvider services, string name, TrainedModel model)
    {
        var tracking = services.GetRequiredService<TrackingService>();
        Run run = await tracking.StartAsync(new NewRun(name, "ada"), default);
        StoredArtifact stored = await services.GetRequiredService<ArtifactStore>().PutAsync(new MemoryStream(ModelArtifact.ToBytes(model)), default);
        var summary = new ModelSummary(
            model.Metadata.Learner, model.Signature.Task, model.Signature.Target, JsonSerializer.Serialize(model.Signature, ModelJson.Options));
        await tracking.SetModelAsync(run.RunId, stored, summary, default);
        await tracking.FinishAsync(run.RunId, RunStatus.Finished, null, default);
        return (await services.GetRequiredService<RegistryService>().RegisterAsync(name, run.RunId, "ada", default)).Version.ModelId;
    }
}
