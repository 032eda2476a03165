using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Tables;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>A model: the list of its versions, or the one that the address names.</summary>
public sealed partial class ModelPage : LiveComponent
{
    private const int MostEvents = 100;

    private IReadOnlyList<ModelVersion> _versions = [];
    private IReadOnlyList<StageEvent> _events = [];
    private ModelVersion? _opened;
    private ModelRow? _model;
    private TableState? _state;
    private Exception? _error;

    /// <summary>The registered model.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>The version that is opened; null opens the list of all.</summary>
    [SupplyParameterFromQuery(Name = "version")]
    public string? VersionNumber { get; set; }

    /// <summary>Which part of the opened version.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    /// <summary>Which page of the list, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    /// <summary>The columns of the list that somebody chose.</summary>
    [SupplyParameterFromQuery]
    public string? Columns { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private StageFeed Stages { get; set; } = default!;


    /// <inheritdoc/>
    protected override void OnInitialized() => Watch(Stages.Subscribe(), _ => LoadAsync());

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            ModelRow model = await Registry.GetModelAsync(Name, Lifetime);
            _opened = string.IsNullOrEmpty(VersionNumber) ? null : await OpenAsync(VersionNumber);
            if (_opened is null)
            {
                _state = TableState.Of(ModelLinks.Model(Name), Navigation.Uri);
                _versions = (await Registry.VersionsAsync(Name, new PageQuery(VersionList.PageSize, (_state.Page - 1) * VersionList.PageSize), Lifetime)).Items;
                _events = (await Registry.HistoryAsync(Name, null, new PageQuery(MostEvents), Lifetime)).Items;
            }

            (_model, _error) = (model, null);
        }
        catch (Exception exception) when (exception is NotFoundException or InvalidException)
        {
            (_opened, _error) = (null, exception);
        }
    }

    private Task<IReadOnlyList<ModelVersion>> AllAsync(CancellationToken cancellationToken) =>
        PagedList.ReadAsync((query, token) => Registry.VersionsAsync(Name, query, token), cancellationToken);

    private Task<ModelVersion> OpenAsync(string number) => QueryNumber.Of(number) is { } known
        ? Registry.GetAsync($"{Name}:{known}", Lifetime)
        : throw new NotFoundException($"'{number}' is no version of {Name}: versions have numbers.");
}
