namespace MlOpsDashboard.Core.AbTests;

/// <summary>One entry of a test's timeline.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who; the program's own work has its name.</param>
/// <param name="Kind">What happened: <c>started</c>, <c>decided</c>, <c>refused</c>, <c>completed</c> or <c>stopped</c>.</param>
/// <param name="Text">In words.</param>
public sealed record AbTestEvent(DateTimeOffset At, string Actor, string Kind, string Text);
