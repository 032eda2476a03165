namespace MlOpsDashboard.Core.Alerts;

/// <summary>On which side of its threshold a value is one too many.</summary>
public enum AlertOperator
{
    /// <summary>Greater: <c>&gt;</c>.</summary>
    Above,

    /// <summary>Greater or equal: <c>&gt;=</c>.</summary>
    AtLeast,

    /// <summary>Less: <c>&lt;</c>.</summary>
    Below,

    /// <summary>Less or equal: <c>&lt;=</c>.</summary>
    AtMost,
}
