namespace MlOpsDashboard.Core.Drift;

/// <summary>What is to be checked for drift against the training data.</summary>
public sealed record DriftRequest
{
    /// <summary>The most rows that a check looks at, by their sketches.</summary>
    public const int MostRows = 1_000_000_000;

    /// <summary>The most rows that a check reads one by one, from the log or a data set.</summary>
    public const int MostLoggedRows = 100_000;

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>A data set to compare, <c>name</c> (its latest version) or <c>name:version</c>; null compares recent predictions.</summary>
    public string? Dataset { get; init; }

    /// <summary>The latest so many predictions, or a sample of so many rows of the data set; null for the usual number.</summary>
    public int? Rows { get; init; }

    /// <summary>Predictions made from here on; null for any.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Predictions made before this; null for any.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Checks the request.</summary>
    /// <exception cref="InvalidException">Fields are at fault; they are named.</exception>
    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(ModelName))
        {
            throw new InvalidException("model_name", "model_name is needed: the name of a registered model.");
        }

        if (Rows is < 1 or > MostRows)
        {
            throw new InvalidException("rows", $"rows must be from 1 to {MostRows:N0}, not {Rows:N0}.");
        }

        if (Dataset is not null && Rows > MostLoggedRows)
        {
            throw new InvalidException("rows", $"Of a data set rows must be from 1 to {MostLoggedRows:N0}, not {Rows:N0}: a sample is drawn.");
        }

        if (Dataset is not null && (From ?? To) is not null)
        {
            throw new InvalidException(From is null ? "to" : "from", "from and to choose predictions by their time; a data set has none. Leave them out, or leave dataset out.");
        }

        if (From is { } from && To is { } to && from >= to)
        {
            throw new InvalidException("from", "from must be before to.");
        }
    }
}
