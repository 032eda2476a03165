using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts.Channels;

namespace MlOpsDashboard.Components.Pages.Alerts;

/// <summary>Who is told, and whether that works.</summary>
public sealed partial class AlertChannels : ActingComponent
{
    private const int ShownDead = 20;

    private IReadOnlyList<ChannelView>? _channels;
    private IReadOnlyList<(string Channel, DeliveryView Dead)> _dead = [];
    private string? _done;

    /// <summary>Counts up when there is something new.</summary>
    [Parameter]
    public int News { get; set; }

    [Inject]
    private AlertChannelService Service { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => ReadAsync();

    private static string KindWords(AlertChannelKind kind) => kind switch
    {
        AlertChannelKind.Email => "E-mail",
        AlertChannelKind.Slack => "Slack",
        _ => "Webhook",
    };

    private async Task ReadAsync()
    {
        try
        {
            IReadOnlyList<ChannelView> channels = (await Service.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime)).Items;
            var dead = new List<(string, DeliveryView)>();
            foreach (ChannelView view in channels.Where(view => view.Dead > 0))
            {
                Page<DeliveryView> page = await Service.ListDeliveriesAsync(view.Channel.Id, DeliveryState.Dead, new PageQuery(ShownDead), Lifetime);
                dead.AddRange(page.Items.Select(one => (view.Channel.Name, one)));
            }

            (_channels, _dead) = (channels, dead);
        }
        catch (NotFoundException)
        {
            // A channel was deleted meanwhile; the news of it is on its way.
        }
    }

    private Task TestAsync(AlertChannel channel) => DoAsync(async actor =>
    {
        ChannelTest test = await Service.SendTestAsync(channel.Id, actor, Lifetime);
        Error = test.Delivered ? null : $"The test of {channel.Name} did not get through. {test.Error}";
        return test.Delivered ? $"{channel.Name} has taken the test in {Display.Milliseconds(test.DurationMs)}." : null;
    });

    private Task RetryAsync(AlertChannel channel) => DoAsync(async actor =>
        $"{Display.Count(await Service.RetryAsync(channel.Id, null, actor, Lifetime), "message")} of {channel.Name} on the way again.");

    private async Task DeleteAsync(AlertChannel channel)
    {
        if (await Confirm.AskAsync($"Delete the channel {channel.Name}?", "What it has not sent is not sent any more. This cannot be undone.", "Delete"))
        {
            await DoAsync(async actor =>
            {
                await Service.DeleteAsync(channel.Id, actor, Lifetime);
                return $"{channel.Name} is deleted.";
            });
        }
    }

    private Task DoAsync(Func<Actor, Task<string?>> change)
    {
        _done = null;
        return ActAsync(async actor =>
        {
            _done = await change(actor);
            await ReadAsync();
        });
    }
}
