namespace MlOpsDashboard.Core.Deployments;

/// <summary>One entry of a roll-out's timeline.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who; the program's own work has its name.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Share">The candidate's share of the traffic from then on, in percent.</param>
/// <param name="Text">In words.</param>
public sealed record RolloutEvent(DateTimeOffset At, string Actor, RolloutEventKind Kind, double Share, string Text);
