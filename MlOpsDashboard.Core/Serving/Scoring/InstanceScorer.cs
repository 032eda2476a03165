using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Serving.Explaining;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Serving.Settings;

namespace MlOpsDashboard.Core.Serving.Scoring;

/// <summary>Reads instances, scores them and writes the answers; what it returns goes to the log.</summary>
internal sealed class InstanceScorer(TimeProvider clock, IOptions<ServingOptions> options)
{
    /// <summary>The route of a request that took whatever version is in production.</summary>
    public const string Production = "production";

    /// <summary>The route of a request that named its version.</summary>
    public const string Pinned = "pinned";

    /// <summary>The route of a request that only tries something out.</summary>
    public const string WhatIf = "what_if";

    /// <summary>The route of a request that a person made on the page: it is stored, so that it can be labelled, but it is no traffic.</summary>
    public const string Page = "page";

    /// <summary>The route of a request that the candidate of a roll-out answered.</summary>
    public const string Canary = "canary";

    /// <summary>The route of a request that the version in production answered as an arm of an A/B test.</summary>
    public const string Champion = "champion";

    /// <summary>The route of a request that a challenger of an A/B test answered.</summary>
    public const string Challenger = "challenger";

    /// <summary>The route of an answer that the candidate of a roll-out made in the background: no caller saw it, and it is no traffic.</summary>
    public const string Shadow = "shadow";

    /// <summary>Whether answers of a route went to callers who asked by REST, so that they count.</summary>
    /// <param name="route">The route.</param>
    public static bool IsTraffic(string route) => route is not (Page or Shadow);

    /// <summary>Answers one instance.</summary>
    /// <param name="model">The version that answers.</param>
    /// <param name="envelope">The request.</param>
    /// <param name="body">The request's body.</param>
    /// <param name="requestId">The answer's identifier.</param>
    /// <param name="route">Why this version answers.</param>
    /// <param name="started">The timestamp of the request's arrival.</param>
    /// <param name="output">Takes the answer.</param>
    public LoggedPrediction AnswerOne(
        ServedModel model,
        in PredictEnvelope envelope,
        ReadOnlySpan<byte> body,
        string requestId,
        string route,
        long started,
        IBufferWriter<byte> output)
    {
        ReadOnlySpan<byte> payload = envelope.Payload(body);
        var reader = new Utf8JsonReader(payload, EnvelopeReader.JsonOptions);
        RowScratch scratch = model.Rent();
        try
        {
            int unseen = model.Reader.Read(ref reader, scratch.Values, "features");
            model.Model.Predict(scratch.Row, scratch.Outputs);
            // How quickly the model answers does not depend on whether somebody asks why.
            double latency = clock.GetElapsedTime(started).TotalMilliseconds;
            RowExplanation? explanation = envelope.Explain switch
            {
                ExplainMode.Default => model.Explainer.Explain(scratch.Row),
                ExplainMode.Interventional => model.InterventionalExplainer.Explain(scratch.Row),
                _ => null,
            };
            Utf8JsonWriter writer = AnswerWriter.For(output);
            string taken = envelope.WhatIf ? WhatIf : envelope.IsFromPage ? Page : route;
            AnswerWriter.Write(writer, model, scratch.Outputs, requestId, taken, latency, explanation, payload);
            writer.Flush();
            AnswerWriter.Done();
            return Log(model, scratch, requestId, taken, envelope.RoutingKey, latency, payload, unseen);
        }
        finally
        {
            model.Return(scratch);
        }
    }

    /// <summary>Answers many instances, in order.</summary>
    /// <param name="model">The version that answers.</param>
    /// <param name="envelope">The request.</param>
    /// <param name="body">The request's body.</param>
    /// <param name="route">Why this version answers.</param>
    /// <param name="output">Takes the answer.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">An instance is at fault; it is named, and nothing counts as answered.</exception>
    public List<LoggedPrediction> AnswerMany(
        ServedModel model,
        in PredictEnvelope envelope,
        ReadOnlySpan<byte> body,
        string route,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> payload = envelope.Payload(body);
        var reader = new Utf8JsonReader(payload, EnvelopeReader.JsonOptions);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new InvalidException("instances", "instances must be an array of objects or arrays.");
        }

        // The writer is not the thread's: a batch may be long, and the thread's serves single requests.
        using var writer = new Utf8JsonWriter(output, AnswerWriter.Options);
        writer.WriteStartObject();
        writer.WriteStartArray("predictions"u8);
        var made = new List<LoggedPrediction>();
        RowScratch scratch = model.Rent();
        try
        {
            while (HasMore(ref reader))
            {
                cancellationToken.ThrowIfCancellationRequested();
                CheckCount(made.Count);
                made.Add(AnswerNext(model, envelope.RoutingKey, payload, ref reader, route, scratch, writer, made.Count));
            }
        }
        finally
        {
            model.Return(scratch);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        return made;
    }

    /// <summary>Counts a scored row, and gives what the log keeps of it.</summary>
    public LoggedPrediction Log(
        ServedModel model,
        RowScratch scratch,
        string requestId,
        string route,
        string? routingKey,
        double latency,
        ReadOnlySpan<byte> features,
        int unseen)
    {
        if (IsTraffic(route))
        {
            model.Inputs.Count(scratch.Values);
        }

        return new(
            requestId,
            model.Name,
            model.Version,
            route,
            routingKey,
            clock.GetUtcNow(),
            latency,
            features.ToArray(),
            PredictionText(model, scratch.Outputs),
            scratch.Outputs.AsSpan().ToArray(),
            model.Signature.TargetOffset,
            unseen)
        {
            Row = LoggedPrediction.Keep(scratch.Values),
        };
    }

    /// <summary>The class, or the number in invariant form.</summary>
    public static string PredictionText(ServedModel model, ReadOnlySpan<float> outputs) => model.Classes.Length == 0
        ? NumberAnswer.Text(outputs[0], model.Signature.TargetOffset)
        : model.Signature.Classes[model.Model.ClassOf(outputs)];

    private LoggedPrediction AnswerNext(
        ServedModel model,
        string? routingKey,
        ReadOnlySpan<byte> payload,
        ref Utf8JsonReader reader,
        string route,
        RowScratch scratch,
        Utf8JsonWriter writer,
        int position)
    {
        long started = clock.GetTimestamp();
        int start = checked((int)reader.BytesConsumed);
        int unseen = model.Reader.Read(ref reader, scratch.Values, $"instances[{position}]");
        ReadOnlySpan<byte> features = payload[start..checked((int)reader.BytesConsumed)].TrimStart(" \t\r\n,"u8);
        model.Model.Predict(scratch.Row, scratch.Outputs);
        double latency = clock.GetElapsedTime(started).TotalMilliseconds;
        string requestId = Ids.New(clock);
        AnswerWriter.Write(writer, model, scratch.Outputs, requestId, route, latency);
        return Log(model, scratch, requestId, route, routingKey, latency, features, unseen);
    }

    // Looks at the next token without taking it: the instance's reader takes it itself.
    private static bool HasMore(ref Utf8JsonReader reader)
    {
        Utf8JsonReader ahead = reader;
        return ahead.Read() && ahead.TokenType != JsonTokenType.EndArray;
    }

    private void CheckCount(int count)
    {
        if (count >= options.Value.MaxBatchInstances)
        {
            throw new InvalidException("instances", $"instances may hold at most {options.Value.MaxBatchInstances} rows; send more as a CSV file.");
        }
    }
}
