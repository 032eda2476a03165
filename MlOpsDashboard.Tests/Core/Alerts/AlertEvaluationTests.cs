using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Live;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;
using static MlOpsDashboard.Core.Alerts.AlertState;

namespace MlOpsDashboard.Tests.Core.Alerts;

public sealed class AlertEvaluationTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = AlertHost.Clock();
    private CoreHost _core = null!;

    private AlertService Alerts => _core.Get<AlertService>();

    [Fact]
    public async Task It_waits_fires_holds_between_the_thresholds_and_ends()
    {
        AlertView rule = await Alerts.CreateAsync(AlertHost.Form() with { ForSeconds = 60, ClearThreshold = 0.2 }, AlertHost.Ada, default);
        string id = rule.Rule.Id;

        await AlertHost.SayAsync(_core, 0.6);
        Assert.Equal(Pending, (await Alerts.GetAsync(id, default)).State);
        _clock.Advance(TimeSpan.FromSeconds(60));
        await AlertHost.LookAsync(_core);
        AlertView firing = await Alerts.GetAsync(id, default);
        await AlertHost.SayAsync(_core, 0.3);
        AlertView held = await Alerts.GetAsync(id, default);
        await AlertHost.SayAsync(_core, 0.2);
        AlertView ended = await Alerts.GetAsync(id, default);

        Assert.Equal((Firing, 0.6, 1), (firing.State, firing.Worst!.Value, firing.Worst.ModelVersion));
        Assert.Equal((Firing, 0.3), (held.State, held.Worst!.Value));
        // The rule on drift that every model has fires still.
        Assert.Equal((Resolved, 1), (ended.State, _core.Get<AlertFeed>().Firing));
        Assert.Equal([Pending, Firing, Resolved], await AlertHost.StatesAsync(_core, id));
        AlertEvent last = (await Alerts.ListEventsAsync(id, "shop", new PageQuery(2), default)).Items[1];
        Assert.Equal("shop:1: share of drifted features is 60 %, above 50 %", last.Message);
    }

    [Fact]
    public async Task Too_little_data_neither_fires_nor_ends_an_alert()
    {
        string id = (await Alerts.CreateAsync(AlertHost.Form(), AlertHost.Ada, default)).Rule.Id;

        await AlertHost.SayAsync(_core, null, rows: 12);
        AlertView few = await Alerts.GetAsync(id, default);
        await AlertHost.SayAsync(_core, 0.9);
        await AlertHost.SayAsync(_core, null, rows: 12);
        AlertView held = await Alerts.GetAsync(id, default);

        Assert.Equal((Inactive, null, "12 of 200 rows"), (few.State, few.Worst!.Value, few.Note));
        Assert.Equal((Firing, null), (held.State, held.Worst!.Value));
        Assert.Equal([Firing], await AlertHost.StatesAsync(_core, id));
    }

    [Fact]
    public async Task A_restart_forgets_neither_what_fires_nor_what_waits()
    {
        string waiting = (await Alerts.CreateAsync(AlertHost.Form() with { ForSeconds = 100 }, AlertHost.Ada, default)).Rule.Id;
        string firing = (await Alerts.CreateAsync(AlertHost.Form(), AlertHost.Ada, default)).Rule.Id;
        await AlertHost.SayAsync(_core, 0.9);

        await RestartAsync();
        AlertView known = await Alerts.GetAsync(firing, default);
        _clock.Advance(TimeSpan.FromSeconds(100));
        await AlertHost.LookAsync(_core);

        Assert.Equal((Firing, 0.9), (known.State, known.Worst!.Value));
        Assert.Equal([Firing], await AlertHost.StatesAsync(_core, firing));
        Assert.Equal([Pending, Firing], await AlertHost.StatesAsync(_core, waiting));
    }

    [Fact]
    public async Task Another_version_begins_anew_and_no_version_ends_it()
    {
        string id = (await Alerts.CreateAsync(AlertHost.Form(), AlertHost.Ada, default)).Rule.Id;
        await AlertHost.SayAsync(_core, 0.9);

        await ServingHost.PromoteAsync(_core, "shop", 2);
        await AlertHost.LookAsync(_core);
        AlertEvent replaced = (await Alerts.ListEventsAsync(id, null, new PageQuery(1), default)).Items[0];
        AlertView unknown = await Alerts.GetAsync(id, default);
        await AlertHost.SayAsync(_core, 0.8, version: 2);
        await _core.Get<RegistryService>().PromoteAsync("shop:2", ModelStage.Archived, null, "ada", default);
        await AlertHost.LookAsync(_core);

        Assert.Equal((Resolved, "shop:2 took the place of shop:1"), (replaced.State, replaced.Message));
        Assert.Equal("the latest check is of shop:1", unknown.Note);
        Assert.Equal([Firing, Resolved, Firing, Resolved], await AlertHost.StatesAsync(_core, id));
        Assert.Equal("shop has no version in production", (await Alerts.GetAsync(id, default)).Note);
    }

    [Fact]
    public async Task A_rule_without_a_model_watches_each_model_in_production()
    {
        await ServingHost.PromoteAsync(_core, "stock", 1);
        string id = (await Alerts.CreateAsync(AlertHost.Form(model: null), AlertHost.Ada, default)).Rule.Id;

        await AlertHost.SayAsync(_core, 0.1);
        await AlertHost.SayAsync(_core, 0.9, model: "stock");

        AlertView view = await Alerts.GetAsync(id, default);
        Assert.Equal([("stock", Firing), ("shop", Inactive)], view.Subjects.Select(one => (one.ModelName, one.State)));
        Assert.Equal(["stock"], (await Alerts.ListFiringAsync(default)).Where(item => item.RuleId == id).Select(item => item.ModelName));
    }

    [Fact]
    public async Task What_is_switched_off_or_deleted_fires_no_more()
    {
        string off = (await Alerts.CreateAsync(AlertHost.Form(), AlertHost.Ada, default)).Rule.Id;
        string gone = (await Alerts.CreateAsync(AlertHost.Form(), AlertHost.Ada, default)).Rule.Id;
        await AlertHost.SayAsync(_core, 0.9);
        Assert.Equal(3, _core.Get<AlertFeed>().Firing);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await Alerts.ChangeAsync(off, form => form with { Enabled = false }, AlertHost.Ada, default);
        await Alerts.DeleteAsync(gone, AlertHost.Ada, default);
        await AlertHost.LookAsync(_core);

        Assert.Equal([Firing, Resolved], await AlertHost.StatesAsync(_core, off));
        Assert.Equal([Firing, Resolved], await AlertHost.StatesAsync(_core, gone));
        Assert.Equal(1, _core.Get<AlertFeed>().Firing);
        await Assert.ThrowsAsync<NotFoundException>(() => Alerts.GetAsync(gone, default));
    }

    [Fact]
    public async Task A_change_of_state_is_heard_of_at_once()
    {
        await Alerts.CreateAsync(AlertHost.Form(), AlertHost.Ada, default);
        using LiveSubscription<AlertNews> news = _core.Get<AlertFeed>().Subscribe(AlertNews.StateChanged);

        await AlertHost.SayAsync(_core, 0.9);

        await using IAsyncEnumerator<AlertNews> heard = news.GetAsyncEnumerator();
        Assert.True(await heard.MoveNextAsync());
    }

    [Fact]
    public async Task History_is_kept_for_so_many_days()
    {
        string id = (await Alerts.CreateAsync(AlertHost.Form(), AlertHost.Ada, default)).Rule.Id;
        await AlertHost.SayAsync(_core, 0.9);
        await AlertHost.SayAsync(_core, 0.1);
        await AlertHost.SayAsync(_core, 0.9);

        _clock.Advance(TimeSpan.FromHours(25));

        // What fires is no history yet.
        await Wait.UntilAsync(async () => (await AlertHost.StatesAsync(_core, id)).SequenceEqual([Firing]));
    }

    public async Task InitializeAsync()
    {
        _core = await AlertHost.StartAsync(_clock, _folder.FullName, ("Alerts:KeepEventsForDays", "1"));
        await ServingHost.PromoteAsync(_core, "shop", 1);
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private async Task RestartAsync()
    {
        await _core.DisposeAsync();
        _core = await AlertHost.StartAsync(_clock, _folder.FullName, ("Alerts:KeepEventsForDays", "1"));
    }
}
