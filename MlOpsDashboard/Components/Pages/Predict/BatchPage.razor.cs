using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Batch;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>What does a model say about every row of a table: starts such jobs, shows how far they are, hands out results.</summary>
public sealed partial class BatchPage : ActingComponent
{
    private const int PageSize = 20;

    private static readonly PageQuery s_all = new(PageQuery.MaxLimit);

    private IReadOnlyList<ModelRow>? _models;
    private IReadOnlyList<DatasetVersion> _datasets = [];
    private List<BatchJob> _jobs = [];
    private string? _next;

    [Inject]
    private BatchService Batch { get; set; } = default!;

    [Inject]
    private BatchFeed Feed { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private DatasetService DatasetService { get; set; } = default!;

    private string Answer
    {
        get
        {
            int running = _jobs.Count(job => job.State == BatchState.Running);
            int waiting = _jobs.Count(job => job.State == BatchState.Queued);
            return running + waiting == 0
                ? "What does the model say about every row of a table?"
                : $"{running} running, {waiting} waiting.";
        }
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            Watch(Feed.Subscribe(), Take);
        }

        Page<BatchJob> page = await Batch.ListAsync(new PageQuery(PageSize), Lifetime);
        _jobs = [.. _jobs, .. page.Items.Where(job => _jobs.TrueForAll(known => known.JobId != job.JobId))];
        _next = page.NextCursor;
        _datasets = [.. (await DatasetService.ListAsync(s_all, Lifetime)).Items.Select(summary => summary.Latest)];
        _models = (await Registry.ListAsync(s_all, Lifetime)).Items;
    }

    private void Take(BatchJob job)
    {
        int index = _jobs.FindIndex(known => known.JobId == job.JobId);
        if (index >= 0)
        {
            _jobs[index] = job;
        }
        else
        {
            _jobs.Insert(0, job);
        }
    }

    private Task StopAsync(BatchJob job) => ActAsync(async actor => Take(await Batch.CancelAsync(job.JobId, actor, Lifetime)));

    private async Task MoreAsync()
    {
        Page<BatchJob> page = await Batch.ListAsync(PageQuery.Parse(PageSize, _next), Lifetime);
        _jobs = [.. _jobs, .. page.Items.Where(job => _jobs.TrueForAll(known => known.JobId != job.JobId))];
        _next = page.NextCursor;
    }
}
