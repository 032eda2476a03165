namespace MlOpsDashboard.Core.Statistics.Effects;

/// <summary>What is believed of an effect before the test, as a normal distribution.</summary>
/// <param name="Mean">The effect that is expected.</param>
/// <param name="Deviation">How far off it may well be; above 0. GrowthBook proposes 0 ± 0.3 for relative uplifts.</param>
public sealed record NormalPrior(double Mean, double Deviation);
