using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Deployments;

/// <summary>A model that was loaded and then cannot answer.</summary>
internal sealed class BrokenModel(IFittedModel whole) : IFittedModel
{
    public int FeatureCount => whole.FeatureCount;

    public int OutputCount => whole.OutputCount;

    public IReadOnlyList<double> Importance => [];

    public static async Task<ServedModel> LoadAsync(CoreHost core)
    {
        ModelVersion version = await core.Get<RegistryService>().GetAsync("shop:2", default);
        TrainedModel model = ServingHost.Model(2);
        var broken = new TrainedModel(model.Signature, model.Pipeline, new BrokenModel(model.Model), model.Metadata);
        return new ServedModel(version, broken, new InputTally(model.Signature), core.Clock.GetUtcNow());
    }

    public void Predict(ReadOnlySpan<float> features, Span<float> outputs) => throw new InvalidOperationException("It is broken.");

    public void PredictBatch(FeatureMatrix features, Memory<float> outputs, int threads, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("It is broken.");

    public void Save(WeightsWriter writer) => whole.Save(writer);
}
