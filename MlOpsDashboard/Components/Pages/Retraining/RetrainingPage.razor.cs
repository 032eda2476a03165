using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Retraining;

namespace MlOpsDashboard.Components.Pages.Retraining;

/// <summary>When a model is trained anew, and what was decided and why.</summary>
public sealed partial class RetrainingPage : ActingComponent
{
    private const int Shown = 20;

    private IReadOnlyList<string>? _models;
    private IReadOnlyList<RetrainingDecision>? _decisions;
    private RetrainingStatus? _status;
    private string? _model;

    /// <summary>The model, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Model { get; set; }

    [Inject]
    private RetrainingService Retraining { get; set; } = default!;

    [Inject]
    private RetrainingFeed Feed { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Headline => _status is not { } status
        ? "Who follows a model when its world changes?"
        : _decisions is [{ State: RetrainingState.AwaitingApproval } passed, ..] ? $"{_model}: version {passed.ChallengerVersion} has passed, and waits for a person."
        : _decisions is [{ EndedAt: null } active, ..] ? $"{_model}: {active.Steps[^1].Text}"
        : $"{_model}: {char.ToLowerInvariant(status.WaitsFor![0])}{status.WaitsFor[1..]}";

    /// <inheritdoc/>
    protected override void OnInitialized() => Watch(Feed.Subscribe(), async decision =>
    {
        if (decision.ModelName == _model)
        {
            await ReadAsync(decision.ModelName);
        }
    });

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

        (_model, _status, _decisions, Error) = (row.Model.Name, null, null, null);
        await ReadAsync(row.Model.Name);
    }

    private void ChooseModel(string name) => Navigation.NavigateTo($"retraining?model={Uri.EscapeDataString(name)}");

    private Task TurnedAsync() => ReadAsync(_model!);

    private Task SaveAsync(RetrainingPolicy policy) =>
        DoAsync((model, actor) => Retraining.SetAsync(model, policy with { Enabled = _status!.Policy.Enabled }, actor, Lifetime));

    private Task RunAsync() => DoAsync((model, actor) => Retraining.RunAsync(model, actor, Lifetime));

    private Task AnswerAsync(bool agree) => DoAsync((model, actor) => Retraining.AnswerAsync(model, _decisions![0].Id, agree, actor, Lifetime));

    private async Task DoAsync(Func<string, Actor, Task> change)
    {
        if (_model is { } model)
        {
            await ActAsync(async actor =>
            {
                await change(model, actor);
                await ReadAsync(model);
            });
        }
    }

    private async Task ReadAsync(string model)
    {
        RetrainingStatus status = await Retraining.GetAsync(model, Lifetime);
        Page<RetrainingDecision> decisions = await Retraining.DecisionsAsync(model, new PageQuery(Shown), Lifetime);
        if (model == _model)
        {
            (_status, _decisions) = (status, decisions.Items);
        }
    }
}
