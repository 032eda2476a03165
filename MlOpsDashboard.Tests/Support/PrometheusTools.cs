using System.Diagnostics;

namespace MlOpsDashboard.Tests.Support;

/// <summary>Prometheus and its promtool, from Debian's package or from where <c>PROMETHEUS_BIN</c> says.</summary>
internal static class PrometheusTools
{
    private static string Folder => Environment.GetEnvironmentVariable("PROMETHEUS_BIN") ?? "/usr/bin";

    /// <summary>The server.</summary>
    public static string Prometheus => Path.Combine(Folder, "prometheus");

    /// <summary>The checker.</summary>
    public static string Promtool => Path.Combine(Folder, "promtool");

    /// <summary>The reason to skip a test, or null when it has to run.</summary>
    public static string? Skip() => Requirement.Skip(
        File.Exists(Prometheus) && File.Exists(Promtool),
        $"Needs prometheus and promtool in {Folder} (Debian: apt-get install prometheus); PROMETHEUS_BIN names another folder.");

    /// <summary>Runs promtool to its end.</summary>
    /// <param name="input">What it reads; null for nothing.</param>
    /// <param name="arguments">Its command line.</param>
    public static async Task<(int ExitCode, string Output)> CheckAsync(string? input, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(Promtool, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
