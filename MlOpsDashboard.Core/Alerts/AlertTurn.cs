namespace MlOpsDashboard.Core.Alerts;

/// <summary>What a reading makes of a state.</summary>
/// <param name="State">The state from now on.</param>
/// <param name="Changed">Whether it is another one.</param>
internal readonly record struct AlertTurn(AlertState State, bool Changed);
