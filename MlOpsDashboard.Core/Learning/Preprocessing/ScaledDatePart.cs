namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>A part of a date with its scale.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Mean">Taken away; 0 in the raw layout.</param>
/// <param name="Deviation">Divided by, above 0; 1 in the raw layout.</param>
internal sealed record ScaledDatePart(DatePart Part, double Mean, double Deviation);
