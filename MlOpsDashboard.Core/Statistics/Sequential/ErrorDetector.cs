namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>A detector of a stream of errors: 1 is an error, 0 is none.</summary>
internal abstract class ErrorDetector : ChangeDetector
{
    /// <inheritdoc/>
    protected override bool Takes(double value) => value is 0 or 1;
}
