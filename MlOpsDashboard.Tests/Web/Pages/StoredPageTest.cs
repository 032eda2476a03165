using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Core.Approvals;
using MlOpsDashboard.Core.Comparisons;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Web.Pages;

/// <summary>Pages over a real database: the services that they ask for are those of a core.</summary>
public abstract class StoredPageTest : ComponentTest
{
    private CoreHost? _core;

    /// <summary>The core that the pages show.</summary>
    private protected CoreHost Core => _core!;

    /// <summary>Who reads the pages: an administrator, until a test says otherwise.</summary>
    protected BunitAuthorizationContext Reader { get; private set; } = null!;

    /// <inheritdoc/>
    protected override async Task PrepareAsync()
    {
        _core = await RegistryHost.StartAsync(configure: services => services.AddDatasets().AddServing().AddComparisons().AddApprovals());
        Services.AddSingleton(_core.Get<PageTries>());
        Services.AddSingleton(_core.Get<ServedVersions>());
        Services.AddSingleton(_core.Get<ExplanationService>());
        Services.AddSingleton(_core.Get<RunQueries>());
        Services.AddSingleton(_core.Get<RunTrash>());
        Services.AddSingleton(_core.Get<TrackingService>());
        Services.AddSingleton(_core.Get<RegistryService>());
        Services.AddSingleton(_core.Get<StageFeed>());
        Services.AddSingleton(_core.Get<ComparisonService>());
        Services.AddSingleton(_core.Get<ComparisonFeed>());
        Services.AddSingleton(_core.Get<DatasetService>());
        Services.AddSingleton(_core.Get<ApprovalService>());
        Services.AddSingleton(_core.Get<ApprovalFeed>());
        Services.AddSingleton(new MonitoringQueries(_core.Get<IDbContextFactory<MlOpsDbContext>>(), new RollupBuffer()));
        Services.AddScoped<ShellInterop>();
        Services.AddSingleton(_core.Get<ModelExports>());
        Services.AddSingleton(_core.Get<TrashService>());
        Services.AddSingleton(_core.Get<IOptions<TrashOptions>>());
        Reader = SignIn("ada");
    }

    /// <inheritdoc/>
    protected override async Task CleanUpAsync()
    {
        if (_core is not null)
        {
            await _core.DisposeAsync();
        }
    }

    /// <summary>Renders a page at an address, which holds its state.</summary>
    protected IRenderedComponent<T> Open<T>(string address, Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : IComponent
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<T>(parameters ?? (_ => { }));
    }

    /// <summary>Where the browser is.</summary>
    protected string Address => new Uri(Services.GetRequiredService<NavigationManager>().Uri).PathAndQuery;

    /// <summary>The button with the words.</summary>
    protected static IElement Button<T>(IRenderedComponent<T> page, string words)
        where T : IComponent => page.FindAll("button").First(b => b.TextContent.Contains(words, StringComparison.Ordinal));
}
