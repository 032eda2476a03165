using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Alerts.Channels;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Alerts.Channels;

/// <summary>Messages to real servers on this machine, on a clock that the test moves.</summary>
public sealed class AlertDeliveryTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "0123456789abcdef-secret";

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = AlertHost.Clock();
    private CoreHost _core = null!;

    private AlertChannelService Channels => _core.Get<AlertChannelService>();

    [Fact]
    public async Task After_an_outage_and_a_restart_each_message_comes_once_and_in_order()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.DownAsync();
        AlertChannel channel = await HookAsync(receiver, Secret);
        await RuleAsync(channel.Id);
        await AlertHost.SayAsync(_core, 0.9);
        await AlertHost.SayAsync(_core, 0.1);
        await AlertHost.SayAsync(_core, 0.8);
        await Wait.UntilAsync(async () => (await ViewAsync(channel)).Channel.LastError is not null);
        await PassAsync(TimeSpan.FromMinutes(10));
        ChannelView down = await ViewAsync(channel);

        await _core.DisposeAsync();
        await receiver.UpAsync();
        _core = await AlertHost.StartAsync(_clock, _folder.FullName, ("Alerts:AllowPrivateAddresses", "true"));
        await PassAsync(TimeSpan.FromMinutes(30), () => receiver.Received.Count >= 3);
        await PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(3, down.Queued);
        Assert.Contains("127.0.0.1 could not be reached", down.Channel.LastError, StringComparison.Ordinal);
        JsonElement[] bodies = [.. receiver.Received.Select(one => JsonSerializer.Deserialize<JsonElement>(one.Body))];
        Assert.Equal(["firing", "resolved", "firing"], bodies.Select(body => body.GetProperty("status").GetString()));
        Assert.Equal("shop:1: share of drifted features is 90 %, above 50 %", bodies[0].GetProperty("message").GetString());
        Assert.Equal(3, receiver.Received.Select(one => one.Headers["Idempotency-Key"]).Distinct().Count());
        Assert.All(receiver.Received, one => Assert.Equal(
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{one.Headers["X-MLOps-Timestamp"]}.{one.Body}"))),
            one.Headers["X-MLOps-Signature"]));
        ChannelView up = await ViewAsync(channel);
        Assert.Equal((0, 0, null), (up.Queued, up.Dead, up.Channel.LastError));
        Assert.NotNull(up.Channel.LastSentAt);
    }

    [Fact]
    public async Task A_channel_that_fails_does_not_hold_up_another()
    {
        await using WebhookReceiver bad = await WebhookReceiver.StartAsync();
        await using WebhookReceiver good = await WebhookReceiver.StartAsync();
        bad.Status = 500;
        AlertChannel failing = await HookAsync(bad);
        AlertChannel working = await Channels.CreateAsync(new AlertChannelForm { Kind = "slack", Url = good.Url }, AlertHost.Ada, default);
        await RuleAsync(failing.Id, working.Id);

        await AlertHost.SayAsync(_core, 0.9);
        await Wait.UntilAsync(() => good.Received.Count == 1 && bad.Received.Count == 1);
        await Wait.UntilAsync(async () => (await ViewAsync(failing)).Channel.LastError is not null);

        DateTimeOffset? due = await _core.Get<AlertOutbox>().BeginAsync(default);
        Assert.InRange((due!.Value - _clock.GetUtcNow()).TotalSeconds, 4, 6);
        await AlertHost.PassAsync(_core, TimeSpan.FromSeconds(6));
        await Wait.UntilAsync(() => bad.Received.Count == 2);

        Assert.Contains("*[firing] shop:1: share of drifted features is 90 %, above 50 %*", Unescape(good.Received[0].Body), StringComparison.Ordinal);
        Assert.Equal("127.0.0.1 answered 500.", (await ViewAsync(failing)).Channel.LastError);
    }

    [Fact]
    public async Task What_is_given_up_can_be_sent_again_under_its_old_key()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        receiver.Status = 503;
        AlertChannel channel = await HookAsync(receiver);
        await RuleAsync(channel.Id);
        await AlertHost.SayAsync(_core, 0.9);
        await Wait.UntilAsync(() => receiver.Received.Count == 1);

        await AlertHost.PassAsync(_core, TimeSpan.FromHours(24));
        await Wait.UntilAsync(async () => (await ViewAsync(channel)).Dead == 1);
        DeliveryView dead = Assert.Single((await Channels.ListDeliveriesAsync(channel.Id, DeliveryState.Dead, new PageQuery(), default)).Items);
        int tried = receiver.Received.Count;
        receiver.Status = 204;
        int again = await Channels.RetryAsync(channel.Id, dead.Delivery.Id, AlertHost.Ada, default);
        await Wait.UntilAsync(async () => (await ViewAsync(channel)) is { Dead: 0, Queued: 0 });

        Assert.Equal(1, again);
        Assert.Equal("127.0.0.1 answered 503.", dead.Delivery.LastError);
        Assert.Equal(tried + 1, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(one => one.Headers["Idempotency-Key"]).Distinct());
        await Assert.ThrowsAsync<ConflictException>(() => Channels.RetryAsync(channel.Id, dead.Delivery.Id, AlertHost.Ada, default));
    }

    [Fact]
    public async Task A_silenced_rule_sends_nothing_until_its_silence_ends()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        AlertChannel channel = await HookAsync(receiver);
        string rule = await RuleAsync(channel.Id);
        await _core.Get<AlertService>().ChangeAsync(rule, form => form with { SilencedUntil = _clock.GetUtcNow().AddHours(1) }, AlertHost.Ada, default);

        await AlertHost.SayAsync(_core, 0.9);
        await AlertHost.SayAsync(_core, 0.1);
        await AlertHost.SayAsync(_core, 0.8);
        ChannelView silent = await ViewAsync(channel);
        _clock.Advance(TimeSpan.FromHours(1));
        await AlertHost.LookAsync(_core);
        await AlertHost.LookAsync(_core);
        await Wait.UntilAsync(() => receiver.Received.Count == 1);
        await AlertHost.SayAsync(_core, 0.1);
        await Wait.UntilAsync(() => receiver.Received.Count == 2);

        Assert.Equal(0, silent.Queued);
        Assert.Equal([AlertState.Firing, AlertState.Resolved, AlertState.Firing, AlertState.Resolved], await AlertHost.StatesAsync(_core, rule));
        Assert.Equal(["firing", "resolved"], receiver.Received.Select(one => JsonSerializer.Deserialize<JsonElement>(one.Body).GetProperty("status").GetString()));
        Assert.Contains("80 %", receiver.Received[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_address_is_refused_when_the_line_is_made_and_a_redirect_is_not_followed()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        AlertChannel channel = await HookAsync(receiver);
        receiver.Status = 302;
        ChannelTest redirected = await Channels.SendTestAsync(channel.Id, AlertHost.Ada, default);
        int came = receiver.Received.Count;

        await _core.DisposeAsync();
        _core = await AlertHost.StartAsync(_clock, _folder.FullName);
        receiver.Status = 200;
        ChannelTest refused = await Channels.SendTestAsync(channel.Id, AlertHost.Ada, default);

        Assert.Equal((false, "127.0.0.1 answered 302; redirects are not followed."), (redirected.Delivered, redirected.Error));
        Assert.Equal(1, came);
        Assert.False(refused.Delivered);
        Assert.Contains("private address", refused.Error, StringComparison.Ordinal);
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task Secrets_are_not_in_the_database()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        AlertChannel channel = await HookAsync(receiver, Secret);

        await using MlOpsDashboard.Core.Storage.MlOpsDbContext context = await _core.Contexts.CreateDbContextAsync();
        AlertChannel stored = await context.Set<AlertChannel>().AsNoTracking().SingleAsync(one => one.Id == channel.Id);

        Assert.True(stored.HasSecret);
        Assert.EndsWith("/…", stored.Address, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, stored.Settings, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", stored.Settings + stored.Address, StringComparison.Ordinal);
        Assert.True((await Channels.SendTestAsync(channel.Id, AlertHost.Ada, default)).Delivered);
    }

    [Fact]
    public async Task A_channel_that_rules_use_stays()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        AlertChannel channel = await HookAsync(receiver);
        string rule = await RuleAsync(channel.Id);

        ConflictException refused = await Assert.ThrowsAsync<ConflictException>(() => Channels.DeleteAsync(channel.Id, AlertHost.Ada, default));
        await _core.Get<AlertService>().ChangeAsync(rule, form => form with { Channels = [] }, AlertHost.Ada, default);
        await Channels.DeleteAsync(channel.Id, AlertHost.Ada, default);

        Assert.Contains("drift", refused.Message, StringComparison.Ordinal);
        Assert.Empty((await Channels.ListAsync(new PageQuery(), default)).Items);
    }

    public async Task InitializeAsync()
    {
        _core = await AlertHost.StartAsync(_clock, _folder.FullName, ("Alerts:AllowPrivateAddresses", "true"));
        await ServingHost.PromoteAsync(_core, "shop", 1);
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private static string Unescape(string json) => JsonSerializer.Deserialize<JsonElement>(json).GetProperty("text").GetString()!;

    private Task<AlertChannel> HookAsync(WebhookReceiver receiver, string? secret = null) =>
        Channels.CreateAsync(new AlertChannelForm { Name = "hook", Kind = "webhook", Url = receiver.Url, Secret = secret }, AlertHost.Ada, default);

    private async Task<string> RuleAsync(params string[] channels) =>
        (await _core.Get<AlertService>().CreateAsync(AlertHost.Form() with { Channels = channels }, AlertHost.Ada, default)).Rule.Id;

    private async Task<ChannelView> ViewAsync(AlertChannel channel) =>
        (await Channels.ListAsync(new PageQuery(), default)).Items.Single(view => view.Channel.Id == channel.Id);

    // Time goes by in small steps, and what is due in each is sent.
    private async Task PassAsync(TimeSpan length, Func<bool>? until = null)
    {
        for (DateTimeOffset end = _clock.GetUtcNow() + length; _clock.GetUtcNow() < end && until?.Invoke() != true;)
        {
            await AlertHost.PassAsync(_core, TimeSpan.FromSeconds(30));
            await _core.Get<AlertOutbox>().SettleAsync(default);
        }
    }
}
