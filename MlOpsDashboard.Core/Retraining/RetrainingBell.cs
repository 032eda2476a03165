using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>Wakes the loop when somebody has started or answered something.</summary>
internal sealed class RetrainingBell : LoopBell;
