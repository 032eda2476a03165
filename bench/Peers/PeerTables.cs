namespace MlOpsDashboard.Bench;

/// <summary>Prints what was measured as Markdown.</summary>
internal static class PeerTables
{
    public const string Ours = "MlOpsDashboard";

    /// <summary>Prints both tables.</summary>
    /// <param name="measurements">Ours and the peers'.</param>
    /// <param name="figures">Ours alone.</param>
    /// <param name="command">What was run.</param>
    public static void Print(IReadOnlyList<Measurement> measurements, IReadOnlyList<Figure> figures, string command)
    {
        Console.WriteLine($"`{command}` on {Environment.ProcessorCount} cores. The ratio is our fit time to the fastest peer's; quality is ROC AUC, or RMSE for numbers.");
        Console.WriteLine();
        Console.WriteLine("| what | data | ours, s | peers, s | ratio | quality, ours | quality, peers |");
        Console.WriteLine("|---|---|---:|---|---:|---:|---|");
        foreach (IGrouping<(string Family, string Data), Measurement> group in measurements.GroupBy(measurement => (measurement.Family, measurement.Data)))
        {
            Measurement ours = group.Single(measurement => measurement.Program == Ours);
            Measurement[] peers = [.. group.Where(measurement => measurement.Program != Ours)];
            string times = string.Join(", ", peers.Select(peer => FormattableString.Invariant($"{peer.Seconds:F2} {peer.Program}")));
            string qualities = string.Join(", ", peers.Select(peer => $"{Text(peer.Quality)} {peer.Program}"));
            double ratio = ours.Seconds / peers.Min(peer => peer.Seconds);
            Console.WriteLine(FormattableString.Invariant(
                $"| {ours.Family} | {ours.Data} | {ours.Seconds:F3} | {times} | {ratio:F2} | {Text(ours.Quality)} | {qualities} |"));
        }

        Console.WriteLine();
        Console.WriteLine("| what | data | ours | bar |");
        Console.WriteLine("|---|---|---:|---|");
        foreach (Figure figure in figures)
        {
            Console.WriteLine($"| {figure.What} | {figure.Data} | {figure.Value} | {figure.Bar} |");
        }
    }

    private static string Text(double quality) => FormattableString.Invariant(quality <= 1 ? $"{quality:F4}" : (FormattableString)$"{quality:F2}");
}
