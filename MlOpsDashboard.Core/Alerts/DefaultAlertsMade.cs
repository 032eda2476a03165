namespace MlOpsDashboard.Core.Alerts;

/// <summary>That a model has got its first rules: whoever deletes them has them no more.</summary>
public sealed class DefaultAlertsMade
{
    /// <summary>The model.</summary>
    public required string ModelName { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
