namespace MlOpsDashboard.Tests.Architecture;

/// <summary>Who may use whom: the one ordered list of the folders of the core library.</summary>
internal static class Layers
{
    /// <summary>No I/O, no clock, no ambient randomness.</summary>
    public static readonly string[] Pure = ["Tabular", "Statistics", "Learning"];

    /// <summary>What features stand on; it knows nothing of models.</summary>
    public static readonly string[] Platform = ["Storage", "Jobs", "Live", "Logs", "Access", "Audit"];

    /// <summary>The stages, as data flows.</summary>
    public static readonly string[] Line =
        ["Datasets", "Tracking", "Training", "Registry", "Deployments", "Serving", "Monitoring", "Drift", "Comparisons"];

    /// <summary>The folders that act back on the line.</summary>
    public static readonly string[] Loops = ["Rollouts", "AbTests", "Retraining", "Approvals"];

    /// <summary>Observers that know the line and the loops, but not each other.</summary>
    public static readonly string[] Side = ["Costs", "Alerts", "ModelCards"];

    /// <summary>All folders, from left to right.</summary>
    public static readonly string[] Order = [.. Pure, .. Platform, .. Line, .. Loops, .. Side];

    /// <summary>Whether a folder may use another one.</summary>
    public static bool MayUse(string user, string used) =>
        user == used
        || (Array.IndexOf(Order, used) < Array.IndexOf(Order, user)
            && !(Platform.Contains(user) && Pure.Contains(used))
            && !(Side.Contains(user) && Side.Contains(used)));
}
