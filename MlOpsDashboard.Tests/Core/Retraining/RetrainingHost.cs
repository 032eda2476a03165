using System.Text.Json;
using Microsoft.Extensions.Configuration;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.AbTests;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Monitoring;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Retraining;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Tests.Core.Drift;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Core.Training;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Retraining;

/// <summary>A core with the whole loop, and a model <c>shop</c> in production that learned that a positive x buys.</summary>
internal static class RetrainingHost
{
    public static readonly Actor Approver = Actor.Of("ada", UserRole.Approver);

    /// <summary>On; judged by 150 rows, learning from the latest 250 before them.</summary>
    public static readonly RetrainingPolicy Policy = new()
    {
        Enabled = true,
        Data = RetrainingRows.Window,
        WindowRows = 250,
        MinRows = 100,
        Trials = 2,
        TimeBudgetSeconds = 60,
        Gates = new RetrainingGates { HoldoutRows = 150 },
        Then = RetrainingFollowUp.Promote,
        Approval = false,
    };

    public static async Task<CoreHost> StartAsync(params (string Key, string Value)[] settings)
    {
        CoreHost core = await OpenAsync(null, settings);
        await DriftHost.StoreAsync(core, "shop", DriftHost.Rows(600, 1).Select(row => $"{DriftHost.Number(row.X)};{row.Colour};{(row.X > 0 ? "yes" : "no")}"), "x;colour;bought");
        TrainingJob job = await core.Get<TrainingService>().StartAsync(
            TrainingHost.Quick with { Learners = ["linear"], Trials = 1 }, Approver, null, default);
        job = await TrainingHost.EndAsync(core, job.JobId);
        ModelVersion version = (await core.Get<RegistryService>().FindByRunAsync(job.RunId!, default))!;
        await core.Get<RegistryService>().PromoteAsync(version.ModelId, ModelStage.Production, null, Approver, default);
        return core;
    }

    /// <summary>A core on a folder, new or left by an earlier one.</summary>
    public static Task<CoreHost> OpenAsync(string? folder, params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = settings.Append(("Retraining:EverySeconds", "0.1")).ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2);

        // The scheduler asks for the dialect before there are options.
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        return CoreHost.StartAsync(
            services => services.AddAudit().AddJobs(configuration).AddDatasets().AddTracking().AddRegistry().AddTrash().AddTraining().AddServing()
                .AddMonitoring().AddDrift().AddAbTests().AddRetraining(),
            folder,
            TimeProvider.System,
            all);
    }

    /// <summary>Asks row by row and tells what turned out to be true.</summary>
    /// <param name="core">The core.</param>
    /// <param name="rows">How many.</param>
    /// <param name="truth">What becomes of an x.</param>
    /// <param name="seed">Makes the rows.</param>
    public static async Task LabelAsync(CoreHost core, int rows, Func<double, bool> truth, int seed = 2)
    {
        var items = new List<FeedbackItem>();
        foreach ((double x, string colour) in DriftHost.Rows(rows, seed))
        {
            JsonElement answer = await ServingHost.AskAsync(core, $$$"""{"model_name":"shop","features":{"x":{{{DriftHost.Number(x)}}},"colour":"{{{colour}}}"}}""");
            items.Add(new FeedbackItem(answer.GetProperty("request_id").GetString()!, truth(x) ? "yes" : "no"));
        }

        await core.Get<FeedbackService>().AddAsync(items, Approver, default);
        var log = core.Get<PredictionLog>();
        await Wait.UntilAsync(() => log.Stored == log.Accepted);
    }

    /// <summary>Waits until the latest retraining has ended, or waits for a person.</summary>
    public static async Task<RetrainingDecision> EndAsync(CoreHost core)
    {
        RetrainingDecision? decision = null;
        await Wait.UntilAsync(async () =>
        {
            IReadOnlyList<RetrainingDecision> latest = (await core.Get<RetrainingService>().DecisionsAsync("shop", new PageQuery(1), default)).Items;
            decision = latest.Count > 0 ? latest[0] : null;
            return decision is { EndedAt: not null } or { State: RetrainingState.AwaitingApproval, Policy.Approval: true };
        });
        return decision!;
    }

    public static async Task<int?> ProductionAsync(CoreHost core) => (await core.Get<RegistryService>().GetModelAsync("shop", default)).Production?.Version;
}
