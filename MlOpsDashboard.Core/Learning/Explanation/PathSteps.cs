namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>Where a row goes at a node of a <see cref="PathTree"/>.</summary>
/// <param name="Next">The child that it takes.</param>
/// <param name="Met">1 where it meets all that the path asks of the feature above, else 0.</param>
/// <param name="Inside">1 on the row's own path, else 0.</param>
internal readonly record struct PathSteps(int Next, int Met, int Inside);
