using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.AbTests;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.AbTests;

/// <summary>The A/B tests of a model, and how the next one begins.</summary>
public sealed partial class AbTestsPage : ActingComponent
{
    private IReadOnlyList<string>? _models;
    private IReadOnlyList<AbTest> _tests = [];
    private IReadOnlyList<ModelVersion> _candidates = [];
    private ModelVersion? _production;
    private AbTest? _open;
    private string? _model;

    /// <summary>The model, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Model { get; set; }

    /// <summary>The challenger that somebody wants, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Version { get; set; }

    [Inject]
    private AbTestService Tests { get; set; } = default!;

    [Inject]
    private AbTestFeed Feed { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Headline => _open is { } open ? $"{open.ModelName}: {AbTestLook.Of(open)}."
        : _model is null ? "Which version is better for those who ask?"
        : $"Is another version of {_model} better than the one in production?";

    /// <inheritdoc/>
    protected override void OnInitialized() => Watch(Feed.Subscribe(), test => test.ModelName == _model ? ReadAsync(test.ModelName) : Task.CompletedTask);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        Page<ModelRow> page = await Registry.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime);
        _models = [.. page.Items.Select(row => row.Model.Name)];
        ModelRow? row = page.Items.FirstOrDefault(one => one.Model.Name == Model) ?? page.Items.FirstOrDefault(one => one.Production is not null) ?? (page.Items.Count > 0 ? page.Items[0] : null);
        if (row is not null && row.Model.Name != _model)
        {
            (_model, Error) = (row.Model.Name, null);
            await ReadAsync(row.Model.Name);
        }
    }

    private void ChooseModel(string name) => Navigation.NavigateTo(AbTestLinks.Start(name));

    private Task StartAsync(AbTestRequest request) => ActAsync(async actor =>
    {
        AbTest test = await Tests.StartAsync(request, actor, Lifetime);
        Navigation.NavigateTo(AbTestLinks.Of(test.Id));
    });

    private async Task ReadAsync(string model)
    {
        IReadOnlyList<AbTest> tests = await Tests.ListAsync(model, Lifetime);
        ModelRow row = await Registry.GetModelAsync(model, Lifetime);
        Page<ModelVersion> versions = await Registry.VersionsAsync(model, new PageQuery(PageQuery.MaxLimit), Lifetime);
        if (model == _model)
        {
            (_tests, _open, _production) = (tests, tests.FirstOrDefault(test => test.IsOpen), row.Production);
            _candidates = [.. versions.Items.Where(version => version.Stage != ModelStage.Production)];
        }
    }
}
