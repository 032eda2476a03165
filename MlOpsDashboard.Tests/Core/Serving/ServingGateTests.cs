using Microsoft.Extensions.Diagnostics.HealthChecks;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving;

public sealed class ServingGateTests
{
    [Theory]
    [InlineData("truncated")]
    [InlineData("altered")]
    [InlineData("lost")]
    [InlineData("no model")]
    public async Task Version_that_cannot_answer_stays_out_of_production_and_the_former_one_answers(string fault)
    {
        await using var core = await ServingHost.StartAsync();
        var registry = core.Get<RegistryService>();
        await ServingHost.PromoteAsync(core, "shop", 1);
        string second = fault == "no model"
            ? (await registry.RegisterAsync("shop", await RegistryHost.RunAsync(core, 7), "ada", default)).Version.ModelId
            : await ServingHost.StageAsync(core, "shop", 2);
        ModelVersion version = await registry.GetAsync(second, default);
        Damage(core.Folder, version.ArtifactSha256, fault);

        var refused = await Assert.ThrowsAsync<ConflictException>(
            () => registry.PromoteAsync("shop:latest", ModelStage.Production, null, "ada", default));

        Assert.StartsWith("shop:2 cannot go into production: ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(("shop:1", version.Stage), ((await registry.GetAsync("shop:production", default)).ModelId, (await registry.GetAsync(second, default)).Stage));
        Assert.Equal(1, (await ServingHost.AskAsync(core, Body())).GetProperty("model_version").GetInt32());
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(core));
    }

    [Fact]
    public async Task Promoted_model_is_in_memory_when_the_promotion_returns()
    {
        await using var core = await ServingHost.StartAsync();
        string id = await ServingHost.PromoteAsync(core, "shop", 1);

        // It is in memory already: what happens to the file now is for the next load.
        StoredFiles.Lose(core.Folder, (await core.Get<RegistryService>().GetAsync(id, default)).ArtifactSha256);

        Assert.Equal(1, (await ServingHost.AskAsync(core, Body())).GetProperty("model_version").GetInt32());
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(core));
    }

    [Fact]
    public async Task Model_in_production_whose_file_was_swapped_does_not_answer_after_a_restart_and_says_so()
    {
        using var folder = new TempFolder();
        string first;
        await using (var before = await ServingHost.StartAsync(folder: folder.FullName))
        {
            await ServingHost.PromoteAsync(before, "shop", 1);
            string other = await ServingHost.StageAsync(before, "shop", 2);
            var registry = before.Get<RegistryService>();
            first = (await registry.GetAsync("shop:1", default)).ArtifactSha256;
            File.Copy(StoredFiles.Of(before.Folder, (await registry.GetAsync(other, default)).ArtifactSha256), StoredFiles.Of(before.Folder, first), overwrite: true);
        }

        await using var core = await ServingHost.StartAsync(folder: folder.FullName);
        await Wait.UntilAsync(async () => await StatusAsync(core) == HealthStatus.Unhealthy);
        var refused = await Assert.ThrowsAsync<ConflictException>(() => ServingHost.AskAsync(core, Body()));
        Assert.Contains("model version shop:1", refused.Message, StringComparison.Ordinal);
        HealthReport report = await core.Get<HealthCheckService>().CheckHealthAsync();
        Assert.Contains("shop", report.Entries["models"].Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Degraded, report.Entries["artifact_store"].Status);
        Assert.Equal([first], StoredFiles.SetAside(core.Folder));

        // The same content again mends it, and the model answers without anybody doing more.
        await core.Artifacts.PutAsync(new MemoryStream(ModelArtifact.ToBytes(ServingHost.Model(1))), default);
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(core));
        Assert.Equal(1, (await ServingHost.AskAsync(core, Body())).GetProperty("model_version").GetInt32());
    }

    private static string Body() => $$"""{"model_name":"shop","features":{{ServingHost.Row}}}""";

    private static async Task<HealthStatus> StatusAsync(CoreHost core) =>
        (await core.Get<HealthCheckService>().CheckHealthAsync()).Entries["models"].Status;

    private static void Damage(string folder, string sha256, string fault)
    {
        switch (fault)
        {
            case "truncated":
                StoredFiles.Truncate(folder, sha256, 100);
                break;
            case "altered":
                StoredFiles.Alter(folder, sha256);
                break;
            case "lost":
                StoredFiles.Lose(folder, sha256);
                break;
        }
    }
}
