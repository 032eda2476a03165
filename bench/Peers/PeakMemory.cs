using System.Globalization;

namespace MlOpsDashboard.Bench;

/// <summary>The most memory that this process held at once while doing something, beyond what it held before (Linux).</summary>
internal static class PeakMemory
{
    /// <summary>Measures.</summary>
    /// <param name="action">What to do.</param>
    /// <returns>Megabytes.</returns>
    public static double Of(Action action)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

        // 5 sets the kernel's note of the peak back to what is held now (proc(5)).
        File.WriteAllText("/proc/self/clear_refs", "5");
        double before = Status("VmRSS");
        action();
        return (Status("VmHWM") - before) / 1024;
    }

    private static double Status(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
