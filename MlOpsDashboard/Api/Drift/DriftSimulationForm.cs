using MlOpsDashboard.Core.Drift;

namespace MlOpsDashboard.Api.Drift;

/// <summary>The body of <c>POST /api/monitoring/drift/simulate</c>.</summary>
/// <param name="ModelName">The model, whose version in production is asked.</param>
/// <param name="Changes">What is done to rows of its training data.</param>
/// <param name="Rows">How many rows; null for the usual number.</param>
/// <param name="Send">Whether the changed rows are asked as predictions and labelled.</param>
public sealed record DriftSimulationForm(string? ModelName, IReadOnlyList<DriftChange>? Changes, int? Rows = null, bool Send = false)
{
    /// <summary>Rows when nothing else is said.</summary>
    public const int UsualRows = 1000;
}
