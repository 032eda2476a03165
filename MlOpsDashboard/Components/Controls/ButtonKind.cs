namespace MlOpsDashboard.Components.Controls;

/// <summary>How loud a button is.</summary>
public enum ButtonKind
{
    /// <summary>The one thing that a page is there for.</summary>
    Primary,

    /// <summary>Something else that can be done.</summary>
    Secondary,

    /// <summary>Something that is seldom wanted, without a frame.</summary>
    Quiet,

    /// <summary>What cannot be undone, in a question that asks for it; never standing on a page.</summary>
    Danger,
}
