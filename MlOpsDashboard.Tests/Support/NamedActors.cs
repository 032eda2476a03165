using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Batch;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Tests.Support;

/// <summary>
/// The changing methods of the services for tests that are not about roles: a name is an administrator of that name. The services
/// themselves take no bare names.
/// </summary>
internal static class NamedActors
{
    public static Task<StoredDataset> StoreAsync(this DatasetService datasets, DatasetUpload upload, Stream content, string actor, CancellationToken cancellationToken) =>
        datasets.StoreAsync(upload, content, Administrator(actor), cancellationToken);

    public static Task<StoredDataset> StoreAsync(this DatasetService datasets, DatasetUpload upload, StagedArtifact staged, string actor, CancellationToken cancellationToken) =>
        datasets.StoreAsync(upload, staged, Administrator(actor), cancellationToken);

    public static Task<StoredDataset> StoreSampleAsync(this DatasetService datasets, string actor, CancellationToken cancellationToken) =>
        datasets.StoreSampleAsync(Administrator(actor), cancellationToken);

    public static Task DeleteAsync(this DatasetTrash trash, string dataset, int? version, string actor, CancellationToken cancellationToken) =>
        trash.DeleteAsync(dataset, version, Administrator(actor), cancellationToken);

    public static Task DeleteAsync(this RunTrash trash, string runId, string actor, CancellationToken cancellationToken) =>
        trash.DeleteAsync(runId, Administrator(actor), cancellationToken);

    public static Task RestoreAsync(this ITrashSource trash, string id, string actor, CancellationToken cancellationToken) =>
        trash.RestoreAsync(id, Administrator(actor), cancellationToken);

    public static Task<int> PurgeAsync(this ITrashSource trash, IReadOnlyCollection<string> ids, string actor, CancellationToken cancellationToken) =>
        trash.PurgeAsync(ids, Administrator(actor), cancellationToken);

    public static Task RestoreAsync(this TrashService trash, string kind, string id, string actor, CancellationToken cancellationToken) =>
        trash.RestoreAsync(kind, id, Administrator(actor), cancellationToken);

    public static Task<TrashEmptied> EmptyAsync(this TrashService trash, string actor, CancellationToken cancellationToken, Func<TrashItem, bool>? only = null) =>
        trash.EmptyAsync(Administrator(actor), cancellationToken, only);

    public static Task<RegisteredVersion> RegisterAsync(this RegistryService registry, string name, string runId, string actor, CancellationToken cancellationToken) =>
        registry.RegisterAsync(name, runId, Administrator(actor), cancellationToken);

    public static Task<ModelVersion> PromoteAsync(
        this RegistryService registry, string modelId, ModelStage stage, string? comment, string actor, CancellationToken cancellationToken) =>
        registry.PromoteAsync(modelId, stage, comment, Administrator(actor), cancellationToken);

    public static Task<ModelVersion> MoveAsync(
        this RegistryService registry, string modelId, ModelStage? from, ModelStage stage, string? comment, string actor, CancellationToken cancellationToken) =>
        registry.MoveAsync(modelId, from, stage, comment, Administrator(actor), cancellationToken);

    public static Task<ModelVersion> DeleteAsync(this RegistryService registry, string modelId, string? comment, string actor, CancellationToken cancellationToken) =>
        registry.DeleteAsync(modelId, comment, Administrator(actor), cancellationToken);

    public static Task<ModelComment> CommentAsync(this RegistryService registry, string modelId, string text, string actor, CancellationToken cancellationToken) =>
        registry.CommentAsync(modelId, text, Administrator(actor), cancellationToken);

    public static Task<ModelVersion> DescribeAsync(this RegistryService registry, string modelId, string description, CancellationToken cancellationToken) =>
        registry.DescribeAsync(modelId, description, Administrator("ada"), cancellationToken);

    public static Task SetTagsAsync(this TrackingService tracking, string runId, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken) =>
        tracking.SetTagsAsync(runId, tags, Administrator("ada"), cancellationToken);

    public static Task DeleteTagAsync(this TrackingService tracking, string runId, string key, CancellationToken cancellationToken) =>
        tracking.DeleteTagAsync(runId, key, Administrator("ada"), cancellationToken);

    public static Task DescribeAsync(this TrackingService tracking, string runId, string? name, string? notes, CancellationToken cancellationToken) =>
        tracking.DescribeAsync(runId, name, notes, Administrator("ada"), cancellationToken);

    public static Task DescribeAsync(
        this TrackingService tracking, string runId, string? name, string? notes, IReadOnlyDictionary<string, string?> tags, CancellationToken cancellationToken) =>
        tracking.DescribeAsync(runId, name, notes, tags, Administrator("ada"), cancellationToken);

    public static Task<TrainingJob> StartAsync(
        this TrainingService training, TrainingRequest request, string actor, string? idempotencyKey, CancellationToken cancellationToken) =>
        training.StartAsync(request, Administrator(actor), idempotencyKey, cancellationToken);

    public static Task<TrainingJob> CancelAsync(this TrainingService training, string jobId, string actor, CancellationToken cancellationToken) =>
        training.CancelAsync(jobId, Administrator(actor), cancellationToken);

    public static Task<BatchJob> StartAsync(
        this BatchService batch, BatchRequest request, StagedArtifact? file, string? fileName, string actor, string? idempotencyKey, CancellationToken cancellationToken) =>
        batch.StartAsync(request, file, fileName, Administrator(actor), idempotencyKey, cancellationToken);

    public static Task<BatchJob> CancelAsync(this BatchService batch, string jobId, string actor, CancellationToken cancellationToken) =>
        batch.CancelAsync(jobId, Administrator(actor), cancellationToken);

    public static Task<LabelledDataset> MakeAsync(
        this LabelledDatasetService datasets, LabelledDatasetRequest request, string actor, CancellationToken cancellationToken) =>
        datasets.MakeAsync(request, Administrator(actor), cancellationToken);

    public static Task<IReadOnlyList<FeedbackOutcome>> AddAsync(
        this FeedbackService feedback, IReadOnlyList<FeedbackItem> items, string actor, CancellationToken cancellationToken) =>
        feedback.AddAsync(items, Administrator(actor), cancellationToken);

    public static Task<CreatedApiKey> CreateAsync(this ApiKeyService keys, NewApiKey wanted, string actor, CancellationToken cancellationToken) =>
        keys.CreateAsync(wanted, Administrator(actor), cancellationToken);

    public static Task<ApiKey> RevokeAsync(this ApiKeyService keys, string keyId, string actor, CancellationToken cancellationToken) =>
        keys.RevokeAsync(keyId, Administrator(actor), cancellationToken);

    private static Actor Administrator(string name) => Actor.Of(name, UserRole.Administrator);
}
