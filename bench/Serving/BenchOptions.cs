using System.Globalization;

namespace MlOpsDashboard.ServingBench;

/// <summary>What the command line says.</summary>
/// <param name="Seconds">Seconds of every point.</param>
/// <param name="LongSeconds">Seconds of the long run; 0 leaves it out.</param>
/// <param name="Adult">The file adult.csv.</param>
/// <param name="Parts">The parts to run; empty for all.</param>
internal sealed record BenchOptions(int Seconds, int LongSeconds, string Adult, IReadOnlyList<string> Parts)
{
    /// <summary>Connections of the load.</summary>
    public const int Connections = 16;

    /// <summary>The repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", ".."));

    /// <summary>Reads the command line.</summary>
    /// <param name="args">Numbers and a folder by position; <c>--only part,part</c> anywhere after them.</param>
    public static BenchOptions Parse(string[] args)
    {
        int only = Array.IndexOf(args, "--only");
        string[] places = only < 0 ? args : args[..only];
        string folder = places.Length > 2 ? places[2] : Path.Combine(Root, "..", "shared", "data");
        return new BenchOptions(
            places.Length > 0 ? int.Parse(places[0], CultureInfo.InvariantCulture) : 10,
            places.Length > 1 ? int.Parse(places[1], CultureInfo.InvariantCulture) : 60,
            Path.GetFullPath(Path.Combine(folder, "adult.csv")),
            only < 0 ? [] : args[only + 1].Split(','));
    }

    /// <summary>Whether a part is wanted.</summary>
    public bool Wants(string part) => Parts.Count == 0 || Parts.Contains(part);
}
