using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core.AbTests;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Deployments;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.AbTests;

/// <summary>A core with a model <c>shop</c> under test, whose clock and looks belong to the test: nothing looks by itself.</summary>
internal sealed class AbTestHost : IAsyncDisposable
{
    private int _made;

    private AbTestHost(CoreHost core, FakeTimeProvider clock) => (Core, Clock) = (core, clock);

    public CoreHost Core { get; }

    public FakeTimeProvider Clock { get; }

    public AbTestService Tests => Core.Get<AbTestService>();

    /// <summary>Starts a core; with a folder of another one, on what that left there.</summary>
    public static async Task<AbTestHost> StartAsync(string? folder = null, FakeTimeProvider? clock = null)
    {
        clock ??= new FakeTimeProvider(DateTimeOffset.Parse("2026-12-01T12:00:00Z", CultureInfo.InvariantCulture));
        bool again = folder is not null && File.Exists(Path.Combine(folder, "mlops.db"));
        CoreHost core = await CoreHost.StartAsync(
            services => Quietly(services.AddAudit().AddDatasets().AddTracking().AddRegistry().AddTrash().AddServing()), folder, clock, null);
        if (!again)
        {
            await ServingHost.PromoteAsync(core, "shop", 1);
            await ServingHost.StageAsync(core, "shop", 2);
            await ServingHost.StageAsync(core, "shop", 3);
        }

        return new AbTestHost(core, clock);
    }

    public Task<AbTest> BeginAsync(AbTestSettings? settings = null, params string[] challengers) => Tests.StartAsync(
        new AbTestRequest { ModelName = "shop", Challengers = challengers.Length == 0 ? ["shop:2"] : challengers, Settings = settings ?? new() }, DeploymentHost.Approver, default);

    /// <summary>Looks once at the test as it is stored.</summary>
    public async Task<AbTest> LookAsync(AbTest test) => await Core.Get<AbTestGuard>().LookAsync(await Tests.GetAsync(test.Id, default), default);

    /// <summary>Stores answers of a version, made now.</summary>
    /// <param name="version">The version: 1 is the champion.</param>
    /// <param name="rights">Of each, whether its label, yes, will be right.</param>
    /// <param name="latencyMs">How long each took.</param>
    /// <param name="key">Whose they are; null for a caller each.</param>
    public async Task<IReadOnlyList<(LoggedPrediction Made, bool Right)>> AnswerAsync(int version, IEnumerable<bool> rights, double latencyMs = 1, string? key = null)
    {
        (LoggedPrediction Made, bool Right)[] made =
        [
            .. rights.Select(right => (
                new LoggedPrediction(
                    $"r{++_made}", "shop", version, version == 1 ? InstanceScorer.Champion : InstanceScorer.Challenger, key, Clock.GetUtcNow(),
                    latencyMs, Encoding.UTF8.GetBytes(ServingHost.Row), "yes", [0.2f, 0.8f], 0, 0),
                right)),
        ];
        await Core.Get<PredictionStore>().InsertAsync([.. made.Select(one => one.Made)], default);
        return made;
    }

    /// <summary>Tells the truth of answers, now.</summary>
    public async Task LabelAsync(IEnumerable<(LoggedPrediction Made, bool Right)> answers)
    {
        await using MlOpsDbContext context = await Core.Contexts.CreateDbContextAsync();
        context.AddRange(answers.Select(one => new Truth
        {
            RequestId = one.Made.RequestId,
            ModelName = "shop",
            ModelVersion = one.Made.ModelVersion,
            PredictedAt = one.Made.At,
            Actual = one.Right ? 1 : 0,
            Outputs = JsonSerializer.Serialize(one.Made.Outputs),
            At = Clock.GetUtcNow(),
            Actor = "ada",
        }));
        await context.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => Core.DisposeAsync();

    private static void Quietly(IServiceCollection services)
    {
        services.AddAbTests();
        ServiceDescriptor loop = services.Single(service => service.ImplementationType == typeof(AbTestLoop));
        services.Remove(loop);
    }
}
