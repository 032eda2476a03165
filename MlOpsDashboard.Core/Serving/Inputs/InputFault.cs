namespace MlOpsDashboard.Core.Serving.Inputs;

/// <summary>Why a value was refused.</summary>
internal enum InputFault
{
    /// <summary>It is missing, and training always had it.</summary>
    Missing,

    /// <summary>It is not of the feature's type.</summary>
    Type,

    /// <summary>It comes twice in one row.</summary>
    Twice,
}
