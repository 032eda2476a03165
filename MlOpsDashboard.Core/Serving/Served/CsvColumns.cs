using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Served;

/// <summary>What a CSV file of instances holds.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="Header">The columns' names.</param>
/// <param name="Features">For each column the position of its feature, or -1 for one that is only carried along.</param>
internal sealed record CsvColumns(CsvFormat Format, string[] Header, int[] Features)
{
    /// <summary>For each column how a stored table reads it; null where each feature's own reading counts.</summary>
    public IReadOnlyList<ColumnReading>? Readings { get; init; }

    /// <summary>Finds the features among the columns.</summary>
    /// <param name="model">The version that answers.</param>
    /// <param name="format">How the file is written.</param>
    /// <param name="header">The columns' names.</param>
    public static CsvColumns Of(ServedModel model, CsvFormat format, string[] header) =>
        new(format, header, [.. header.Select(name => model.Reader.IndexOf(name))]);

    /// <summary>Adds what the columns lack for the model to answer.</summary>
    /// <param name="model">The version that answers.</param>
    /// <param name="errors">Takes an error a feature.</param>
    public void Check(ServedModel model, FieldErrors errors)
    {
        for (int feature = 0; feature < model.Reader.Width; feature++)
        {
            FeatureCodec codec = model.Reader.Codecs[feature];
            int count = Features.Count(index => index == feature);
            if (count == 0 && !codec.Nullable)
            {
                errors.Add($"features.{codec.Name}", $"The file has no column {codec.Name}, and the training data always had it.");
            }
            else if (count > 1)
            {
                errors.Add($"features.{codec.Name}", $"The file has the column {codec.Name} twice.");
            }
        }
    }

    /// <summary>How a stored table reads a column; null where the feature's own reading counts.</summary>
    /// <param name="column">The column's position.</param>
    public ColumnReading? Reading(int column) => Readings?[column];
}
