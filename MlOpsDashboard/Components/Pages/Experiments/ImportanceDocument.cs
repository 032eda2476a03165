namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>How much each feature counts.</summary>
/// <param name="Features">The features.</param>
/// <param name="Kind">How it was measured, such as <c>gain</c> or <c>permutation</c>.</param>
public sealed record ImportanceDocument(IReadOnlyList<ImportanceDocument.Feature> Features, string? Kind = null)
{
    private const int MostBars = 20;
    private const int BarHeight = 22;
    private const int Margins = 80;

    /// <summary>The chart's caption.</summary>
    public string Title => (Kind is null ? "Importance" : $"Importance ({Kind})")
        + (Features.Count > MostBars ? $", the first {MostBars} of {Features.Count}" : "");

    /// <summary>The chart's height in CSS pixels.</summary>
    public int Height => Margins + (Shown.Length * BarHeight);

    /// <summary>The names, the most important first.</summary>
    public string[] Names => [.. Shown.Select(f => f.Name)];

    /// <summary>The values in the order of the names.</summary>
    public double[] Values => [.. Shown.Select(f => f.Importance)];

    private Feature[] Shown => [.. Features.OrderByDescending(f => f.Importance).Take(MostBars)];

    /// <summary>One feature.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Importance">How much it counts.</param>
    public sealed record Feature(string Name, double Importance);
}
