namespace MlOpsDashboard.Core.Storage;

/// <summary>The program cannot start, for a reason that its operator can act on.</summary>
/// <param name="message">One sentence: what is wrong and what to do.</param>
/// <param name="inner">The failure behind it.</param>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
