using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.Rollups;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>The answer of <c>GET /api/monitoring/system</c>.</summary>
/// <param name="Now">The last second; null in the first second of the program.</param>
/// <param name="Series">Over time.</param>
public sealed record SystemReply(MetricsFrame? Now, IReadOnlyList<SystemBucket> Series);
