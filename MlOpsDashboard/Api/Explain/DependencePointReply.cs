namespace MlOpsDashboard.Api.Explain;

/// <summary>A point of a curve: value is a number, for dates seconds since 1970, and null for words and missing values.</summary>
internal sealed record DependencePointReply(double? Value, string Label, double Mean);
