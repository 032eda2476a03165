using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Registry;

/// <summary>Whatever people do in whatever order, the registry agrees with a model of a few lines.</summary>
public sealed class RegistryLawTests
{
    private const int Versions = 3;
    private const int Deleting = 4;
    private const int Restoring = 5;

    [Fact]
    public async Task Any_sequence_of_steps_leaves_what_the_model_says()
    {
        await using var core = await RegistryHost.StartAsync();
        string[] runs = [await RegistryHost.RunAsync(core, 1), await RegistryHost.RunAsync(core, 2), await RegistryHost.RunAsync(core, 3)];
        int models = 0;

        // A step is a version and what is done to it: 0 to 3 a stage, 4 deleting, 5 restoring.
        var steps = Gen.ListOf(Gen.Choose(1, Versions).Zip(Gen.Choose(0, Restoring), (version, action) => (version, action)));
        var law = Prop.ForAll(steps.ToArbitrary(), list => HoldsAsync(core, runs, $"m{Interlocked.Increment(ref models)}", list).GetAwaiter().GetResult());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(42, 1), law);
    }

    private static async Task<bool> HoldsAsync(CoreHost core, string[] runs, string name, IEnumerable<(int Version, int Action)> steps)
    {
        var registry = core.Get<RegistryService>();
        foreach (string run in runs)
        {
            await registry.RegisterAsync(name, run, "ada", default);
        }

        var expected = new (ModelStage Stage, bool Deleted)[Versions + 1];
        int events = Versions;
        foreach ((int version, int action) in steps)
        {
            int written = Expect(expected, version, action);
            Exception? failure = await Record.ExceptionAsync(() => DoAsync(core, $"{name}:{version}", action));
            if ((failure is null) != (written >= 0) || failure is not (null or ConflictException or NotFoundException))
            {
                return false;
            }

            events += Math.Max(written, 0);
        }

        IReadOnlyList<ModelVersion> live = (await registry.VersionsAsync(name, new PageQuery(), default)).Items;
        return live.OrderBy(v => v.Version).Select(v => (v.Version, v.Stage))
                .SequenceEqual(Enumerable.Range(1, Versions).Where(v => !expected[v].Deleted).Select(v => (v, expected[v].Stage)))
            && live.Count(v => v.Stage == ModelStage.Production) <= 1
            && (await registry.HistoryAsync(name, null, new PageQuery(1000), default)).Items.Count == events;
    }

    private static Task DoAsync(CoreHost core, string id, int action) => action switch
    {
        Deleting => core.Get<RegistryService>().DeleteAsync(id, null, "ada", default),
        Restoring => core.Get<TrashService>().RestoreAsync("model_version", id, "ada", default),
        _ => core.Get<RegistryService>().PromoteAsync(id, (ModelStage)action, null, "ada", default),
    };

    /// <summary>Changes the model; answers how many events that writes, or -1 for a step that must be refused.</summary>
    private static int Expect((ModelStage Stage, bool Deleted)[] versions, int version, int action)
    {
        ref var target = ref versions[version];
        if (action == Restoring || target.Deleted)
        {
            bool restored = action == Restoring && target.Deleted;
            target.Deleted &= !restored;
            return restored ? 1 : -1;
        }

        if (action == Deleting)
        {
            target.Deleted = target.Stage != ModelStage.Production;
            return target.Deleted ? 1 : -1;
        }

        var to = (ModelStage)action;
        if (to == target.Stage)
        {
            return 0;
        }

        int superseded = to == ModelStage.Production ? Array.FindIndex(versions, v => v.Stage == ModelStage.Production) : -1;
        target.Stage = to;
        if (superseded >= 0)
        {
            versions[superseded].Stage = ModelStage.Archived;
        }

        return superseded >= 0 ? 2 : 1;
    }
}
