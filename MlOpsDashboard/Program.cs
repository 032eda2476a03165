using MlOpsDashboard.Access;
using MlOpsDashboard.Api;
using MlOpsDashboard.Api.AbTests;
using MlOpsDashboard.Api.Alerts;
using MlOpsDashboard.Api.Approvals;
using MlOpsDashboard.Api.Bodies;
using MlOpsDashboard.Api.Comparisons;
using MlOpsDashboard.Api.Datasets;
using MlOpsDashboard.Api.Deployments;
using MlOpsDashboard.Api.Drift;
using MlOpsDashboard.Api.Explain;
using MlOpsDashboard.Api.Health;
using MlOpsDashboard.Api.Keys;
using MlOpsDashboard.Api.Limits;
using MlOpsDashboard.Api.Logs;
using MlOpsDashboard.Api.Monitoring;
using MlOpsDashboard.Api.OpenInference;
using MlOpsDashboard.Api.People;
using MlOpsDashboard.Api.Predict;
using MlOpsDashboard.Api.Registry;
using MlOpsDashboard.Api.Retraining;
using MlOpsDashboard.Api.Settings;
using MlOpsDashboard.Api.Storage;
using MlOpsDashboard.Api.Tracking;
using MlOpsDashboard.Api.Training;
using MlOpsDashboard.Api.Uploads;
using MlOpsDashboard.Components;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Components.Pages.Overview;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Components.Uploads;
using MlOpsDashboard.Core.AbTests;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Approvals;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Comparisons;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Logs;
using MlOpsDashboard.Core.Monitoring;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Retraining;
using MlOpsDashboard.Core.Rollouts;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Batch;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Hosting;
using MlOpsDashboard.Live;
using MlOpsDashboard.Telemetry;
using MudBlazor.Services;

return await StartFailure.RunAsync(args, builder =>
{
    builder.AddDefaultAddress();
    builder.AddKestrelLimits();
    builder.WebHost.UseStaticWebAssets();

    // Without it an unpublished program looks for a file at every address, and answers 404 where it should name the method it knows.
    builder.WebHost.UseSetting("ReloadStaticAssetsAtRuntime", "false");
    var services = builder.Services;

    // The platform first: hosted services start in this order, and the features need its tables.
    services.AddTelemetry();
    services.AddLogs();
    services.AddStorage();
    services.AddAccess();
    services.AddAudit();
    services.AddJobs(builder.Configuration);

    // The line, as data flows.
    services.AddDatasets();
    services.AddTracking();
    services.AddRegistry();
    services.AddTrash();
    services.AddTraining();
    services.AddDeployments();
    services.AddServing();
    services.AddBatchPrediction();
    services.AddMonitoring();
    services.AddDrift();
    services.AddComparisons();

    // What acts back on the line.
    services.AddRollouts();
    services.AddAbTests();
    services.AddRetraining();
    services.AddApprovals();

    // The side: it watches.
    services.AddAlerts();

    services.AddWebAccess();
    services.AddApi();
    services.AddLimits();
    services.AddApiDescription();
    services.AddLive();
    services.AddRazorComponents().AddInteractiveServerComponents();
    services.AddSessionState();
    services.AddMudServices();
    services.AddCharts();
    services.AddSharedComponents();
    services.AddShell();
    services.AddOverview();
    services.AddUploads();
    services.AddStartWatch();

    var app = builder.Build();
    app.BeginDatabaseModel();

    app.UseTelemetry();
    app.UseEndOfOpenConnections();
    app.UseMiddleware<SecurityHeaders>();
    app.UseHostNames();
    app.UseBodyDecoding();
    app.UsePredictLane();
    app.UseProblems();
    app.UseRouting();
    app.UseWebAccess();
    app.UseLimits();

    var api = app.MapApi();
    api.MapHealth();
    api.MapKeys();
    api.MapPeople();
    api.MapSessions();
    api.MapAccount();
    api.MapDatasets();
    api.MapStagedUploads();
    api.MapExperiments();
    api.MapRuns();
    api.MapModels();
    api.MapModelExports();
    api.MapStagePolicies();
    api.MapAliases();
    api.MapOwners();
    api.MapApprovals();
    api.MapTrash();
    api.MapStorage();
    api.MapSettings();
    api.MapTraining();
    api.MapComparisons();
    api.MapDeployments();
    api.MapAbTests();
    api.MapPredict();
    api.MapExplain();
    api.MapBatch();
    api.MapOpenInference();
    api.MapMonitoring();
    api.MapDrift();
    api.MapRetraining();
    api.MapAlerts();
    api.MapAlertChannels();
    api.MapFeedback();
    api.MapPredictions();
    api.MapLogs();
    app.MapMetrics();
    app.MapLive();

    app.MapApiDescription();
    app.MapSignIn();
    app.MapInvitations();
    app.MapStaticAssets().AllowAnonymous();
    app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    app.BeginEndpoints();
    return app;
});
