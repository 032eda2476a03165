using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Sends JSON. With a secret, a signature over time and body tells that it comes from here, and when.</summary>
/// <param name="client">Posts.</param>
/// <param name="clock">Dates the signature.</param>
internal sealed class WebhookSender(WebhookClient client, TimeProvider clock) : IChannelSender
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <inheritdoc/>
    public AlertChannelKind Kind => AlertChannelKind.Webhook;

    /// <inheritdoc/>
    public async Task SendAsync(ChannelSettings settings, AlertMessage message, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(Body(message), s_json);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        string timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("Idempotency-Key", message.Key);
        request.Headers.Add("X-MLOps-Timestamp", timestamp);
        if (settings.Secret is { } secret)
        {
            request.Headers.Add("X-MLOps-Signature", "sha256=" + Sign(secret, timestamp, body));
        }

        await client.PostAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>HMAC-SHA256 over the time, a dot and the body, in hexadecimal digits.</summary>
    internal static string Sign(string secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp + "."), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }

    private static object Body(AlertMessage message) => new
    {
        message.Key,
        Status = message.Word,
        At = message.At.UtcDateTime,
        Message = message.Text,
        message.Link,
        EventId = message.Event?.Id,
        RuleId = message.Event?.RuleId,
        RuleName = message.Event?.RuleName,
        message.Event?.ModelName,
        message.Event?.ModelVersion,
        message.Event?.Metric,
        Operator = message.Event?.Operator.Symbol(),
        message.Event?.Threshold,
        message.Event?.Value,
        message.Event?.Severity,
    };
}
