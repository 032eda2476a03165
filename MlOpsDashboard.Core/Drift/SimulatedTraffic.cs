using System.Buffers;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Asks rows of a table as predictions, and labels them with what the table says.</summary>
internal sealed class SimulatedTraffic(PredictionService predictions, FeedbackService feedback)
{
    private const int Chunk = 500;

    /// <summary>Asks all rows, one after the other.</summary>
    /// <returns>How many were answered, and how many were labelled.</returns>
    public async Task<(int Sent, int Labelled)> SendAsync(string model, ModelSignature signature, DataTable table, string by, CancellationToken cancellationToken)
    {
        string?[] truths = TargetTexts.Of(table, signature.Target);
        int labelled = 0;
        for (int begin = 0; begin < table.RowCount; begin += Chunk)
        {
            var items = new List<FeedbackItem>();
            for (int row = begin; row < Math.Min(begin + Chunk, table.RowCount); row++)
            {
                string id = await AskAsync(model, signature, table, row, cancellationToken).ConfigureAwait(false);
                if (truths[row] is { } truth)
                {
                    items.Add(new FeedbackItem(id, truth, row));
                }
            }

            IReadOnlyList<FeedbackOutcome> outcomes = await feedback.AddAsync(items, Actor.Program(by), cancellationToken).ConfigureAwait(false);
            labelled += outcomes.Count(outcome => outcome.Status == FeedbackStatus.Accepted);
        }

        return (table.RowCount, labelled);
    }

    private async Task<string> AskAsync(string model, ModelSignature signature, DataTable table, int row, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("model_name", model);
            json.WriteStartObject("features");
            foreach (FeatureSignature feature in signature.Features)
            {
                json.WritePropertyName(feature.Name);
                Write(json, table.Find(feature.Name)!, row);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        var answer = new ArrayBufferWriter<byte>();
        await predictions.PredictAsync(body.WrittenMemory, null, answer, cancellationToken).ConfigureAwait(false);
        using JsonDocument reply = JsonDocument.Parse(answer.WrittenMemory);
        return reply.RootElement.GetProperty("request_id").GetString()!;
    }

    private static void Write(Utf8JsonWriter json, Column column, int row)
    {
        if (column.IsMissing(row))
        {
            json.WriteNullValue();
            return;
        }

        switch (column)
        {
            case NumericColumn numbers:
                json.WriteNumberValue(numbers.ValueAt(row));
                break;
            case DateTimeColumn dates:
                json.WriteStringValue(CellText.Date(dates.Seconds[row]));
                break;
            default:
                json.WriteStringValue(((CodedColumn)column).WordAt(row));
                break;
        }
    }
}
