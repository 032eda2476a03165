using System.Text.Json;
using MlOpsDashboard.Core.Serving.Explaining;

namespace MlOpsDashboard.Core.Serving.Scoring;

/// <summary>Reads the outer members of a predict request, in any order, without reading what is to be predicted.</summary>
internal static class EnvelopeReader
{
    /// <summary>The longest identifier or name that a request may carry, in characters.</summary>
    public const int MaxTextLength = 200;

    /// <summary>Options of every reader of requests: instances hold plain values, so depth is small.</summary>
    public static readonly JsonReaderOptions JsonOptions = new() { MaxDepth = 8, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Reads a body.</summary>
    /// <param name="body">The whole body, UTF-8.</param>
    /// <param name="payloadField"><c>features</c> or <c>instances</c>.</param>
    /// <exception cref="InvalidException">It is not JSON, or of the wrong shape; the field is named.</exception>
    public static PredictEnvelope Read(ReadOnlySpan<byte> body, string payloadField)
    {
        if (body.StartsWith("\uFEFF"u8))
        {
            throw new InvalidException("body", "The body must be JSON in UTF-8 without a byte order mark.");
        }

        JsonUnicode.Require(body);
        try
        {
            return ReadObject(body, payloadField);
        }
        catch (JsonException exception)
        {
            throw NotJson(exception);
        }
    }

    /// <summary>What is told about a body that does not parse.</summary>
    public static InvalidException NotJson(JsonException exception) => new(
        "body",
        $"The body is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).");

    /// <summary>Reads the text after a member's name.</summary>
    /// <param name="reader">Stands on the name.</param>
    /// <param name="field">The member's place in the request, for errors.</param>
    /// <returns>1 to <see cref="MaxTextLength"/> characters, or null for null.</returns>
    /// <exception cref="InvalidException">It is not such a text.</exception>
    public static string? Text(ref Utf8JsonReader reader, string field)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw new InvalidException(field, $"{field} must be a string.");
        }

        if (reader.ValueSpan.Length > MaxTextLength * 4)
        {
            throw TooLong(field);
        }

        string text = ReadString(ref reader, field);
        return text.Length is > 0 and <= MaxTextLength
            ? text
            : throw (text.Length == 0 ? new InvalidException(field, $"{field} must not be empty.") : TooLong(field));
    }

    private static PredictEnvelope ReadObject(ReadOnlySpan<byte> body, string payloadField)
    {
        var reader = new Utf8JsonReader(body, JsonOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new InvalidException("body", $"The body must be a JSON object with model_name and {payloadField}.");
        }

        var envelope = new PredictEnvelope { PayloadStart = -1 };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(payloadField))
            {
                envelope = ReadPayload(ref reader, envelope, payloadField);
            }
            else if (reader.ValueTextEquals("model_name"u8))
            {
                envelope = envelope with { ModelName = Text(ref reader, "model_name") };
            }
            else if (reader.ValueTextEquals("model_id"u8))
            {
                envelope = envelope with { ModelId = Text(ref reader, "model_id") };
            }
            else if (reader.ValueTextEquals("request_id"u8))
            {
                envelope = envelope with { RequestId = Text(ref reader, "request_id") };
            }
            else if (reader.ValueTextEquals("routing_key"u8))
            {
                envelope = envelope with { RoutingKey = Text(ref reader, "routing_key") };
            }
            else if (reader.ValueTextEquals("explain"u8))
            {
                envelope = envelope with { Explain = Explain(ref reader) };
            }
            else if (reader.ValueTextEquals("what_if"u8))
            {
                envelope = envelope with { WhatIf = WhatIf(ref reader) };
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // One more read finds anything that follows the object.
        reader.Read();
        return Checked(envelope, payloadField);
    }

    private static PredictEnvelope ReadPayload(ref Utf8JsonReader reader, PredictEnvelope envelope, string field)
    {
        if (envelope.PayloadStart >= 0)
        {
            throw new InvalidException(field, $"{field} comes twice.");
        }

        reader.Read();
        int start = checked((int)reader.TokenStartIndex);
        reader.Skip();
        return envelope with { PayloadStart = start, PayloadLength = checked((int)reader.BytesConsumed) - start };
    }

    private static InvalidException TooLong(string field) => new(field, $"{field} may have at most {MaxTextLength} characters.");

    private static string ReadString(ref Utf8JsonReader reader, string field)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidException(field, $"{field} is not valid Unicode text.");
        }
    }

    private static ExplainMode Explain(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => ExplainMode.Default,
            JsonTokenType.False or JsonTokenType.Null => ExplainMode.None,
            JsonTokenType.String when reader.ValueTextEquals("interventional"u8) => ExplainMode.Interventional,
            _ => throw new InvalidException("explain", "explain must be true, false or \"interventional\"."),
        };
    }

    private static bool WhatIf(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw new InvalidException("what_if", "what_if must be true or false."),
        };
    }

    private static PredictEnvelope Checked(PredictEnvelope envelope, string payloadField)
    {
        if (envelope.ModelName is null == envelope.ModelId is null)
        {
            throw new InvalidException(
                "model_name",
                envelope.ModelName is null
                    ? "Name a model: model_name for its production version, or model_id for another one."
                    : "Give model_name or model_id, not both.");
        }

        if (payloadField == "instances" && (envelope.Explain != ExplainMode.None || envelope.WhatIf))
        {
            string field = envelope.WhatIf ? "what_if" : "explain";
            throw new InvalidException(field, $"{field} is for single predictions: ask POST /api/predict.");
        }

        return envelope.PayloadStart >= 0
            ? envelope
            : throw new InvalidException(payloadField, $"{payloadField} is missing.");
    }
}
