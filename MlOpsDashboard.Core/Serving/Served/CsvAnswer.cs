using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Served;

/// <summary>How an answer stands beside its row in a CSV file.</summary>
internal static class CsvAnswer
{
    /// <summary>The names of the columns that are added; one that the file has already gets a 2.</summary>
    /// <param name="model">The version that answers.</param>
    /// <param name="header">The file's columns.</param>
    /// <param name="more">Columns behind those of the answer.</param>
    public static IEnumerable<string> Columns(ServedModel model, string[] header, params string[] more)
    {
        IEnumerable<string> names = model.Classes.Length == 0
            ? ["prediction"]
            : ["prediction", "confidence", .. model.Signature.Classes.Select(label => $"probability_{label}")];
        return names.Concat(more).Select(name => header.Contains(name, StringComparer.Ordinal) ? $"{name}_2" : name);
    }

    /// <summary>Writes the fields of an answer.</summary>
    /// <param name="writer">Takes the fields.</param>
    /// <param name="model">The version that answered.</param>
    /// <param name="outputs">What it said.</param>
    public static void Write(CsvWriter writer, ServedModel model, ReadOnlySpan<float> outputs)
    {
        if (model.Classes.Length == 0)
        {
            NumberAnswer.Write(writer, outputs[0], model.Signature.TargetOffset);
            return;
        }

        int best = model.Model.ClassOf(outputs);
        writer.Field(model.Signature.Classes[best]);
        NumberAnswer.Write(writer, outputs[best], offset: 0);
        foreach (float probability in outputs)
        {
            NumberAnswer.Write(writer, probability, offset: 0);
        }
    }
}
