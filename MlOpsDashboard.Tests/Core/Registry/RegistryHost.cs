using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Registry;

/// <summary>A core with the registry, and the steps that its tests share.</summary>
internal static class RegistryHost
{
    public const string Signature =
        """{"features":[{"name":"age","type":"numeric","nullable":false}],"target":"income","task":"binary","classes":["no","yes"]}""";

    private static readonly byte[] s_confusion = """{"labels":["no","yes"],"counts":[[50,5],[3,42]]}"""u8.ToArray();

    /// <summary>A ROC curve, for runs that shall have one.</summary>
    public static readonly byte[] Roc = """{"series":[{"label":"yes","x":[0,0.1,0.4,1],"y":[0,0.6,0.9,1],"auc":0.9}]}"""u8.ToArray();

    public static Task<CoreHost> StartAsync(
        TimeProvider? clock = null, string? folder = null, string? postgres = null, Action<IServiceCollection>? configure = null) =>
        CoreHost.StartAsync(
            services =>
            {
                services.AddTracking().AddRegistry().AddTrash();
                configure?.Invoke(services);
            },
            folder,
            clock,
            postgres is null ? null : new Dictionary<string, string?> { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = postgres });

    /// <summary>A finished run with a model whose bytes are its number.</summary>
    public static Task<string> RunAsync(
        CoreHost core, int number, string? registerAs = null, RunStatus status = RunStatus.Finished, string signature = Signature) =>
        RunAsync(core.Get<IServiceProvider>(), number, registerAs, status, signature);

    /// <summary>The same in any program.</summary>
    public static async Task<string> RunAsync(
        IServiceProvider services,
        int number,
        string? registerAs = null,
        RunStatus status = RunStatus.Finished,
        string signature = Signature,
        byte[]? content = null,
        byte[]? roc = null)
    {
        var tracking = services.GetRequiredService<TrackingService>();
        Run run = await tracking.StartAsync(
            new NewRun("income", "ada")
            {
                Name = $"run {number}",
                DatasetName = "adult",
                DatasetVersion = 1,
                DatasetSha256 = new string('d', 64),
                Seed = 42,
                Metric = "roc_auc",
                RegisterAs = registerAs,
                Parameters = new Dictionary<string, string> { ["depth"] = number.ToString(CultureInfo.InvariantCulture), ["rate"] = "0.1" },
            },
            default);
        await tracking.LogMetricsAsync(run.RunId, [new("roc_auc", 0.9 + (number / 1000.0), 0, run.StartedAt)], default);
        var model = await services.GetRequiredService<ArtifactStore>().PutAsync(new MemoryStream(content ?? BitConverter.GetBytes(number)), default);
        await tracking.SetModelAsync(run.RunId, model, new ModelSummary("linear", TaskKind.Binary, "income", signature), default);
        await tracking.AddArtifactAsync(run.RunId, "plots/confusion_matrix.json", "application/json", s_confusion, default);
        if (roc is not null)
        {
            await tracking.AddArtifactAsync(run.RunId, "plots/roc_curve.json", "application/json", roc, default);
        }

        await tracking.FinishAsync(run.RunId, status, null, default);
        return run.RunId;
    }

    /// <summary>A version in staging.</summary>
    public static Task<string> StagedAsync(CoreHost core, string name, int number) => StagedAsync(core.Get<IServiceProvider>(), name, number);

    /// <summary>The same in any program.</summary>
    public static Task<string> StagedAsync(IServiceProvider services, string name, int number, byte[]? roc = null) => StagedAsync(services, name, number, null, roc);

    /// <summary>A version in staging whose file is a model that answers, so that it may go into production where models are served.</summary>
    public static Task<string> ServableAsync(IServiceProvider services, string name, int number, byte[]? roc = null) =>
        StagedAsync(services, name, number, ModelArtifact.ToBytes(ServingHost.Model(number)), roc);

    private static async Task<string> StagedAsync(IServiceProvider services, string name, int number, byte[]? content, byte[]? roc)
    {
        var registry = services.GetRequiredService<RegistryService>();
        RegisteredVersion registered = await registry.RegisterAsync(name, await RunAsync(services, number, content: content, roc: roc), "ada", default);
        await registry.PromoteAsync(registered.Version.ModelId, ModelStage.Staging, null, "ada", default);
        return registered.Version.ModelId;
    }
}
