using System.Buffers;
using System.Text;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>
/// Answers the rows of a CSV file with the same rows and the predictions beside them, one row in memory at a time. The file
/// is read twice: a mistake in the last row is told before the first answer is given.
/// </summary>
/// <param name="model">The version that answers.</param>
/// <param name="route">Why it answers.</param>
/// <param name="scorer">Makes the log's entries.</param>
/// <param name="clock">Gives identifiers and latencies.</param>
internal sealed class CsvPredictor(ServedModel model, string route, InstanceScorer scorer, TimeProvider clock)
{
    /// <summary>Checks every row.</summary>
    /// <param name="content">The file; can seek, and stays open.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">The file or some of its rows are at fault; line and field are named.</exception>
    public CsvColumns Check(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            return CheckRows(content, cancellationToken);
        }
        catch (CsvException exception)
        {
            throw new InvalidException("file", exception.Message);
        }
    }

    /// <summary>Scores every row of a checked file.</summary>
    /// <param name="content">The file; can seek, and stays open.</param>
    /// <param name="columns">What <see cref="Check"/> found.</param>
    /// <param name="output">Takes the rows with their predictions.</param>
    /// <param name="log">Takes an entry a row.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task PredictAsync(Stream content, CsvColumns columns, Stream output, PredictionLog log, CancellationToken cancellationToken)
    {
        content.Position = 0;
        using CsvReader reader = columns.Format.OpenRows(new UnclosedStream(content));
        var text = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        await using (text.ConfigureAwait(false))
        {
            using var writer = new CsvWriter(text, columns.Format.Separator);
            reader.Read();
            writer.Row(columns.Header.Concat(CsvAnswer.Columns(model, columns.Header, "request_id")));
            RowScratch scratch = model.Rent();
            var features = new ArrayBufferWriter<byte>();
            while (reader.Read())
            {
                await log.AddAsync(PredictRow(reader, columns, scratch, features, writer), cancellationToken).ConfigureAwait(false);
            }

            model.Return(scratch);
        }
    }

    private CsvColumns CheckRows(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        CsvFormat format = CsvFormatDetector.Detect(content, hasHeader: true);
        content.Position = 0;
        using CsvReader reader = format.OpenRows(new UnclosedStream(content));
        if (!reader.Read())
        {
            throw new InvalidException("file", "The file is empty: it needs a header and rows.");
        }

        string[] header = reader.Names();
        var columns = CsvColumns.Of(model, format, header);
        var errors = new FieldErrors();
        columns.Check(model, errors);
        double[] values = new double[model.Reader.RowWidth];
        for (int row = 0; reader.Read() && !errors.Full; row++)
        {
            CheckWidth(reader, header);
            Encode(reader, columns, values, errors);
            if (row % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return errors.IsEmpty ? columns : throw errors.ToException();
    }

    private static void CheckWidth(CsvReader reader, string[] header)
    {
        if (reader.FieldCount != header.Length)
        {
            throw new CsvException(reader.Line, $"the row has {reader.FieldCount} fields, and the header has {header.Length}.");
        }
    }

    private int Encode(CsvReader reader, CsvColumns columns, Span<double> values, FieldErrors? errors)
    {
        values[..model.Reader.Width].Fill(double.NaN);
        values[model.Reader.Width..].Clear();
        int unseen = 0;
        bool refused = false;
        for (int column = 0; column < columns.Features.Length; column++)
        {
            int feature = columns.Features[column];
            if (feature < 0)
            {
                continue;
            }

            FeatureCodec codec = model.Reader.Codecs[feature];
            FeatureValue value = FeatureValue.Of(reader.Text(column).AsSpan());
            if (codec.TryEncode(value, model.Reader.SlotsOf(feature, values), out values[feature]) is { } error)
            {
                refused = true;
                model.Inputs.Refuse(feature, codec.IsMissing(value) ? InputFault.Missing : InputFault.Type);
                errors?.Add($"features.{codec.Name}", $"Line {reader.Line}: {error}");
            }
            else if (values[feature] == FeatureRow.Unseen && model.Signature.Features[feature].IsCoded)
            {
                unseen++;
            }
        }

        if (refused)
        {
            model.Inputs.RefuseRow();
        }

        return unseen;
    }

    private LoggedPrediction PredictRow(CsvReader reader, CsvColumns columns, RowScratch scratch, ArrayBufferWriter<byte> features, CsvWriter writer)
    {
        long started = clock.GetTimestamp();
        int unseen = Encode(reader, columns, scratch.Values, null);
        model.Model.Predict(scratch.Row, scratch.Outputs);
        double latency = clock.GetElapsedTime(started).TotalMilliseconds;
        string requestId = Ids.New(clock);
        for (int column = 0; column < columns.Header.Length; column++)
        {
            writer.Field(reader.Text(column));
        }

        CsvAnswer.Write(writer, model, scratch.Outputs);
        writer.Field(requestId);
        writer.EndRow();
        WriteFeatures(reader, columns, features);
        return scorer.Log(model, scratch, requestId, route, null, latency, features.WrittenSpan, unseen);
    }

    private void WriteFeatures(CsvReader reader, CsvColumns columns, ArrayBufferWriter<byte> features)
    {
        features.ResetWrittenCount();
        using var json = new Utf8JsonWriter(features, AnswerWriter.Options);
        json.WriteStartObject();
        for (int column = 0; column < columns.Features.Length; column++)
        {
            if (columns.Features[column] < 0)
            {
                continue;
            }

            json.WritePropertyName(columns.Header[column]);
            string text = reader.Text(column);
            if (model.Reader.Codecs[columns.Features[column]].IsMissing(FeatureValue.Of(text.AsSpan())))
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteStringValue(text);
            }
        }

        json.WriteEndObject();
    }
}
