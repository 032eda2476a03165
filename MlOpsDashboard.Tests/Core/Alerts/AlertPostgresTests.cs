using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Alerts.Channels;
using MlOpsDashboard.Tests.Core.Alerts.Channels;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Alerts;

public sealed class AlertPostgresTests
{
    [PostgresFact]
    public async Task Alerts_fire_end_and_are_told_on_PostgreSql_too()
    {
        await using PostgresDatabase database = await PostgresDatabase.CreateAsync();
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        using var folder = new TempFolder();
        FakeTimeProvider clock = AlertHost.Clock();
        await using CoreHost core = await AlertHost.StartAsync(clock, folder.FullName, [("Alerts:AllowPrivateAddresses", "true"), .. database.Settings]);
        await ServingHost.PromoteAsync(core, "shop", 1);
        var channels = core.Get<AlertChannelService>();
        AlertChannel channel = await channels.CreateAsync(new AlertChannelForm { Kind = "webhook", Url = receiver.Url }, AlertHost.Ada, default);
        string id = (await core.Get<AlertService>().CreateAsync(AlertHost.Form() with { Channels = [channel.Id] }, AlertHost.Ada, default)).Rule.Id;

        await AlertHost.SayAsync(core, 0.9);
        await AlertHost.SayAsync(core, 0);
        await Wait.UntilAsync(() => receiver.Received.Count == 2);
        await Wait.UntilAsync(async () => (await channels.ListDeliveriesAsync(channel.Id, DeliveryState.Sent, new PageQuery(), default)).Items.Count == 2);

        Assert.Equal([AlertState.Firing, AlertState.Resolved], await AlertHost.StatesAsync(core, id));
        Page<AlertEvent> first = await core.Get<AlertService>().ListEventsAsync(null, "shop", new PageQuery(1), default);
        Page<AlertEvent> second = await core.Get<AlertService>().ListEventsAsync(null, "shop", new PageQuery(1) { After = PageKey.Parse(first.NextCursor!) }, default);
        Assert.NotEqual(first.Items[0].Id, second.Items[0].Id);
        Assert.Equal(4, (await core.Get<AlertService>().ListAsync(new PageQuery(), default)).Items.Count);
        Assert.Equal(0, await channels.RetryAsync(channel.Id, null, AlertHost.Ada, default));
        await core.Get<AlertService>().DeleteAsync(id, AlertHost.Ada, default);
        await channels.DeleteAsync(channel.Id, AlertHost.Ada, default);
    }
}
