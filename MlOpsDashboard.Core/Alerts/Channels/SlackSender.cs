using System.Net.Http.Json;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Sends to an incoming webhook of Slack, or of who takes the same (Mattermost, Rocket.Chat).</summary>
/// <param name="client">Posts.</param>
internal sealed class SlackSender(WebhookClient client) : IChannelSender
{
    /// <inheritdoc/>
    public AlertChannelKind Kind => AlertChannelKind.Slack;

    /// <inheritdoc/>
    public async Task SendAsync(ChannelSettings settings, AlertMessage message, CancellationToken cancellationToken)
    {
        string text = $"*{Escape(message.Title)}*\n{string.Join('\n', message.Lines.Select(Escape))}";
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", message.Key);
        await client.PostAsync(request, cancellationToken).ConfigureAwait(false);
    }

    // The three characters that are markup to Slack.
    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
