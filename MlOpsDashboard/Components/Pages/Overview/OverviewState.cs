namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>What there is, from the data to the predictions.</summary>
public sealed record OverviewState
{
    /// <summary>Data sets.</summary>
    public int Datasets { get; init; }

    /// <summary>The newest version of a data set, as in <c>adult:2</c>; null without data.</summary>
    public string? NewestDataset { get; init; }

    /// <summary>Rows of <see cref="NewestDataset"/>.</summary>
    public long NewestRows { get; init; }

    /// <summary>Runs that have finished.</summary>
    public int Runs { get; init; }

    /// <summary>Training jobs that wait or run.</summary>
    public int ActiveJobs { get; init; }

    /// <summary>Versions of models.</summary>
    public int Versions { get; init; }

    /// <summary>The newest version of a model, as in <c>income:3</c>; null without models.</summary>
    public string? NewestModel { get; init; }

    /// <summary>The versions that answer requests, as in <c>income:3</c>.</summary>
    public IReadOnlyList<string> Serving { get; init; } = [];

    /// <summary>How they do; null before anything serves.</summary>
    public Operations? Operations { get; init; }

    /// <summary>What needs a person, the most pressing first.</summary>
    public IReadOnlyList<AttentionItem> Attention { get; init; } = [];

    /// <summary>What happened last, the newest first.</summary>
    public IReadOnlyList<OverviewEvent> Events { get; init; } = [];
}
