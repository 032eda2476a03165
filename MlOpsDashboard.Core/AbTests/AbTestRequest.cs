namespace MlOpsDashboard.Core.AbTests;

/// <summary>Asks for a test.</summary>
public sealed record AbTestRequest
{
    /// <summary>The model; null for that of the challengers.</summary>
    public string? ModelName { get; init; }

    /// <summary>The version in production, <c>name:version</c>; null for whichever it is.</summary>
    public string? Champion { get; init; }

    /// <summary>The versions that are compared with it: <c>name:version</c>.</summary>
    public IReadOnlyList<string> Challengers { get; init; } = [];

    /// <summary>The share of the challengers together; each has the same.</summary>
    public double? Split { get; init; }

    /// <summary>The shares in place of <see cref="Split"/>: the champion's, then the challengers'.</summary>
    public IReadOnlyList<double>? Shares { get; init; }

    /// <summary>The metric's word; null for the usual one of the task.</summary>
    public string? Metric { get; init; }

    /// <summary>How it is judged; its metric does not count.</summary>
    public AbTestSettings Settings { get; init; } = new();

    /// <summary>Why, in the words of who asks.</summary>
    public string? Comment { get; init; }
}
