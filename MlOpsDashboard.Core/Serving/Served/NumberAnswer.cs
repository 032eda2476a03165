using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Served;

/// <summary>Writes the numbers of an answer: floats as they are, a number that the model counts from an offset as the double that it is.</summary>
internal static class NumberAnswer
{
    /// <summary>Writes a number as JSON.</summary>
    /// <param name="writer">Takes the number.</param>
    /// <param name="output">What the model said.</param>
    /// <param name="offset">From where it counts; 0 for most models, and for probabilities.</param>
    public static void Write(Utf8JsonWriter writer, float output, double offset)
    {
        if (offset == 0)
        {
            writer.WriteNumberValue(output);
        }
        else
        {
            writer.WriteNumberValue(offset + output);
        }
    }

    /// <summary>Writes numbers as a JSON array.</summary>
    /// <param name="writer">Takes the array.</param>
    /// <param name="outputs">What the model said.</param>
    /// <param name="offset">As for a single number.</param>
    public static void WriteArray(Utf8JsonWriter writer, ReadOnlySpan<float> outputs, double offset)
    {
        writer.WriteStartArray();
        foreach (float output in outputs)
        {
            Write(writer, output, offset);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a number as a field of a CSV file.</summary>
    /// <param name="writer">Takes the field.</param>
    /// <param name="output">What the model said.</param>
    /// <param name="offset">As for JSON.</param>
    public static void Write(CsvWriter writer, float output, double offset)
    {
        Span<char> text = stackalloc char[32];
        int length;
        _ = offset == 0
            ? output.TryFormat(text, out length, "R", CultureInfo.InvariantCulture)
            : (offset + output).TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
        writer.Field(text[..length]);
    }

    /// <summary>A number in invariant form.</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="offset">As for JSON.</param>
    public static string Text(float output, double offset) => offset == 0
        ? output.ToString("R", CultureInfo.InvariantCulture)
        : (offset + output).ToString("R", CultureInfo.InvariantCulture);
}
