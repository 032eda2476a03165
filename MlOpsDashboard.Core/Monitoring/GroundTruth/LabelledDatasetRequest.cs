namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>Which labelled predictions become a version of a data set.</summary>
public sealed record LabelledDatasetRequest
{
    /// <summary>The model whose predictions they are, of any version.</summary>
    public required string ModelName { get; init; }

    /// <summary>The data set that gets the version; null means the name of the model's training data with <c>_labelled</c> behind it.</summary>
    public string? Dataset { get; init; }

    /// <summary>Predictions made from here on; null means all.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Predictions made before this; null means now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether the rows of the model's training data come first.</summary>
    public bool IncludeOriginal { get; init; }

    /// <summary>
    /// Whether columns that the model ignores are there, with what is known of them: so that a model trained on the version takes requests that
    /// hold them, as this one does. With the training data they always are.
    /// </summary>
    public bool IncludeIgnored { get; init; }
}
