using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>What the values of a column mean.</summary>
public enum ColumnType
{
    /// <summary>Numbers.</summary>
    Numeric,

    /// <summary>One of a limited set of words.</summary>
    Categorical,

    /// <summary>One of two words that mean yes and no.</summary>
    Boolean,

    /// <summary>Dates, with or without a time of day.</summary>
    [JsonStringEnumMemberName("datetime")]
    DateTime,

    /// <summary>Free text.</summary>
    Text,
}
