using MlOpsDashboard.Core.Monitoring.GroundTruth;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>An item that was not stored.</summary>
/// <param name="Place">Its index in <c>items</c>, from 0, or its line in the file, from 1.</param>
/// <param name="RequestId">The prediction that it names.</param>
/// <param name="Status"><c>conflict</c>, <c>unknown</c> or <c>invalid</c>.</param>
/// <param name="Message">Why.</param>
public sealed record FeedbackProblemReply(long Place, string RequestId, FeedbackStatus Status, string Message);
