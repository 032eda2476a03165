using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Deployments;

/// <summary>Who answers for a model now, and how a version takes over.</summary>
public sealed partial class DeploymentsPage : ActingComponent
{
    private const int Backs = 5;

    private IReadOnlyList<string>? _models;
    private IReadOnlyList<ModelVersion> _candidates = [];
    private DeploymentStatus? _status;
    private string? _model;

    /// <summary>The model, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Model { get; set; }

    /// <summary>The version that somebody wants to roll out, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Version { get; set; }

    [Inject]
    private DeploymentService Deployments { get; set; } = default!;

    [Inject]
    private RolloutFeed Feed { get; set; } = default!;

    [Inject]
    private StageFeed Stages { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Headline => _status is not { } status ? "Who answers, and how does the next version take over?"
        : status.Rollout is { } open ? open.Events[^1].Text
        : IsTested ? $"{_model}: an A/B test shares the requests."
        : status.Traffic is [var only, ..] ? $"{_model}: version {only.Version} answers everything."
        : $"{_model} has no version in production yet.";

    private bool IsTested => _status?.Traffic.Any(share => share.Role == TrafficRole.Challenger) == true;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Watch(Feed.Subscribe(), FollowAsync);
        Watch(Stages.Subscribe(), change => change.Name == _model ? ReadAsync(change.Name) : Task.CompletedTask);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        Page<ModelRow> page = await Registry.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime);
        _models = [.. page.Items.Select(row => row.Model.Name)];
        ModelRow? row = page.Items.FirstOrDefault(one => one.Model.Name == Model) ?? page.Items.FirstOrDefault(one => one.Production is not null) ?? (page.Items.Count > 0 ? page.Items[0] : null);
        if (row is null || row.Model.Name == _model)
        {
            return;
        }

        (_model, _status, Error) = (row.Model.Name, null, null);
        await ReadAsync(row.Model.Name);
    }

    // What was measured comes with the roll-out; only a change of it needs a look at everything else.
    private Task FollowAsync(Rollout rollout)
    {
        if (rollout.ModelName != _model)
        {
            return Task.CompletedTask;
        }

        if (_status?.Rollout is not { } shown || shown.Id != rollout.Id || shown.Revision != rollout.Revision)
        {
            return ReadAsync(rollout.ModelName);
        }

        _status = _status.With(rollout);
        return Task.CompletedTask;
    }

    private void ChooseModel(string name) => Navigation.NavigateTo(DeploymentLinks.Of(name));

    private Task StartAsync(RolloutRequest request) => DoAsync(actor => Deployments.StartAsync(request, actor, Lifetime));

    private async Task AdvanceAsync()
    {
        Rollout open = _status!.Rollout!;
        double[] rest = [.. open.Canary?.Steps.Skip(open.Step) ?? []];
        string what = rest is [var next and < 100, ..] ? $"It gets {DeploymentWords.Percent(next)} of the requests now, whether the step has had its time or not." : $"{open.CandidateId} goes into production now.";
        if (await Confirm.AskAsync($"Advance {open.CandidateId}?", what, "Advance"))
        {
            await DoAsync(actor => Deployments.AdvanceAsync(open.Id, actor, Lifetime));
        }
    }

    private Task PauseAsync() => DoAsync(actor => Deployments.PauseAsync(_status!.Rollout!.Id, actor, Lifetime));

    private Task ResumeAsync() => DoAsync(actor => Deployments.ResumeAsync(_status!.Rollout!.Id, actor, Lifetime));

    private async Task AbortAsync()
    {
        Rollout open = _status!.Rollout!;
        if (await Confirm.AskAsync($"Abort the roll-out of {open.CandidateId}?", $"{open.StableId ?? "The version in production"} answers everything again, at once.", "Abort"))
        {
            await DoAsync(actor => Deployments.AbortAsync(open.Id, actor, Lifetime));
        }
    }

    private async Task RollBackAsync(int version)
    {
        string what = _status!.Rollout is { } open ? $"The roll-out of {open.CandidateId} ends. " : "";
        if (await Confirm.AskAsync($"Roll back to {_model} version {version}?", $"{what}Version {version} answers everything, at once; the version in production now is archived.", "Roll back"))
        {
            await DoAsync(actor => Deployments.RollBackAsync(_model!, version, null, actor, Lifetime));
        }
    }

    private Task DoAsync(Func<Actor, Task> change) => ActAsync(async actor =>
    {
        await change(actor);
        await ReadAsync(_model!);
    });

    private async Task ReadAsync(string model)
    {
        DeploymentStatus status = await Deployments.ReadStatusAsync(model, Lifetime);
        Page<ModelVersion> versions = await Registry.VersionsAsync(model, new PageQuery(PageQuery.MaxLimit), Lifetime);
        if (model == _model)
        {
            (_status, _candidates) = (status, [.. versions.Items.Where(version => version.Stage != ModelStage.Production)]);
        }
    }
}
