namespace MlOpsDashboard.Core.Retraining;

/// <summary>One line of what a retraining did, and why.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="State">The state that it went into.</param>
/// <param name="Text">A sentence or two.</param>
public sealed record RetrainingStep(DateTimeOffset At, RetrainingState State, string Text);
